package dev.lambdawatch.beacon;

import static dev.lambdawatch.beacon.Replay.DAY;
import static dev.lambdawatch.beacon.Replay.NEXT_MIDNIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Since when a beat goes on, and since when it is known that it did not before.
class OnsetTest {
    private static final String SERVER = "203.0.113.77";
    private static final String SHOP = "198.51.100.7";
    private static final long NOON = DAY + 12 * 3600;

    @Test
    void itBeganWithTheFirstCallWhereRecordsReachBackWithoutIt() {
        FlowText log = log();
        calls(log, SHOP, DAY + 100, NOON, 5_000);
        calls(log, SERVER, NOON + 1_800, DAY + 86_400, 300);
        assertThat(onsetOf(SERVER, day(log))).isEqualTo(onset("2026-11-21T12:30:00Z", "2026-11-21T00:01:00Z"));
    }

    @Test
    void nothingIsKnownOfTheBeginningOfWhatFillsTheSpan() {
        FlowText log = log();
        calls(log, SERVER, DAY, DAY + 86_400, 300);
        assertThat(onsetOf(SERVER, day(log))).isEqualTo(onset("2026-11-21T00:00:00Z", "2026-11-21T00:00:00Z"));
    }

    @Test
    void nothingIsKnownOfTheBeginningWhereTheRecordsBeginWithIt() {
        FlowText log = log();
        calls(log, SERVER, NOON, DAY + 86_400, 300);
        assertThat(onsetOf(SERVER, day(log))).isEqualTo(onset("2026-11-21T12:00:00Z", "2026-11-21T12:00:00Z"));
    }

    @Test
    void anotherWorkloadOfTheNetworkShowsThatItWasWatched() {
        FlowText log = log();
        calls(log.host("10.0.0.9", "0a1b2c3d4e5f60799"), SHOP, DAY + 100, NOON, 5_000);
        calls(log.host("10.0.0.5", "0a1b2c3d4e5f60718"), SERVER, NOON, DAY + 86_400, 300);
        assertThat(onsetOf(SERVER, day(log))).isEqualTo(onset("2026-11-21T12:00:00Z", "2026-11-21T00:01:00Z"));
    }

    @Test
    void rowsThatSayThatNothingHappenedShowItAsWell() {
        FlowText log = log().silence(DAY + 3_600, NOON);
        calls(log, SERVER, NOON, DAY + 86_400, 300);
        assertThat(onsetOf(SERVER, day(log))).isEqualTo(onset("2026-11-21T12:00:00Z", "2026-11-21T01:00:00Z"));
    }

    @Test
    void aCallNowAndThenIsNotTheBeat() {
        FlowText log = log();
        calls(log, SERVER, DAY + 400, NOON - 400, 7_200);
        calls(log, SERVER, NOON, DAY + 86_400, 300);
        assertThat(onsetOf(SERVER, day(log))).isEqualTo(onset("2026-11-21T12:00:00Z", "2026-11-21T00:06:00Z"));
    }

    @Test
    void aWeekShowsWhatTheDayThatIsToldDoesNot() {
        FlowText log = log();
        calls(log, SHOP, DAY - 6 * 86_400, DAY, 5_000);
        calls(log, SERVER, DAY - 2 * 86_400, DAY + 86_400, 300);
        Finding beacon = evaluate(Beacons.Span.due(NEXT_MIDNIGHT, false), Replay.store(List.of(log.object())))
                .getFirst();
        assertThat(onsetOf(SERVER, List.of(beacon))).isEqualTo(onset("2026-11-19T00:00:00Z", "2026-11-15T00:00:00Z"));
    }

    @Test
    void theDayRemembersWhatTheDaysBeforeItShowed() {
        FlowText log = log();
        calls(log, SHOP, DAY - 86_400, DAY, 5_000);
        calls(log, SERVER, DAY - 43_200, DAY + 86_400, 300);
        StateStore store = Replay.store(List.of(log.object()));
        Map<String, String> yesterday = onset("2026-11-20T12:00:00Z", "2026-11-20T00:00:00Z");
        assertThat(onsetOf(SERVER, evaluate(List.of(Beacons.Span.day(NEXT_MIDNIGHT)), store)))
                .as("without a memory")
                .isEqualTo(onset("2026-11-21T00:00:00Z", "2026-11-21T00:00:00Z"));
        Instant midnight = NEXT_MIDNIGHT.minus(Duration.ofDays(1));
        assertThat(onsetOf(SERVER, evaluate(List.of(Beacons.Span.day(midnight)), store)))
                .isEqualTo(yesterday);
        assertThat(onsetOf(SERVER, evaluate(List.of(Beacons.Span.day(NEXT_MIDNIGHT)), store)))
                .isEqualTo(yesterday);
    }

