package dev.lambdawatch.beacon;

import static dev.lambdawatch.beacon.Replay.DAY;
import static dev.lambdawatch.beacon.Replay.GATEWAY;
import static dev.lambdawatch.beacon.Replay.NEXT_MIDNIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {
    private static final FlowText.Windows MINUTES = new FlowText.Windows(DAY - 7 * 86_400 + 13, 60);
    private static final long WEEK_BEFORE = DAY - 6 * 86_400;

    @Test
    void everySixHoursThreeDaysAndAWeekAreDueAsWell() {
        assertThat(Beacons.Span.due(Instant.parse("2026-11-21T06:20:00Z"), false))
                .extracting(Beacons.Span::back)
                .containsExactly(Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(7));
        assertThat(Beacons.Span.due(Instant.parse("2026-11-21T07:20:00Z"), false))
                .extracting(Beacons.Span::back)
                .containsExactly(Duration.ofDays(1));
    }

    @Test
    void aBeatTooSlowForADayIsFoundInAWeek() {
        FlowText log = beacon(GATEWAY, 8 * 3600, WEEK_BEFORE);
        assertThat(Replay.findings(log)).isEmpty();
        List<Finding> findings = due(log);
        assertThat(findings).extracting(Finding::resource).containsExactly(GATEWAY + ":443");
        assertThat(findings.getFirst().facts()).containsEntry("connections", "21");
    }

    @Test
    void aBeaconThatAllSpansHoldIsToldOnce() {
        List<Finding> findings = due(beacon(GATEWAY, 900, WEEK_BEFORE));
        assertThat(findings).extracting(Finding::resource).containsExactly(GATEWAY + ":443");
    }

    @Test
    void aBeaconIsToldFromTheSpanInWhichItLooksMostLikeOne() {
        // Six days without a beat, and then one: the week is worse than the day.
        FlowText log = beacon(GATEWAY, 600, DAY);
        Random random = new Random(4);
        for (int i = 0; i < 800; i++) {
            long second = WEEK_BEFORE + random.nextInt(6 * 86_400);
            log.connection(second, 20_000 + i, GATEWAY, 443, 300 + random.nextInt(9000), 900 + random.nextInt(90_000));
        }
        Finding day = Replay.findings(log).getFirst();
        assertThat(due(log)).extracting(Finding::evidence).containsExactly(day.evidence());
    }

    @Test
    void aGroupOfOneSpanAndItsAddressOfAnotherAreOneFinding() {
        // In the last day one address; in the week before it eight in turn.
        FlowText log = beacon(GATEWAY, 600, DAY);
        Random random = new Random(6);
        for (long second = WEEK_BEFORE; second < DAY; second += 600) {
            log.connection(second, 20_000, "3.216.135." + (10 + random.nextInt(8)), 443, 1200, 3400);
        }
        assertThat(due(log)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void anySplitOrderRepetitionAndNumberOfShardsGivesTheSameFindings(int count) {
        Random random = new Random(count);
        FlowText log = FlowText.withFlags(MINUTES);
        for (int host = 0; host < 9; host++) {
            log.host("10.0.0." + (5 + host), "000000000000000" + (10 + host));
            beats(log, "203.0.113." + host, 600 + 60 * host, DAY);
            beats(log, "3.216.135." + (10 + host), 1200, DAY);
        }
        List<Finding> whole = due(log);
        assertThat(whole).hasSizeGreaterThan(9);

        List<byte[]> objects = new ArrayList<>(log.objects(20, random));
        StateStore store = StateStore.inMemory();
        Replay.store(objects, store);
        // Delivered again, and some hours merged too early.
        evaluate(Beacons.Span.due(NEXT_MIDNIGHT, false), new Shard(0, count), store);
        Replay.store(objects, store);
        List<Finding> findings = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            findings.addAll(evaluate(Beacons.Span.due(NEXT_MIDNIGHT, false), new Shard(number, count), store));
        }
        Collections.shuffle(findings, random);
        findings.sort(Comparator.comparing(Finding::id));
        // How many of the fleet call a destination is counted within a shard.
        assertThat(findings)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("facts")
                .isEqualTo(whole);
    }

    @Test
    void olderHoursThatThereIsNoRoomForAreLeftOutAndCounted() throws IOException {
        StateStore store = Replay.store(List.of(beacon(GATEWAY, 300, DAY).object()));
        List<Beacons.Span> day = List.of(Beacons.Span.day(NEXT_MIDNIGHT));
        Hours all = new Hours(store, Shard.WHOLE, SegmentMerge.Bounds.DEFAULT);
        long room = all.of(day).stream().skip(20).mapToLong(Segment::size).sum();
        Hours some = new Hours(store, Shard.WHOLE, new SegmentMerge.Bounds(1000, 1000, room));
        assertThat(some.of(day))
                .extracting(Segment::hour)
                .containsExactly(DAY / 3600 + 20, DAY / 3600 + 21, DAY / 3600 + 22, DAY / 3600 + 23);
        assertThat(some.omitted()).isEqualTo(20);
    }

    private static FlowText beacon(String destination, int period, long from) {
        return beats(FlowText.withFlags(MINUTES), destination, period, from);
    }

    /// Connections up to midnight, one every `period` seconds.
    private static FlowText beats(FlowText log, String destination, int period, long from) {
        int port = 40_000;
        for (long second = from + 120; second < DAY + 86_400; second += period) {
            log.connection(second, port++, destination, 443, 1200, 3400);
        }
        return log;
    }

    private static List<Finding> due(FlowText log) {
        StateStore store = Replay.store(List.of(log.object()));
        return evaluate(Beacons.Span.due(NEXT_MIDNIGHT, false), Shard.WHOLE, store);
    }

    private static List<Finding> evaluate(List<Beacons.Span> spans, Shard shard, StateStore store) {
        List<Finding> findings = new ArrayList<>();
        try {
            Beacons.of(Platforms.bundled()).evaluate(spans, shard, store, findings::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        findings.sort(Comparator.comparing(Finding::id));
        return findings;
    }
}
