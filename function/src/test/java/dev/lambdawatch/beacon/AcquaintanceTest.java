package dev.lambdawatch.beacon;

import static dev.lambdawatch.beacon.Replay.DAY;
import static dev.lambdawatch.beacon.Replay.GATEWAY;
import static dev.lambdawatch.beacon.Replay.NEXT_MIDNIGHT;
import static dev.lambdawatch.beacon.Replay.SOMEWHERE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Points for who else calls a destination and since when.
class AcquaintanceTest {
    @Test
    void rarityAndPopularityHaveTheirPoints() {
        assertThat(points(1, 10)).hasValue(10);
        assertThat(points(2, 10)).isEmpty();
        assertThat(points(2, 100)).hasValue(10);
        assertThat(points(3, 100)).isEmpty();
        assertThat(points(24, 100)).isEmpty();
        assertThat(points(25, 100)).hasValue(-25);
    }

    @Test
    void aFleetOfLessThanTenSaysNothing() {
        assertThat(of(1, 9, Optional.empty()).reasons()).isEmpty();
        assertThat(of(9, 9, Optional.empty()).isEverybodys()).isFalse();
    }

    @Test
    void halfOfAFleetIsEverybody() {
        assertThat(of(49, 100, Optional.empty()).isEverybodys()).isFalse();
        assertThat(of(50, 100, Optional.empty()).isEverybodys()).isTrue();
    }

    @Test
    void ageHasItsPoints() {
        assertThat(age(Duration.ofDays(7))).hasValue(10);
        assertThat(age(Duration.ofDays(7).plusHours(1))).isEmpty();
        assertThat(age(Duration.ofDays(30).minusHours(1))).isEmpty();
        assertThat(age(Duration.ofDays(30))).hasValue(-15);
    }

    @Test
    void aTimerOfTwentyHostsIsInformational() {
        FlowText log = FlowText.withFlags(new FlowText.Windows(DAY + 13, 60));
        for (int host = 0; host < 20; host++) {
            timer(log, host, SOMEWHERE, 0);
        }
        List<Finding> findings = Replay.findings(log);
        assertThat(findings).hasSize(20).extracting(Finding::severity).containsOnly(Severity.INFORMATIONAL);
        assertThat(findings.getFirst().reasons()).extracting(Reason::name).contains("prevalence", "everybody's");
    }

    @Test
    void aTimerOfOneHostOfTwentyIsToldWithItsRarity() {
        FlowText log = FlowText.withFlags(new FlowText.Windows(DAY + 13, 60));
        for (int host = 0; host < 20; host++) {
            log.host("10.0.1." + host, "host" + host).connection(DAY + 600, 41_000, SOMEWHERE, 443, 700, 900);
        }
        timer(log, 3, GATEWAY, 0);
        Finding finding = Replay.findings(log).getFirst();
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(finding.facts()).containsEntry("callers", "1").containsEntry("fleet", "20");
    }

    @Test
    void whoCallsOnlyOnceCallsAsWell() {
        FlowText log = FlowText.withFlags(new FlowText.Windows(DAY + 13, 60));
        for (int host = 0; host < 20; host++) {
            String called = host < 6 ? SOMEWHERE : "198.51.100." + host;
            log.host("10.0.1." + host, "host" + host).connection(DAY + 600, 41_000, called, 443, 700, 900);
        }
        timer(log, 3, SOMEWHERE, 0);
        assertThat(Replay.findings(log).getFirst().facts())
                .containsEntry("callers", "6")
                .containsEntry("fleet", "20");
    }

    @Test
    void aDestinationIsNewInAnOldHistoryAndOldAfterAMonth() throws IOException {
        StateStore store = StateStore.inMemory();
        List<Integer> points = new ArrayList<>();
        for (int day = 0; day < 40; day++) {
            FlowText log = FlowText.withFlags(new FlowText.Windows(DAY + 86_400L * day + 13, 60));
            log.host("10.0.1.1", "host1").connection(DAY + 86_400L * day + 600, 41_000, SOMEWHERE, 443, 700, 900);
            if (day >= 8) {
                timer(log, 1, GATEWAY, day);
            }
            Replay.store("day " + day, log.object(), store);
            Instant now = NEXT_MIDNIGHT.plus(Duration.ofDays(day));
            Beacons.of(Platforms.bundled())
                    .evaluate(Beacons.Span.day(now), store, finding -> points.add(firstSeenPoints(finding)));
        }
        assertThat(points.subList(0, 7)).containsOnly(10);
        assertThat(points.subList(8, 29)).containsOnly(0);
        assertThat(points.subList(30, 32)).containsOnly(-15);
    }

    private static int firstSeenPoints(Finding finding) {
        return finding.reasons().stream()
                .filter(reason -> reason.name().equals("first seen"))
                .mapToInt(reason -> reason.points().orElse(0))
                .sum();
    }

    private static void timer(FlowText log, int host, String destination, int day) {
        log.host("10.0.1." + host, "host" + host);
        for (int beat = 0; beat < 288; beat++) {
            log.connection(DAY + 86_400L * day + 120 + 295L * beat, 40_000 + beat, destination, 443, 1200, 3400);
        }
    }

    private static OptionalInt points(int callers, int fleet) {
        return of(callers, fleet, Optional.empty()).reasons().getFirst().points();
    }

    private static OptionalInt age(Duration before) {
        return of(0, 0, Optional.of(NEXT_MIDNIGHT.minus(before)))
                .reasons()
                .getFirst()
                .points();
    }

    private static Acquaintance of(int callers, int fleet, Optional<Instant> firstSeen) {
        return new Acquaintance(callers, fleet, firstSeen, NEXT_MIDNIGHT);
    }
}
