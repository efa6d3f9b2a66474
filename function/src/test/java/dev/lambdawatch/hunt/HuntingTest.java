package dev.lambdawatch.hunt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lambdawatch.dns.Names;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.flow.Connection;
import dev.lambdawatch.flow.ConnectionSink;
import dev.lambdawatch.flow.Connections;
import dev.lambdawatch.flow.FlowLog;
import dev.lambdawatch.flow.Source;
import dev.lambdawatch.platform.Platforms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HuntingTest {
    private static final long NOON = Instant.parse("2026-03-03T12:00:00Z").getEpochSecond();
    private static final Instant EVENING = Instant.ofEpochSecond(NOON + 6 * 3_600);
    private static final String VERSION_2 = "version account-id interface-id srcaddr dstaddr srcport dstport protocol"
            + " packets bytes start end action log-status\n";
    private static final String WITH_FLAGS = VERSION_2.strip() + " tcp-flags\n";

    @Test
    void eachHuntThatReportsMakesAFinding() throws IOException {
        assertThat(judged(WITH_FLAGS + openings(40, "ACCEPT")))
                .extracting(finding -> finding.detection().name(), Finding::resource)
                .containsExactlyInAnyOrder(
                        tuple("published_hunt_spl", "203.0.113.77"), tuple("published_hunt_kql", "203.0.113.77:443"));
    }

    @Test
    void whatWasBlockedIsNoTrafficForAnyHunt() throws IOException {
        assertThat(judged(WITH_FLAGS + openings(40, "REJECT"))).isEmpty();
    }

    @Test
    void oneLongConnectionIsRowsForTheFirstHuntAndNoConnectionsForTheSecond() throws IOException {
        String standing = lines(40, i -> record(i, 50_000, "ACCEPT") + " 16");
        assertThat(judged(WITH_FLAGS + standing))
                .extracting(finding -> finding.detection().name())
                .containsExactly("published_hunt_spl");
    }

    @Test
    void withoutFlagsANewSourcePortIsAConnection() throws IOException {
        assertThat(judged(VERSION_2 + lines(40, i -> record(i, 50_000 + i, "ACCEPT"))))
                .extracting(finding -> finding.detection().name())
                .containsExactlyInAnyOrder("published_hunt_spl", "published_hunt_kql");
        assertThat(judged(VERSION_2 + lines(40, i -> record(i, 50_000, "ACCEPT"))))
                .extracting(finding -> finding.detection().name())
                .containsExactly("published_hunt_spl");
    }

    @Test
    void aHuntLooksBackADay() throws IOException {
        Hunting hunting = heard(WITH_FLAGS + openings(40, "ACCEPT"));
        Instant dayLater = Instant.ofEpochSecond(NOON).plusSeconds(86_400 + 20 * 60);
        assertThat(hunting.judge(List.of(dayLater), Names.empty(Platforms.bundled()))
                        .findings())
                .isEmpty();
    }

    @Test
    void ofSeveralDaysTheOneThatReportsIsTold() throws IOException {
        Hunting hunting = heard(WITH_FLAGS + openings(40, "ACCEPT"));
        Instant twoDaysLater = EVENING.plusSeconds(2 * 86_400);
        assertThat(hunting.judge(List.of(twoDaysLater, EVENING), Names.empty(Platforms.bundled()))
                        .findings())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.facts()).containsEntry("window_to", EVENING.toString()));
    }

    @Test
    void recordsBeyondTheBoundAreCounted() throws IOException {
        Hunting hunting = Hunting.bounded(30, 10);
        read(WITH_FLAGS + openings(40, "ACCEPT"), hunting);
        assertThat(hunting.leftOut()).isEqualTo(10);
        assertThat(hunting.judge(List.of(EVENING), Names.empty(Platforms.bundled()))
                        .findings())
                .isEmpty();
    }

    @Test
    void aScanOfMoreAddressesThanAreKeptHidesNothingOfThoseThatAre() throws IOException {
        Hunting hunting = Hunting.bounded(1_000, 3);
        String scan =
                lines(20, i -> record(i, 50_000, "ACCEPT").replace("203.0.113.77", "198.51.100." + (i + 1)) + " 2");
        read(WITH_FLAGS + openings(1, "ACCEPT") + scan + openings(40, "ACCEPT"), hunting);

        assertThat(hunting.leftOut()).isEqualTo(18);
        assertThat(hunting.judge(List.of(EVENING), Names.empty(Platforms.bundled()))
                        .findings())
                .extracting(finding -> finding.detection().name())
                .contains("published_hunt_spl");
    }

    @Test
    void besideAFindingStandsWhatTheHuntsSayEvenIfNothing() throws IOException {
        Hunted hunted =
                heard(WITH_FLAGS + openings(31, "ACCEPT")).judge(List.of(EVENING), Names.empty(Platforms.bundled()));
        Finding spl = hunted.findings().getFirst();
        Finding beside = hunted.beside(spl);
        assertThat(beside.facts())
                .containsEntry("hunt_spl", "reports")
                .containsEntry("hunt_spl_rows", "31")
                .containsEntry("hunt_kql", "silent")
                .containsEntry("hunt_kql_gaps", "30")
                .containsEntry("hunt_kql_held", "deviation, mean")
                .containsEntry("hunt_serverless", "silent");
        assertThat(beside.reasons().reversed().get(1).observed())
                .isEqualTo("silent: gaps 30 (no), deviation 0.000 s (yes), mean 60.000 s (yes)");
        assertThat(beside.id()).isEqualTo(spl.id());
        assertThat(beside.points()).isEqualTo(spl.points());
    }

    @Test
    void aFindingAboutAnotherWorkloadStaysAsItIs() throws IOException {
        Hunted hunted =
                heard(WITH_FLAGS + openings(31, "ACCEPT")).judge(List.of(EVENING), Names.empty(Platforms.bundled()));
        Finding spl = hunted.findings().getFirst();
        Finding other = new Finding(
                spl.detection(),
                spl.severity(),
                spl.account(),
                spl.region(),
                new Subject.Workload("other", "other", "", "", ""),
                spl.resource(),
                spl.headline(),
                spl.reasons(),
                spl.evidence(),
                spl.observables(),
                spl.facts());
        assertThat(hunted.beside(other)).isEqualTo(other);
    }

    private static List<Finding> judged(String log) throws IOException {
        return heard(log)
                .judge(List.of(EVENING), Names.empty(Platforms.bundled()))
                .findings();
    }

    private static Hunting heard(String log) throws IOException {
        Hunting hunting = Hunting.empty();
        read(log, hunting);
        return hunting;
    }

    private static void read(String log, Hunting hunting) throws IOException {
        FlowLog.read(
                "log",
                new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)),
                Connections.to(hunting.before(new Nowhere())));
    }

    private static String openings(int count, String action) {
        return lines(count, i -> record(i, 50_000 + i, action) + " 2");
    }

    private static String record(int minute, int port, String action) {
        long start = NOON + 60L * minute;
        return "2 111122223333 eni-0a1b2c3d 10.0.1.20 203.0.113.77 %d 443 6 10 5000 %d %d %s OK"
                .formatted(port, start, start + 59, action);
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    /// Where connections end.
    private static final class Nowhere implements ConnectionSink {
        @Override
        public void connection(Connection connection) {}

        @Override
        public void window(Source source, long start, long end, boolean skipData) {}

        @Override
        public void intermediary(Source source) {}

        @Override
        public void skipped(String place, long line, String reason) {
            throw new AssertionError(place + ":" + line + ": " + reason);
        }
    }
}
