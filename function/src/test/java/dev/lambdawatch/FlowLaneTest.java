package dev.lambdawatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.aws.Deliveries;
import dev.lambdawatch.beacon.Beacons;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.flow.Repeated;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.stored.StateStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Whatever comes in a batch with a log in which a beacon is: it is named and counted, and the beacon
/// is found.
class FlowLaneTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");
    private static final long DAY = MIDNIGHT.getEpochSecond() - 86_400 + 10;
    private static final String HEADER =
            "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n";
    private static final String HOSTILE = "s3://logs/hostile: ";

    private final List<String> log = new ArrayList<>();
    private final StateStore state = StateStore.inMemory();
    private final Beacons beacons = Beacons.of(Platforms.bundled()).withMostPairs(10_000);

    @Test
    void aMemberThatIsCutOffIsReadUpToThere() throws IOException {
        byte[] whole = gzip(HEADER + record(0, DAY) + noise(5_000));
        readWith(new ByteArrayInputStream(whole, 0, whole.length / 2));
        assertThat(log)
                .anyMatch(line -> line.matches(
                        "skipped line \\d+ of s3://logs/hostile: .* is cut off, at byte " + whole.length / 2));
        assertThat(log).anyMatch(line -> line.matches(HOSTILE + "[1-9]\\d+ records, 1 skipped, 1 segments, .*"));
    }

    @Test
    void aBombIsLeftWhereItIsSeen() throws IOException {
        readWith(new ByteArrayInputStream(gzip(HEADER + record(0, DAY) + "x".repeat(64 << 20))));
        assertThat(log).anyMatch(line -> line.contains("grows more than 200 times: a bomb, or no flow log"));
        assertThat(log).anyMatch(line -> line.startsWith(HOSTILE + "1 records, 1 skipped, 1 segments"));
    }

    @Test
    void aLineOfManyMegabytesIsPassedOver() throws IOException {
        InputStream line = new Repeated((byte) 'x', 1L << 28);
        readWith(new SequenceInputStream(
                new SequenceInputStream(text(HEADER + record(0, DAY)), line), text("\n" + record(1, DAY))));
        assertThat(log).anyMatch(each -> each.startsWith("skipped line 3 of s3://logs/hostile: a line is too long"));
        assertThat(log).anyMatch(each -> each.startsWith(HOSTILE + "2 records, 1 skipped, 1 segments"));
    }

    @Test
    void aScanFromForgedAddressesIsBoundedAndCounted() throws IOException {
        StringBuilder scan = new StringBuilder(HEADER);
        Random random = new Random(5);
        for (int i = 0; i < 15_000; i++) {
            scan.append("2 111122223333 eni-%d 10.%d.%d.%d 198.51.%d.%d 40000 443 6 6 1200 %d %d ACCEPT OK\n"
                    .formatted(
                            i,
                            i >> 16,
                            i >> 8 & 255,
                            i & 255,
                            100 + random.nextInt(100),
                            random.nextInt(256),
                            DAY,
                            DAY + 58));
        }
        readWith(text(scan.toString()));
        assertThat(log)
                .anyMatch(line -> line.startsWith(
                        HOSTILE + "15000 records, 0 skipped, 1 segments, 5000 connections beyond bounds"));
    }

    @Test
    void clocksInTheFutureHaveHoursOfTheirOwn() throws IOException {
        readWith(text(HEADER + record(0, 253_402_290_000L) + record(1, 7_000_000_000L) + record(2, 0)));
        assertThat(log)
                .anyMatch(line ->
                        line.startsWith(HOSTILE + "3 records, 0 skipped, 2 segments, 1 connections beyond bounds"));
    }

    @Test
    void headersThatRepeatOrContradictHoldForTheLinesBehindThem() throws IOException {
        readWith(text(HEADER + HEADER + record(0, DAY) + "start srcaddr dstaddr srcport dstport protocol\n" + DAY
                + " 10.0.0.9 203.0.113.5 40000 443 6\n" + record(1, DAY) + HEADER + record(2, DAY)));
        assertThat(log).anyMatch(line -> line.startsWith("skipped line 6 of s3://logs/hostile: too many fields"));
        assertThat(log).anyMatch(line -> line.startsWith(HOSTILE + "3 records, 1 skipped"));
    }

    @Test
    void randomBytesAreNoRecords() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(6).nextBytes(noise);
        readWith(new ByteArrayInputStream(noise));
        assertThat(log).anyMatch(line -> line.startsWith("skipped line 1 of s3://logs/hostile"));
        assertThat(log).anyMatch(line -> line.matches(HOSTILE + "0 records, [1-9]\\d* skipped, 0 segments, .*"));
    }

    @Test
    void aFaultInEachOfManyLinesIsNamedTwentyTimesAndCounted() throws IOException {
        readWith(text(HEADER + "x\n".repeat(90) + record(0, DAY)));
        assertThat(log).filteredOn(line -> line.startsWith("skipped line ")).hasSize(20);
        assertThat(log).contains("skipped more of s3://logs/hostile; from here on it is only counted");
        assertThat(log).anyMatch(line -> line.startsWith(HOSTILE + "1 records, 90 skipped"));
    }

    @Test
    void aStreamThatBreaksFailsItsMessageAloneAndKeepsNothing() throws IOException {
        InputStream broken = new SequenceInputStream(text(HEADER + record(0, DAY)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }
        });
        assertThat(failed(broken)).containsExactly("m-hostile");
        assertThat(log)
                .anyMatch(line ->
                        line.contains("message m-hostile failed and comes again") && line.contains("connection reset"));
        assertThat(found()).hasSize(1);
    }

    /// Reads a batch of an object and, after it, one in which a beacon is.
    private void readWith(InputStream hostile) throws IOException {
        assertThat(failed(hostile)).isEmpty();
        assertThat(log).anyMatch(line -> line.startsWith("s3://logs/sound: 288 records, 0 skipped, 24 segments"));
        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(finding.detection().name()).isEqualTo("serverless_beacon");
            assertThat(finding.resource()).isEqualTo("3.216.135.9:443");
        });
    }

    private List<String> failed(InputStream hostile) throws IOException {
        Map<String, InputStream> objects = new LinkedHashMap<>();
        objects.put("hostile", hostile);
        objects.put(
                "sound",
                text(HEADER
                        + IntStream.range(0, 288)
                                .mapToObj(beat -> record(beat, DAY + 300L * beat))
                                .collect(Collectors.joining())));
        String messages =
                objects.keySet().stream().map(key -> """
                        {"messageId": "m-%1$s", "body": "{\\"s3Bucket\\": \\"logs\\", \\"s3ObjectKey\\": [\\"%1$s\\"]}"}""".formatted(key)).collect(Collectors.joining(","));
        Log logger = new Log(new LogLines(log));
        return Deliveries.parse(text("{\"Records\": [" + messages + "]}"))
                .read(
                        notice -> FlowLane.read(
                                beacons, state, logger, notice, objects.getOrDefault(notice.key(), text(""))),
                        logger::failed)
                .getBatchItemFailures()
                .stream()
                .map(failure -> failure.getItemIdentifier())
                .toList();
    }

    private List<Finding> found() throws IOException {
        List<Finding> findings = new ArrayList<>();
        beacons.evaluate(Beacons.Span.day(MIDNIGHT), state, findings::add);
        return findings;
    }

    private static String record(int beat, long start) {
        return "2 111122223333 eni-1 10.0.0.5 3.216.135.9 %d 443 6 6 1200 %d %d ACCEPT OK\n"
                .formatted(40_000 + beat, start, start + 58);
    }

    private static String noise(int records) {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < records; i++) {
            text.append("2 111122223333 eni-3 10.0.0.7 198.51.100.%d %d 443 6 6 %d %d %d ACCEPT OK\n"
                    .formatted(random.nextInt(256), random.nextInt(65_536), random.nextInt(5_000), DAY, DAY + 58));
        }
        return text.toString();
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }
}
