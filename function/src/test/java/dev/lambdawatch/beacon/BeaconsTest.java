package dev.lambdawatch.beacon;

import static dev.lambdawatch.beacon.Replay.DAY;
import static dev.lambdawatch.beacon.Replay.GATEWAY;
import static dev.lambdawatch.beacon.Replay.MINUTES;
import static dev.lambdawatch.beacon.Replay.NEXT_MIDNIGHT;
import static dev.lambdawatch.beacon.Replay.SOMEWHERE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BeaconsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lambdawatch.beacon.FlowText#everyFormat")
    void aBeaconToAnApiGatewayIsFoundInEveryFormat(String name, FlowText log) {
        List<Finding> findings = Replay.findings(beacon(log, GATEWAY, 1200));
        assertThat(findings).hasSize(1);
        Finding finding = findings.getFirst();
        assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(finding.resource()).isEqualTo(GATEWAY + ":443");
        assertThat(finding.facts())
                .containsEntry("connections", "72")
                .containsEntry("period_seconds", "1200")
                .containsEntry("tier", "B");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lambdawatch.beacon.FlowText#everyFormat")
    void aLongLivedConnectionIsNoBeacon(String name, FlowText log) {
        log.standing(DAY, DAY + 86_400, 40_123, SOMEWHERE, 443, 10, 5200);
        assertThat(Replay.findings(log)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lambdawatch.beacon.FlowText#everyFormat")
    void aConnectionKeptAliveIsNoBeacon(String name, FlowText log) {
        log.standing(DAY, DAY + 86_400, 40_123, GATEWAY, 443, 4, 160);
        assertThat(Replay.findings(log)).isEmpty();
    }

    @Test
    void theFindingShowsWhatItRestsOn() {
        FlowText log = beacon(FlowText.withFlags(MINUTES).service("API_GATEWAY"), GATEWAY, 300);
        log.skipData(DAY + 3600).skipData(DAY + 7200);
        Finding finding = Replay.findings(log).getFirst();

        assertThat(finding.headline()).isEqualTo("Beacon 10.0.0.5 -> 3.216.135.9:443 every 5 min for 23 h 56 min");
        assertThat(finding.account()).isEqualTo("111122223333");
        assertThat(finding.region()).isEqualTo("us-east-1");
        assertThat(finding.subject().name()).isEqualTo("i-0a1b2c3d4e5f60718");
        assertThat(finding.evidence())
                .containsExactly(new Evidence.Connections(
                        "10.0.0.5",
                        GATEWAY,
                        443,
                        6,
                        288,
                        1213,
                        3460,
                        Instant.parse("2026-11-21T00:01:00Z"),
                        Instant.parse("2026-11-21T23:56:00Z")));
        assertThat(finding.observables()).containsExactly(new Observable(Observable.Type.IP_ADDRESS, GATEWAY));
        assertThat(finding.reasons())
                .extracting(reason -> reason.name() + ": " + reason.observed())
                .containsExactly(
                        "score: 0.9843 of timing T 1.0000, size S 0.9411, persistence H 1.0000",
                        "destination: Amazon API Gateway, tier B: pkt-dst-aws-service is API_GATEWAY",
                        "beat: 288 connections, one every 5 min, jitter 0 %, 0 beats missed,"
                                + " capture windows that lost records: 2",
                        "size: median 1213 bytes out (94 % alike), 3460 bytes in (94 % alike)",
                        "span: 23 h 56 min, in 288 of 1436 buckets of 60 s");
        assertThat(finding.reasons().stream()
                        .mapToInt(reason -> reason.points().orElse(0))
                        .sum())
                .isEqualTo(112);
        assertThat(finding.facts()).containsEntry("points", "112").containsEntry("skipped_windows", "2");
    }

    @Test
    void sizesThatAFormatDoesNotTellAreNoEvidence() {
        FlowText log = FlowText.withFlags(MINUTES);
        beacon(log, GATEWAY, 1200);
        List<String> lines = log.lines().stream()
                .map(line -> line.replaceFirst(" 6 6 \\d+ ", " 6 - - "))
                .toList();
        Finding finding = one(Replay.findings(List.of(FlowText.object(log.header(), lines))));
        assertThat(finding.facts()).containsEntry("S", "0.500000").containsEntry("T", "1.000000");
        assertThat(finding.reasons())
                .anyMatch(reason -> reason.observed().equals("unknown: these flow logs do not tell bytes"));
    }

    @Test
    void missedBeatsAreCounted() {
        FlowText log = FlowText.withFlags(MINUTES);
        for (int beat = 0; beat < 96; beat++) {
            if (beat % 4 != 3) {
                log.connection(DAY + 120 + 900L * beat, 40_000 + beat, SOMEWHERE, 443, 700, 1500);
            }
        }
        assertThat(Replay.findings(log).getFirst().facts()).containsEntry("missed_beats", "23");
    }

    @Test
    void timeByNtpIsInformational() {
        FlowText log = FlowText.withFlags(MINUTES);
        for (int beat = 0; beat < 84; beat++) {
            log.udp(DAY + 1024L * beat, 40_000 + beat, SOMEWHERE, 123, 76, 76);
        }
        assertThat(Replay.findings(log)).extracting(Finding::severity).containsExactly(Severity.INFORMATIONAL);
    }

    @Test
    void largeMessagesToThePortOfNtpAreNoTime() {
        FlowText log = FlowText.withFlags(MINUTES);
        for (int beat = 0; beat < 84; beat++) {
            log.udp(DAY + 1024L * beat, 40_000 + beat, SOMEWHERE, 123, 400, 1400);
        }
        assertThat(Replay.findings(log)).extracting(Finding::severity).containsExactly(Severity.MEDIUM);
    }

    @Test
    void theStoresThatAgentsPollAreInformational() {
        FlowText log = beacon(FlowText.withFlags(MINUTES).service("S3"), SOMEWHERE, 300);
        assertThat(Replay.findings(log)).extracting(Finding::severity).containsExactly(Severity.INFORMATIONAL);
    }

    @Test
    void inTheFirstDaysOnlyAnExclusivePlatformIsToldAtOnce() {
        Beacons.Span learning = new Beacons.Span(NEXT_MIDNIGHT, Duration.ofDays(1), true);
        byte[] toGateway = beacon(FlowText.withFlags(MINUTES), GATEWAY, 300).object();
        byte[] toSomewhere = beacon(FlowText.withFlags(MINUTES), SOMEWHERE, 300).object();
        assertThat(Replay.findings(learning, List.of(toGateway)))
                .extracting(Finding::severity)
                .containsExactly(Severity.MEDIUM);
        assertThat(Replay.findings(learning, List.of(toSomewhere)))
                .extracting(Finding::severity)
                .containsExactly(Severity.LOW);
        assertThat(Replay.findings(List.of(toSomewhere)))
                .extracting(Finding::severity)
                .containsExactly(Severity.MEDIUM);
    }

    @Test
    void aBeaconOverEightAddressesOfOnePlatformIsOneFindingThatNamesAll() {
        FlowText log = FlowText.withFlags(MINUTES);
        rotating(log, new Random(5));
        List<Finding> findings = Replay.findings(log);
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().resource()).isEqualTo("aws:API_GATEWAY:us-east-1:443");
        assertThat(findings.getFirst().facts()).containsEntry("addresses", "8").containsEntry("connections", "288");
        assertThat(findings.getFirst().observables())
                .extracting(Observable::value)
                .containsExactlyInAnyOrder(
                        "3.216.135.10",
                        "3.216.135.11",
                        "3.216.135.12",
                        "3.216.135.13",
                        "3.216.135.14",
                        "3.216.135.15",
                        "3.216.135.16",
                        "3.216.135.17");
    }

    @Test
    void aBeaconOverManyAddressesCannotBeHiddenByCallsToManyPorts() {
        FlowText log = FlowText.withFlags(MINUTES).service("API_GATEWAY");
        rotating(log, new Random(8));
        for (int port = 1; port <= 2000; port++) {
            // Of lower addresses, which come first.
            log.connection(DAY + 9_000, 30_000 + port, "3.5.0.1", port == 443 ? 8443 : port, 700, 900);
        }
        assertThat(Replay.findings(log))
                .extracting(Finding::headline)
                .containsExactly("Beacon 10.0.0.5 -> Amazon API Gateway (8 addresses):443 every 5 min for 23 h 55 min");
    }

    @Test
    void aBeaconUnderOtherTrafficOfItsAddressIsFoundByItsSize() {
        FlowText log = beacon(FlowText.withFlags(MINUTES), GATEWAY, 300);
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            long second = DAY + random.nextInt(86_000);
            log.connection(second, 50_000 + i, GATEWAY, 443, 400 + random.nextInt(9000), 900 + random.nextInt(20_000));
        }
        Finding finding = Replay.findings(log).getFirst();
        assertThat(finding.resource()).isEqualTo(GATEWAY + ":443");
        assertThat(finding.facts()).containsEntry("period_seconds", "300");
        assertThat(finding.reasons())
                .filteredOn(reason -> reason.name().equals("other traffic"))
                .extracting(reason -> reason.observed())
                .first()
                .asString()
                .endsWith(" of 688 connections");
    }

    @Test
    void oneBeaconBesideOtherTrafficOfItsPlatformKeepsItsAddress() {
        FlowText log = beacon(FlowText.withFlags(MINUTES), GATEWAY, 300);
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            long second = DAY + random.nextInt(86_400);
            log.connection(
                    second, 50_000 + i, "3.216.135.99", 443, 400 + random.nextInt(9000), 900 + random.nextInt(90_000));
        }
        assertThat(Replay.findings(log)).extracting(Finding::resource).containsExactly(GATEWAY + ":443");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lambdawatch.beacon.FlowText#everyFormat")
    void connectionsWithoutABeatAreSilentWhateverTheWindows(String name, FlowText log) {
        Random random = new Random(777);
        double now = 0;
        for (int i = 0; i < 150; i++) {
            now += -Math.log(1 - random.nextDouble()) * 450;
            log.connection(DAY + 60 + (long) now, 40_000 + i, GATEWAY, 443, 700, 1500);
        }
        log.silence(DAY + 60, DAY + 86_000);
        assertThat(Replay.findings(log)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lambdawatch.beacon.FlowText#everyFormat")
    void anySplitAndOrderOfRecordsGivesTheSameFindings(String name, FlowText log) {
        Random random = new Random(11);
        beacon(log, GATEWAY, 1200);
        List<Finding> whole = Replay.findings(log);
        assertThat(whole).hasSize(1);
        assertThat(Replay.findings(log.objects(30, random))).isEqualTo(whole);
    }

    /// Its own address calls what hosts behind it call; the leg from a host gives it away.
    @Test
    void aNatGatewayIsTheSourceOnlyOfWhatNobodyElseCalls() {
        FlowText gateway = FlowText.withFlags(MINUTES).host("10.0.0.220", "nat");
        beacon(gateway, GATEWAY, 1200);
        FlowText host = FlowText.withFlags(MINUTES).host("10.0.1.5", "host");
        beacon(host, GATEWAY, 1200);
        List<String> lines = new ArrayList<>();
        gateway.lines().forEach(line -> lines.add(line.replace(" i-nat ", " - ")));
        lines.add("5 111122223333 eni-nat 10.0.1.5 10.0.0.220 40000 443 6 6 700 %d %d ACCEPT OK 3 - us-east-1"
                        .formatted(DAY + 60, DAY + 118)
                + " 10.0.1.5 203.0.113.5 - - ingress");

        Finding alone = one(Replay.findings(List.of(FlowText.object(FlowText.HEADER, lines))));
        assertThat(alone.headline()).startsWith("Beacon NAT gateway 10.0.0.220 -> ");
        assertThat(alone.reasons()).anyMatch(reason -> reason.observed().contains("hosts unknown"));
        lines.addAll(host.lines());
        Finding both = one(Replay.findings(List.of(FlowText.object(FlowText.HEADER, lines))));
        assertThat(both.headline()).startsWith("Beacon 10.0.1.5 -> ");
    }

    private static Finding one(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    @Test
    void aTrojanThatRotatesItsServersIsFound() {
        int found = 0;
        for (int run = 0; run < 20; run++) {
            FlowText log = FlowText.withFlags(MINUTES);
            trojan(log, new Random(run), "203.0.113." + run);
            found += Replay.findings(log).size();
        }
        assertThat(found).isGreaterThanOrEqualTo(16);
    }

    @Test
    void theDefaultFormatGivesTheSameBeaconsAsOneWithFlags() {
        for (int seed = 0; seed < 5; seed++) {
            FlowText flags = FlowText.withFlags(MINUTES);
            FlowText version2 = FlowText.version2(MINUTES);
            for (FlowText log : List.of(flags, version2)) {
                trojan(log, new Random(seed), "203.0.113." + seed);
                rotating(log, new Random(seed));
                log.standing(DAY, DAY + 86_400, 39_123, SOMEWHERE, 443, 4, 160);
            }
            assertThat(Replay.findings(flags)).hasSize(2);
            assertThat(beats(Replay.findings(version2))).isEqualTo(beats(Replay.findings(flags)));
        }
    }

    /// What a finding says of the beat; without flags the workload has another name.
    private static List<List<String>> beats(List<Finding> findings) {
        return findings.stream()
                .map(finding -> List.of(
                        finding.resource(),
                        finding.severity().level(),
                        finding.facts().getOrDefault("addresses", ""),
                        finding.facts().getOrDefault("connections", ""),
                        finding.facts().getOrDefault("score", "")))
                .sorted(Comparator.comparing(List::getFirst))
                .toList();
    }

    @Test
    void aBeaconThatIsScoredEveryHourIsOneFinding() throws IOException {
        byte[] log = beacon(FlowText.withFlags(MINUTES), GATEWAY, 300).object();
        Set<String> ids = new HashSet<>();
        int times = 0;
        for (int hour = 0; hour < 12; hour++) {
            Instant now = NEXT_MIDNIGHT.minus(Duration.ofHours(hour));
            for (Finding finding : Replay.findings(new Beacons.Span(now, Duration.ofDays(1), true), List.of(log))) {
                ids.add(finding.id());
                times++;
            }
        }
        assertThat(times).isEqualTo(12);
        assertThat(ids).hasSize(1);
    }

    @Test
    void aDamagedSegmentIsNamedAndTheOthersCount() throws IOException {
        StateStore store = Replay.store(
                List.of(beacon(FlowText.withFlags(MINUTES), GATEWAY, 300).object()));
        store.write("segments/2026-11-21T05/0000", new byte[] {1, 2, 3});
        List<Finding> findings = new ArrayList<>();
        Beacons.Summary summary = Replay.evaluate(Beacons.Span.day(NEXT_MIDNIGHT), store, findings);
        assertThat(findings).hasSize(1);
        assertThat(summary.damaged())
                .containsExactly("segments/2026-11-21T05/0000: a segment begins with LWS and version 3;"
                        + " got 3 bytes that begin otherwise");
        assertThat(summary.segments()).isEqualTo(24);
        assertThat(summary.pairs()).isEqualTo(1);
    }

    @Test
    void aBusyPairWithoutABeatIsCountedAsAStrobe() {
        FlowText log = FlowText.withFlags(MINUTES);
        Random random = new Random(3);
        for (int minute = 2; minute < 1430; minute++) {
            int burst = 1 + (int) (-Math.log(1 - random.nextDouble()) * 4);
            for (int i = 0; i < burst; i++) {
                log.connection(DAY + 60L * minute, 1024 + random.nextInt(60_000), SOMEWHERE, 443, 700, 1500);
            }
        }
        List<Finding> findings = new ArrayList<>();
        Beacons.Summary summary =
                Replay.evaluate(Beacons.Span.day(NEXT_MIDNIGHT), Replay.store(List.of(log.object())), findings);
        assertThat(findings).isEmpty();
        assertThat(summary.strobes()).isEqualTo(1);
    }

    @Test
    void whatFillsTheHoursBeforeTheSpanDoesNotCount() {
        byte[] log = beacon(FlowText.withFlags(MINUTES), GATEWAY, 300).object();
        Instant twoDaysLater = NEXT_MIDNIGHT.plus(Duration.ofDays(2));
        assertThat(Replay.findings(Beacons.Span.day(twoDaysLater), List.of(log)))
                .isEmpty();
    }

    @Test
    void nothingIsFoundInNothing() {
        assertThat(Replay.findings(List.of())).isEmpty();
        assertThat(Replay.findings(FlowText.withFlags(MINUTES).silence(DAY, DAY + 86_400)))
                .isEmpty();
    }

    /// Six hours of callbacks to one of the servers that it goes through.
    private static void trojan(FlowText log, Random random, String server) {
        double now = 3600 + random.nextDouble() * 36_000;
        for (int beat = 0; beat < 100; beat++) {
            now += 194 + 12 * random.nextDouble();
            log.connection(DAY + (long) now, 40_000 + beat, server, 443, 900, 2000);
        }
    }

    /// A day of callbacks, each to one of eight addresses of API Gateway.
    private static void rotating(FlowText log, Random random) {
        for (int beat = 0; beat < 288; beat++) {
            String address = "3.216.135." + (10 + random.nextInt(8));
            log.connection(DAY + 120 + 300L * beat + random.nextInt(30), 40_000 + beat, address, 443, 1200, 3400);
        }
    }

    /// A day of connections, one every `period` seconds.
    private static FlowText beacon(FlowText log, String destination, int period) {
        for (int beat = 0; beat < 86_400 / period; beat++) {
            log.connection(DAY + 120 + (long) period * beat, 40_000 + beat, destination, 443, 1200, 3400);
        }
        return log;
    }
}
