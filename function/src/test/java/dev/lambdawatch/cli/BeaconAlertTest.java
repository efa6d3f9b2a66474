package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The alert of a beacon, from flow logs of ten days of a fleet to the text that a person reads.
class BeaconAlertTest {
    private static final Instant FIRST = Instant.parse("2026-11-12T00:00:10Z");
    private static final int DAYS = 10;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void itShowsAllThatItRestsOn() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int day = 0; day < DAYS; day++) {
            long start = FIRST.getEpochSecond() + 86_400L * day;
            for (int host = 0; host < 20; host++) {
                lines.append(record(host, 30_000 + day, "203.0.113.9", start));
            }
        }
        long last = FIRST.getEpochSecond() + 86_400L * (DAYS - 1);
        for (int beat = 0; beat < 288; beat++) {
            if (beat % 10 != 9) {
                lines.append(record(3, 40_000 + beat, "3.216.135.9", last + 300L * beat));
            }
        }
        Path log = folder.resolve("flow.log");
        Files.writeString(log, lines);

        String alert =
                MainTest.run("replay", "--min-severity", "high", log.toString()).out();
        assertThat(alert.replaceAll("\n {3,}", " "))
                .startsWith("[HIGH] Beacon 10.0.0.3 -> 3.216.135.9:443 every 5 min for 23 h 56 min\n")
                .as("period, jitter and missed beats")
                .contains("260 connections, one every 5 min, jitter 0 %, 28 beats missed")
                .as("bytes")
                .contains("median 1213 bytes out (94 % alike)")
                .as("span")
                .contains("span: expected a few hours or bursts, got 23 h 56 min, in 260 of 1436 buckets of 60 s")
                .as("attribution tier with its evidence")
                .contains("Amazon API Gateway, tier B: address in 3.216.135.0/24 (aws-ip-ranges 2026-08-22)  +14")
                .as("prevalence and first seen")
                .containsPattern("prevalence: .*1 of 20 .*\\+10")
                .containsPattern("first seen: .*2026-11-21T00:00:00Z.*\\+10")
                .as("the factors of the score")
                .containsPattern(
                        "score: expected below 0.60, got 0\\.\\d+ of timing T 0\\.\\d+, size S 0\\.\\d+, persistence H [01]\\.\\d+");
    }

    private static String record(int host, int sourcePort, String destination, long start) {
        return "2 111122223333 eni-%d 10.0.0.%d %s %d 443 6 6 1200 %d %d ACCEPT OK\n"
                .formatted(host, host, destination, sourcePort, start, start + 58);
    }
}
