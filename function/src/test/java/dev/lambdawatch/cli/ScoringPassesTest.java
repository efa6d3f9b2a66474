package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.beacon.Beacons;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScoringPassesTest {
    private static final Instant LAST = Instant.parse("2026-11-21T00:00:00Z");

    @Test
    void aDayIsScoredOverDaysAlone() {
        assertThat(spans(LAST.minus(Duration.ofDays(1)), Duration.ofHours(12)))
                .containsExactly("11-21T00 24h", "11-20T12 24h");
    }

    @Test
    void threeDaysAreScoredAsAWholeOnceADay() {
        assertThat(spans(LAST.minus(Duration.ofDays(3)), Duration.ofHours(12)))
                .containsExactly(
                        "11-21T00 24h",
                        "11-21T00 72h",
                        "11-20T12 24h",
                        "11-20T00 24h",
                        "11-20T00 72h",
                        "11-19T12 24h",
                        "11-19T00 24h",
                        "11-18T12 24h");
    }

    @Test
    void hourByHourTheLongerSpansComeEverySixHours() {
        assertThat(spans(LAST.minus(Duration.ofDays(5)), Duration.ofHours(1)))
                .filteredOn(span -> !span.endsWith(" 24h"))
                .startsWith("11-21T00 72h", "11-21T00 168h", "11-20T18 72h", "11-20T18 168h", "11-20T12 72h");
    }

    @Test
    void aPassIsADayOfEndsAndTheOldestComesFirst() {
        List<List<Beacons.Span>> passes = passes(LAST.minus(Duration.ofDays(30)), Duration.ofHours(12));
        assertThat(passes).hasSize(30);
        assertThat(passes.getFirst().getFirst().now()).isEqualTo(LAST.minus(Duration.ofDays(29)));
        assertThat(passes)
                .allSatisfy(pass -> assertThat(Duration.between(
                                pass.getLast().now(), pass.getFirst().now()))
                        .isLessThan(Duration.ofDays(1)));
    }

    @Test
    void withoutRecordsNothingIsScored() {
        assertThat(ScoringPasses.ends(new TreeSet<>(), Instant.MAX, Instant.MIN, Duration.ofHours(12)))
                .isEmpty();
        assertThat(ScoringPasses.over(List.of(), Instant.MAX, Duration.ofHours(12)))
                .isEmpty();
    }

    @Test
    void whatLiesBetweenAWildClockAndTheOthersIsPassedOver() {
        Instant wild = Instant.parse("9999-12-31T23:00:00Z");
        NavigableSet<Long> hours = hours(LAST.minus(Duration.ofDays(2)), LAST);
        hours.addAll(hours(wild.minus(Duration.ofHours(1)), wild));
        assertThat(ScoringPasses.ends(hours, LAST.minus(Duration.ofDays(2)), wild, Duration.ofHours(12)))
                .extracting(Instant::toString)
                .containsExactly(
                        "9999-12-31T23:00:00Z",
                        "2026-11-21T23:00:00Z",
                        "2026-11-21T11:00:00Z",
                        "2026-11-20T23:00:00Z",
                        "2026-11-20T11:00:00Z",
                        "2026-11-19T23:00:00Z",
                        "2026-11-19T11:00:00Z");
    }

    private static List<String> spans(Instant first, Duration every) {
        return passes(first, every).reversed().stream()
                .flatMap(List::stream)
                .map(span -> String.format(
                        Locale.ROOT,
                        "%s %dh",
                        span.now().toString().substring(5, 13),
                        span.back().toHours()))
                .toList();
    }

    private static List<List<Beacons.Span>> passes(Instant first, Duration every) {
        return ScoringPasses.over(ScoringPasses.ends(hours(first, LAST), first, LAST, every), first, every);
    }

    private static NavigableSet<Long> hours(Instant first, Instant last) {
        return LongStream.range(first.getEpochSecond() / 3600, last.getEpochSecond() / 3600)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
