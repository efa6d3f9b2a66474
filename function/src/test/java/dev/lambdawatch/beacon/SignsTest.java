package dev.lambdawatch.beacon;

import static dev.lambdawatch.beacon.Replay.DAY;
import static dev.lambdawatch.beacon.Replay.GATEWAY;
import static dev.lambdawatch.beacon.Replay.MINUTES;
import static dev.lambdawatch.beacon.Replay.SOMEWHERE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told beside beacons, and what is not.
class SignsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lambdawatch.beacon.FlowText#everyFormat")
    void aHeartbeatOverOneConnectionToAPlatformIsOneFinding(String name, FlowText log) {
        log.standing(DAY + 60, DAY + 86_400, 40_123, GATEWAY, 443, 10, 1400);
        Finding finding = only(Replay.findings(log));
        assertThat(finding.detection().name()).isEqualTo("connection_heartbeat");
        assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(finding.headline()).startsWith("Heartbeat over one connection 10.0.0.5 -> 3.216.135.9:443 every ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lambdawatch.beacon.FlowText#everyFormat")
    void largeAndVariedPayloadsAreNoHeartbeat(String name, FlowText log) {
        Random random = new Random(4);
        log.standing(DAY + 60, DAY + 86_400, 40_123, GATEWAY, 443, 100, () -> 20_000 + random.nextInt(2_000_000));
        assertThat(Replay.findings(log)).isEmpty();
    }

    /// A socket of HTTP/3 begins one connection, however long it sends.
    @Test
    void aHeartbeatOverOneSocketIsToldOfAPlatformAloneAndNotOfASharedEdge() {
        FlowText log = FlowText.withFlags(MINUTES);
        for (long second = 60; second < 86_400; second += 120) {
            log.udp(DAY + second, 40_123, GATEWAY, 443, 300, 900);
            log.udp(DAY + second, 40_124, "104.16.0.1", 443, 300, 900);
        }
        Finding finding = only(Replay.findings(log));
        assertThat(finding.detection().name()).isEqualTo("connection_heartbeat");
        assertThat(finding.headline())
                .startsWith("Heartbeat over one connection 10.0.0.5 -> 3.216.135.9:443/udp every ");
    }

    @Test
    void aHeartbeatOfLessThanThirtyWindowsIsSilent() {
        FlowText log =
                FlowText.withFlags(MINUTES).standing(DAY + 60, DAY + 60 + 29 * 60, 40_123, GATEWAY, 443, 10, 1400);
        assertThat(Replay.findings(log)).isEmpty();
    }

    @Test
    void aHeartbeatToNobodysAddressIsSilent() {
        FlowText log = FlowText.withFlags(MINUTES).standing(DAY + 60, DAY + 86_400, 40_123, SOMEWHERE, 443, 10, 1400);
        assertThat(Replay.findings(log)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.77:53", "203.0.113.77:853", "9.9.9.9:443"})
    void aBeaconToAResolverIsToldAsOne(String destination) {
        Finding finding = only(Replay.findings(beacon(destination)));
        assertThat(finding.detection().name()).isEqualTo("resolver_beacon");
        assertThat(finding.detection().techniques())
                .extracting(technique -> technique.id())
                .containsExactly("T1071.004");
        assertThat(finding.headline()).startsWith("Beacon over DNS");
    }

    @Test
    void datagramsToAResolverAreOneAsWell() {
        FlowText log = FlowText.withFlags(MINUTES);
        for (int beat = 0; beat < 288; beat++) {
            log.udp(DAY + 120 + 300L * beat, 40_000 + beat, SOMEWHERE, 53, 90, 160);
        }
        assertThat(only(Replay.findings(log)).detection().name()).isEqualTo("resolver_beacon");
    }

    @Test
    void aPublicResolverThatIsAskedWithoutABeatIsNoFinding() {
        FlowText log = FlowText.withFlags(MINUTES);
        Random random = new Random(9);
        for (int i = 0; i < 300; i++) {
            log.connection(DAY + random.nextInt(86_000), 40_000 + i, "8.8.8.8", 443, 200 + random.nextInt(4000), 900);
        }
        assertThat(Replay.findings(log)).isEmpty();
    }

    @Test
    void anotherPortOfAPublicResolverIsAnOrdinaryBeacon() {
        assertThat(only(Replay.findings(beacon("9.9.9.9:8443"))).detection().name())
                .isEqualTo("serverless_beacon");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lambdawatch.beacon.FlowText#everyFormat")
    void regularRefusalsAreBlockedCallbacks(String name, FlowText log) {
        for (int beat = 0; beat < 70; beat++) {
            // The SYN is repeated from the same port.
            log.refused(DAY + 60 + 1200L * beat, 40_000 + beat, SOMEWHERE, 443);
            log.refused(DAY + 61 + 1200L * beat, 40_000 + beat, SOMEWHERE, 443);
        }
        Finding finding = only(Replay.findings(log));
        assertThat(finding.detection().name()).isEqualTo("blocked_callbacks");
        assertThat(finding.severity()).isEqualTo(Severity.LOW);
        assertThat(finding.facts()).containsEntry("connections", "70").containsEntry("period_seconds", "1200");
    }

    @Test
    void refusalsWithoutABeatAreSilent() {
        FlowText log = FlowText.withFlags(MINUTES);
        Random random = new Random(6);
        for (int i = 0; i < 100; i++) {
            log.refused(DAY + random.nextInt(86_000), 40_000 + i, SOMEWHERE, 443);
        }
        assertThat(Replay.findings(log)).isEmpty();
    }

    @Test
    void latePacketsOfConnectionsThatWereAcceptedAreNoBlockedCallbacks() {
        FlowText log = beacon(SOMEWHERE + ":443");
        for (int beat = 0; beat < 288; beat++) {
            log.refused(DAY + 180 + 300L * beat, 40_000 + beat, SOMEWHERE, 443);
        }
        assertThat(only(Replay.findings(log)).detection().name()).isEqualTo("serverless_beacon");
    }

    @Test
    void hammeringADeadControllerIsFastReconnects() {
        FlowText log = FlowText.withFlags(MINUTES);
        Random random = new Random(8);
        for (int i = 0; i < 4000; i++) {
            log.unanswered(DAY + 3600 + random.nextInt(7200), 1024 + random.nextInt(60_000), SOMEWHERE, 443);
        }
        Finding finding = only(Replay.findings(log));
        assertThat(finding.detection().name()).isEqualTo("fast_reconnects");
        assertThat(finding.severity()).isEqualTo(Severity.LOW);
        assertThat(finding.points()).isZero();
        assertThat(finding.headline()).contains("4000 connections in 2 h");
    }

    @Test
    void aBusyClientThatIsAnsweredDoesNotReconnect() {
        FlowText log = FlowText.withFlags(MINUTES);
        Random random = new Random(8);
        for (int i = 0; i < 4000; i++) {
            log.connection(DAY + 3600 + random.nextInt(7200), 1024 + random.nextInt(60_000), SOMEWHERE, 443, 900, 3000);
        }
        assertThat(Replay.findings(log)).isEmpty();
    }

    @Test
    void fifteenConnectionsHalfAMinuteApartToAPlatformAreAnEarlySign() {
        Finding finding = only(Replay.findings(early(GATEWAY, 15, 1200)));
        assertThat(finding.detection().name()).isEqualTo("early_sign");
        assertThat(finding.severity()).isEqualTo(Severity.LOW);
        assertThat(finding.headline()).contains("15 connections in 8 min");
        assertThat(finding.reasons()).extracting(Reason::points).allMatch(points -> points.isEmpty());
    }

    @Test
    void anEarlySignOverSeveralAddressesOfAPlatformIsOneFinding() {
        FlowText log = FlowText.withFlags(MINUTES);
        for (int i = 0; i < 15; i++) {
            log.connection(DAY + 50_000 + 30L * i, 40_000 + i, "3.216.135." + (9 + i % 4), 443, 1200, 3400);
        }
        Finding finding = only(Replay.findings(log));
        assertThat(finding.detection().name()).isEqualTo("early_sign");
        assertThat(finding.resource()).isEqualTo("aws:API_GATEWAY:us-east-1:443");
    }

    @Test
    void whatIsNoEarlySignIsSilent() {
        assertThat(Replay.findings(early(SOMEWHERE, 15, 1200)))
                .as("nobody's address")
                .isEmpty();
        assertThat(Replay.findings(early(GATEWAY, 11, 1200))).as("too few").isEmpty();
        assertThat(Replay.findings(early(GATEWAY, 15, 0))).as("varied sizes").isEmpty();
        FlowText known = FlowText.withFlags(MINUTES).connection(DAY + 60, 39_000, GATEWAY, 443, 5000, 900);
        for (int i = 0; i < 15; i++) {
            known.connection(DAY + 50_000 + 30L * i, 40_000 + i, GATEWAY, 443, 1200, 3400);
        }
        assertThat(Replay.findings(known)).as("called before").isEmpty();
    }

    @Test
    void everyDetectionStandsInTheDocument() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "DETECTION.md"));
        assertThat(Detections.ALL).allSatisfy(detection -> assertThat(document).contains("`" + detection.name() + "`"));
        assertThat(Stream.of(Sign.values()).map(Sign::detection)).containsExactlyElementsOf(Detections.ALL);
    }

    private static FlowText early(String destination, int connections, int bytes) {
        FlowText log = FlowText.withFlags(MINUTES);
        for (int i = 0; i < connections; i++) {
            long out = bytes > 0 ? bytes : 400 + 900L * (i * 7 % 11);
            log.connection(DAY + 50_000 + 30L * i, 40_000 + i, destination, 443, out, 3400);
        }
        return log;
    }

    private static FlowText beacon(String destination) {
        String[] parts = destination.split(":");
        FlowText log = FlowText.withFlags(MINUTES);
        for (int beat = 0; beat < 288; beat++) {
            log.connection(DAY + 120 + 300L * beat, 40_000 + beat, parts[0], Integer.parseInt(parts[1]), 1200, 3400);
        }
        return log;
    }

    private static Finding only(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }
}