    @Test
    void aSilenceOfOneBeatIsNoSilence() {
        FlowText log = log();
        calls(log, SHOP, DAY - 6 * 86_400, DAY, 5_000);
        calls(log, SERVER, DAY - 6 * 86_400 + 6 * 3600, DAY + 86_400, 8 * 3600);
        Finding beacon = evaluate(Beacons.Span.due(NEXT_MIDNIGHT, false), Replay.store(List.of(log.object())))
                .getFirst();
        assertThat(onsetOf(SERVER, List.of(beacon))).isEqualTo(onset("2026-11-15T06:00:00Z", "2026-11-15T06:00:00Z"));
    }

    @Test
    void ofABeatOverOneConnectionTheBeginningIsNotKnown() {
        FlowText log = log();
        calls(log, SHOP, DAY + 100, NOON, 5_000);
        log.standing(NOON, DAY + 86_400, 40_000, "3.216.135.9", 443, 3, 400);
        Map<String, String> facts = day(log).getFirst().facts();
        assertThat(facts.get("watched_from")).isEqualTo(facts.get("began"));
    }

    @Test
    void whatIsRememberedIsReadAgainAndForgottenAfterThirtyDays() throws IOException {
        Onsets onsets = new Onsets();
        onsets.learn(7, new Onset(1_000, 900), 5_000);
        onsets.learn(7, new Onset(1_200, 1_200), 6_000);
        onsets.learn(8, new Onset(1_000, 900), 4_000);
        ByteWriter out = new ByteWriter();
        onsets.write(out);
        Onsets read = Onsets.read(new ByteReader(out.toBytes()));
        assertThat(read.learn(7, new Onset(2_000, 2_000), 2_000)).isEqualTo(new Onset(1_000, 900));
        read.forgetBefore(5_000);
        assertThat(read.learn(8, new Onset(2_000, 1_900), 2_000)).isEqualTo(new Onset(2_000, 1_900));
        for (int length = 0; length < out.toBytes().length; length++) {
            byte[] cut = Arrays.copyOf(out.toBytes(), length);
            assertThatThrownBy(() -> Onsets.read(new ByteReader(cut))).isInstanceOf(DamagedSegmentException.class);
        }
    }

    @Test
    void beyondTheBoundASpanSpeaksForItself() {
        Onsets onsets = new Onsets();
        for (int key = 0; key < Onsets.MOST; key++) {
            onsets.learn(key, new Onset(10, 5), 20);
        }
        onsets.learn(-1, new Onset(10, 5), 20);
        assertThat(onsets.learn(-1, new Onset(30, 25), 40)).isEqualTo(new Onset(30, 25));
        assertThat(onsets.learn(0, new Onset(30, 25), 40)).isEqualTo(new Onset(10, 5));
    }

    private static FlowText log() {
        return FlowText.withFlags(new FlowText.Windows(DAY - 7 * 86_400, 60));
    }

    private static void calls(FlowText log, String destination, long from, long to, int period) {
        int port = 40_000;
        for (long second = from; second < to; second += period) {
            log.connection(second, port++, destination, 443, 1200, 3400);
        }
    }

    private static List<Finding> day(FlowText log) {
        return Replay.findings(log);
    }

    private static List<Finding> evaluate(List<Beacons.Span> spans, StateStore store) {
        List<Finding> findings = new ArrayList<>();
        try {
            Beacons.of(Platforms.bundled()).evaluate(spans, Shard.WHOLE, store, findings::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return findings.stream()
                .filter(finding -> finding.resource().startsWith(SERVER))
                .toList();
    }

    private static Map<String, String> onsetOf(String address, List<Finding> findings) {
        Map<String, String> facts = findings.stream()
                .filter(finding -> finding.resource().startsWith(address))
                .findFirst()
                .orElseThrow()
                .facts();
        return onset(facts.getOrDefault("began", ""), facts.getOrDefault("watched_from", ""));
    }

    private static Map<String, String> onset(String began, String watchedFrom) {
        return Map.of("began", began, "watched_from", watchedFrom);
    }
}
