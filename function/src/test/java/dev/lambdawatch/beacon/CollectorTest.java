package dev.lambdawatch.beacon;

import static dev.lambdawatch.beacon.Replay.DAY;
import static dev.lambdawatch.beacon.Replay.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.flow.Connections;
import dev.lambdawatch.flow.FlowLog;
import dev.lambdawatch.platform.Platforms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CollectorTest {
    @Test
    void anObjectOfTwoHoursMakesTwoSegments() {
        FlowText log = FlowText.withFlags(MINUTES);
        log.connection(DAY + 3500, 40_000, "203.0.113.1", 443, 700, 900);
        log.connection(DAY + 3700, 40_001, "203.0.113.1", 443, 700, 900);
        assertThat(Replay.collected(log.object()).segments())
                .extracting(Segment::hour)
                .containsExactly(DAY / 3600, DAY / 3600 + 1);
    }

    @Test
    void howOftenItIsPackedDoesNotShow() {
        FlowText log = scan(3000, new Random(1));
        String whole = bytes(new Collector.Bounds(1_000_000, 100_000, 1_000_000), log);
        assertThat(bytes(new Collector.Bounds(1_000_000, 100_000, 1), log)).isEqualTo(whole);
        assertThat(bytes(new Collector.Bounds(1_000_000, 100_000, 997), log)).isEqualTo(whole);
    }

    @Test
    void pairsThatComeAgainDoNotFillTheBound() {
        FlowText log = FlowText.withFlags(MINUTES);
        for (int i = 0; i < 500; i++) {
            log.connection(DAY + 60 + i, 40_000 + i, "203.0.113." + i % 50, 443, 700, 900);
        }
        Collector collector = Replay.collected(new Collector.Bounds(60, 100_000, 10), log.object());
        assertThat(collector.segments().getFirst().pairs()).isEqualTo(50);
        assertThat(collector.leftOut()).isZero();
    }

    @Test
    void whatABoundLeavesOutIsCounted() {
        FlowText log = scan(500, new Random(2));
        Collector byObject = Replay.collected(new Collector.Bounds(100, 100_000, 1_000_000), log.object());
        assertThat(byObject.segments()).extracting(Segment::pairs).containsExactly(100);
        // Of each of the 400 others the record out and the one in.
        assertThat(byObject.leftOut()).isEqualTo(800);

        Collector byWorkload = Replay.collected(new Collector.Bounds(1_000_000, 30, 1_000_000), log.object());
        assertThat(byWorkload.segments()).extracting(Segment::pairs).containsExactly(30);
        assertThat(byWorkload.segments()).extracting(Segment::leftOut).containsExactly(940L);
    }

    @Test
    void aScanOfOneHostLeavesRoomForAnother() {
        FlowText log = scan(500, new Random(3));
        log.host("10.0.0.9", "0a000000000000009").connection(DAY + 600, 40_000, "203.0.113.1", 443, 700, 900);
        Collector collector = Replay.collected(new Collector.Bounds(1_000_000, 30, 1_000_000), log.object());
        assertThat(collector.segments()).extracting(Segment::pairs).containsExactly(31);
    }

    @Test
    void recordsOfMoreHoursThanAreKeptAreLeftOut() {
        FlowText log = FlowText.withFlags(new FlowText.Windows(0, 60));
        for (int hour = 0; hour < 2500; hour++) {
            log.connection(DAY + 3600L * hour, 40_000, "203.0.113.1", 443, 700, 900);
        }
        Collector collector = Replay.collected(log.object());
        assertThat(collector.segments()).hasSize(2400);
        assertThat(collector.leftOut()).isEqualTo(200);
    }

    @Test
    void anObjectWhoseClockRunsWildTakesNoHoursFromTheNext() throws IOException {
        FlowText wild = FlowText.withFlags(new FlowText.Windows(0, 60));
        for (int hour = 0; hour < 2500; hour++) {
            wild.connection(DAY + 36_000L * hour, 40_000, "203.0.113.1", 443, 700, 900);
        }
        FlowText sound = FlowText.withFlags(MINUTES).connection(DAY - 1800, 40_000, "203.0.113.1", 443, 700, 900);
        Collector collector = Beacons.of(Platforms.bundled()).collectorOfAll((place, line, reason) -> {});
        for (FlowText log : List.of(wild, sound)) {
            collector.nextObject();
            FlowLog.read("object", new ByteArrayInputStream(log.object()), Connections.to(collector));
        }
        assertThat(collector.segments())
                .hasSize(2401)
                .first()
                .extracting(Segment::hour)
                .isEqualTo(DAY / 3600 - 1);
        assertThat(collector.leftOut()).isEqualTo(200);
    }

    @Test
    void aWorkloadThatTurnsOutToBeAGatewayIsMarkedInAllItsHours() {
        String nat = """
                %1$s
                5 111122223333 eni-nat 10.0.0.220 203.0.113.5 40000 443 6 6 700 %2$d %3$d ACCEPT OK 3 - us-east-1 10.0.0.220 203.0.113.5 - - egress
                5 111122223333 eni-nat 10.0.0.220 203.0.113.5 40000 443 6 6 700 %4$d %5$d ACCEPT OK 3 - us-east-1 10.0.0.220 203.0.113.5 - - egress
                5 111122223333 eni-nat 10.0.1.5 10.0.0.220 40000 443 6 6 700 %4$d %5$d ACCEPT OK 3 - us-east-1 10.0.1.5 203.0.113.5 - - ingress
                """.formatted(FlowText.HEADER, DAY, DAY + 58, DAY + 3600, DAY + 3658);
        List<Segment> segments = Replay.collected(
                        new Collector.Bounds(1000, 1000, 2), nat.getBytes(StandardCharsets.UTF_8))
                .segments();
        assertThat(segments)
                .hasSize(2)
                .allMatch(segment -> segment.workloads().getFirst().intermediary());
    }

    private static FlowText scan(int destinations, Random random) {
        FlowText log = FlowText.withFlags(MINUTES);
        for (int i = 0; i < destinations; i++) {
            String destination = "203.0." + (113 + i / 250) + "." + i % 250;
            log.connection(DAY + 60 + random.nextInt(3000), 40_000 + i, destination, 443, 700, 900);
        }
        return log;
    }

    private static String bytes(Collector.Bounds bounds, FlowText log) {
        return HexFormat.of()
                .formatHex(Replay.collected(bounds, log.object())
                        .segments()
                        .getFirst()
                        .bytes());
    }
}
