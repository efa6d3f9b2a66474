package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import dev.lambdawatch.cloudtrail.CloudTrail;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallsInOrderTest {
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final Span ALWAYS = new Span(Instant.MIN, Instant.MAX);
    private static final CloudTrail READER = CloudTrail.capturing(List.of("requestParameters.functionName"), Set.of());
    private static final long ROOM_FOR_ALL = 1_000_000;
    private static final long ROOM_FOR_TEN = 10 * 1_011;

    private final StringWriter said = new StringWriter();
    private final AtomicInteger readings = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(longs = {ROOM_FOR_ALL, ROOM_FOR_TEN, 1})
    void anyCutIntoObjectsAndAnyOrderGivesTheSameOrder(long room) {
        List<String> records = IntStream.range(0, 100)
                .mapToObj(i -> record(i / 3, "%03d".formatted(i)))
                .toList();
        for (int seed = 0; seed < 5; seed++) {
            List<String> shuffled = new ArrayList<>(records);
            Collections.shuffle(shuffled, new Random(seed));
            List<Source> objects = IntStream.range(0, 9)
                    .mapToObj(object -> object(
                            "object-" + object,
                            IntStream.range(0, 100)
                                    .filter(i -> i % 9 == object)
                                    .mapToObj(shuffled::get)
                                    .toList()))
                    .toList();

            assertThat(idsInOrder(objects, room, ALWAYS))
                    .as("seed %d", seed)
                    .isEqualTo(
                            IntStream.range(0, 100).mapToObj("%03d"::formatted).toList());
        }
    }

    @Test
    void whatFitsIsReadOnce() {
        idsInOrder(trailFiles(), ROOM_FOR_ALL, ALWAYS);

        assertThat(readings).hasValue(20);
    }

    @Test
    void ofTrailFilesThatDoNotFitOnlyThoseAtAnEdgeAreReadMoreThanTwice() {
        assertThat(idsInOrder(trailFiles(), ROOM_FOR_TEN, ALWAYS)).hasSize(60);

        // Twenty for the first time; in each of six further rounds those that hold its ten calls and one at either
        // edge.
        assertThat(readings.get()).isBetween(36, 20 + 6 * 6);
    }

    @Test
    void theSameRecordInTwoObjectsIsHandedOnTwice() {
        List<Source> objects =
                List.of(object("a", List.of(record(1, "a"), record(2, "b"))), object("b", List.of(record(1, "a"))));

        assertThat(idsInOrder(objects, 1, ALWAYS)).containsExactly("a", "a", "b");
    }

    @Test
    void callsAtOtherTimesAreLeftOut() {
        Span span = new Span(START.plusSeconds(1), START.plusSeconds(3));
        List<Source> objects =
                List.of(object("a", List.of(record(3, "d"), record(2, "c"), record(1, "b"), record(0, "a"))));

        assertThat(idsInOrder(objects, 1, span)).containsExactly("b", "c");
    }

    @Test
    void aWildClockInOneObjectKeepsTheOthersInOrder() {
        List<Source> objects = List.of(
                object("a", List.of(record(2, "c"), record(1, "b"), record(0, "a"))),
                object(
                        "b",
                        List.of(
                                record(1, "z").replace("2026-", "9999-"),
                                record(1, "y").replace("2026-", "2001-"))));

        assertThat(idsInOrder(objects, 1, ALWAYS)).containsExactly("y", "a", "b", "c", "z");
    }

    @Test
    void anObjectThatIsGoneWhenItsTimeComesIsNamed() {
        AtomicInteger opened = new AtomicInteger();
        Source there = object("there", List.of(record(0, "a"), record(3, "d")));
        Source gone = new Source("gone", 0, () -> {
            if (opened.incrementAndGet() > 1) {
                throw new FileNotFoundException("no such file");
            }
            return object("gone", List.of(record(1, "b"), record(2, "c"))).open();
        });

        assertThat(idsInOrder(List.of(there, gone), 1, ALWAYS)).startsWith("a").endsWith("d");
        assertThat(said.toString()).contains("gone: not read again as far as before: no such file");
    }

    /// Twenty of three calls each, in no order.
    private List<Source> trailFiles() {
        List<Source> files = new ArrayList<>();
        for (int file = 0; file < 20; file++) {
            int first = 3 * file;
            files.add(object(
                    "trail-" + file,
                    List.of(record(first + 1, "b" + file), record(first, "a" + file), record(first + 2, "c" + file))));
        }
        Collections.shuffle(files, new Random(7));
        return files;
    }

    private List<String> idsInOrder(List<Source> objects, long room, Span span) {
        CallsInOrder inOrder = new CallsInOrder(room, span);
        objects.forEach(object -> readInto(inOrder, object));
        List<String> ids = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        inOrder.each(() -> READER, new Diagnostics(new PrintWriter(said)), call -> {
            ids.add(call.eventId());
            times.add(call.time());
        });
        assertThat(times).isSorted();
        return ids;
    }

    private static void readInto(CallsInOrder inOrder, Source object) {
        try {
            inOrder.read(object, object.open(), READER, new Calls() {
                @Override
                public void call(ApiCall call) {}

                @Override
                public void skipped(String place, long index, String reason) {
                    throw new AssertionError(place + " record " + index + ": " + reason);
                }
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Source object(String place, List<String> records) {
        byte[] content = records.stream()
                .collect(Collectors.joining(",", "{\"Records\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8);
        return new Source(place, content.length, () -> {
            readings.incrementAndGet();
            return new ByteArrayInputStream(content);
        });
    }

    private static String record(int second, String id) {
        return """
                {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/bob"},\
                "eventTime":"%s","eventSource":"lambda.amazonaws.com","eventName":"Invoke","awsRegion":"eu-west-1",\
                "sourceIPAddress":"203.0.113.7","requestParameters":{"functionName":"orders-api"},"eventID":"%s",\
                "recipientAccountId":"111122223333"}""".formatted(START.plusSeconds(second), id);
    }
}
