package dev.lambdawatch.beacon;

import static dev.lambdawatch.beacon.Replay.DAY;
import static dev.lambdawatch.beacon.Replay.MINUTES;
import static dev.lambdawatch.beacon.Replay.NEXT_MIDNIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Fingerprint;
import dev.lambdawatch.flow.Connections;
import dev.lambdawatch.flow.FlowLog;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.stored.StateStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects come as they like: cut anywhere, in any order, more than once, into one shard or many.
/// What is known of an hour, and what is found, is the same.
class DeliveriesTest {
    private static final int FIRST_HOUR = 3;
    private static final int LAST_HOUR = 14;

    private final Beacons beacons = Beacons.of(Platforms.bundled());

    /// What is known of each hour, as a fingerprint, and what is told.
    private record Outcome(List<String> hours, List<String> told) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyDeliveryIntoAnyNumberOfShardsGivesTheSameHoursAndFindings(long seed) throws IOException {
        Random random = new Random(seed);
        FlowText log = traffic(seed % 2 == 0 ? FlowText.withFlags(MINUTES) : FlowText.version2(MINUTES), random);
        Outcome whole = outcome(Replay.store(List.of(log.object())), 1);
        assertThat(whole.hours()).hasSize(LAST_HOUR - FIRST_HOUR);
        assertThat(whole.told()).hasSizeGreaterThanOrEqualTo(5);
        for (int objects : List.of(2, 9, 40)) {
            List<byte[]> parts = log.objects(objects, random);
            for (int shards : List.of(1, 2, 5)) {
                assertThat(outcome(delivered(parts, random), shards))
                        .as("%d objects, %d shards", objects, shards)
                        .isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void aHistoryThatIsAllAtHandGivesTheSameFindings(long seed) throws IOException {
        Random random = new Random(seed);
        FlowText log = traffic(FlowText.withFlags(MINUTES), random);
        Outcome stored = outcome(Replay.store(List.of(log.object())), 1);
        Collector collector = beacons.collectorOfAll((place, line, reason) -> {});
        for (byte[] object : log.objects(12, random)) {
            collector.nextObject();
            FlowLog.read("object", new ByteArrayInputStream(object), Connections.to(collector));
        }
        List<Finding> findings = new ArrayList<>();
        List<Beacons.Summary> summaries = beacons.evaluate(
                List.of(List.of(Beacons.Span.day(NEXT_MIDNIGHT))), collector.segments(), findings::add);
        assertThat(told(findings)).isEqualTo(stored.told());
        assertThat(summaries).extracting(Beacons.Summary::findings).containsExactly(findings.size());
    }

    /// Seven hosts, five of which call home by a clock.
    private static FlowText traffic(FlowText log, Random random) {
        for (int host = 0; host < 7; host++) {
            log.host("10.0.0." + (5 + host), "000000000000000" + (10 + host));
            for (int i = 0; i < 300; i++) {
                long second = DAY + FIRST_HOUR * 3600 + random.nextInt((LAST_HOUR - FIRST_HOUR) * 3600 - 120) + 60;
                log.connection(second, 20_000 + i, "203.0.113." + random.nextInt(40), 443, 400 + i, 900 + 7 * i);
            }
            for (int beat = 0; beat < 130 && host < 5; beat++) {
                long second = DAY + FIRST_HOUR * 3600 + 60 + 300L * beat;
                log.connection(second, 40_000 + beat, "3.216.135." + (9 + host), 443, 1200, 3400);
            }
        }
        return log;
    }

    /// In random order, some of them again later.
    private static StateStore delivered(List<byte[]> objects, Random random) throws IOException {
        List<Integer> deliveries = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            deliveries.addAll(Collections.nCopies(1 + random.nextInt(3), i));
        }
        Collections.shuffle(deliveries, random);
        StateStore store = StateStore.inMemory();
        for (int object : deliveries) {
            Replay.store("object " + object, objects.get(object), store);
        }
        return store;
    }

    private Outcome outcome(StateStore store, int shards) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<List<Segment>> byShard = new ArrayList<>();
        for (int index = 0; index < shards; index++) {
            Shard shard = new Shard(index, shards);
            beacons.evaluate(List.of(Beacons.Span.day(NEXT_MIDNIGHT)), shard, store, findings::add);
            byShard.add(
                    new Hours(store, shard, SegmentMerge.Bounds.DEFAULT).of(List.of(Beacons.Span.day(NEXT_MIDNIGHT))));
        }
        return new Outcome(merged(byShard), told(findings));
    }

    /// The bytes of each hour, its shards merged.
    private static List<String> merged(List<List<Segment>> byShard) {
        List<String> hours = new ArrayList<>();
        for (int hour = 0; hour < byShard.getFirst().size(); hour++) {
            int at = hour;
            List<Segment> parts = byShard.stream().map(shard -> shard.get(at)).toList();
            hours.add(Fingerprint.ofBytes(List.of(
                    SegmentMerge.merged(parts, SegmentMerge.Bounds.DEFAULT).bytes())));
        }
        return hours;
    }

    /// All but how many workloads call anything at all, which is counted by shard.
    private static List<String> told(List<Finding> findings) {
        return findings.stream()
                .map(finding -> "%s %s %s %s"
                        .formatted(finding.headline(), finding.severity(), finding.reasons(), finding.evidence()))
                .sorted()
                .toList();
    }
}
