package dev.lambdawatch.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdawatch.beacon.BeaconScore.Verdict;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BeaconScoreTest {
    private static final Sizes ONE_SMALL_SIZE = new Sizes(1, 1, 700, 1500);

    @Test
    void goldenBeaconsAreBeaconsAndTheOthersAreNot() {
        assertThat(Stream.of(
                                GoldenVectors.v1(),
                                GoldenVectors.v2(),
                                GoldenVectors.v4(),
                                GoldenVectors.v6(),
                                GoldenVectors.v7(),
                                GoldenVectors.v8(),
                                GoldenVectors.v9())
                        .map(series -> series.score(Grid.MINUTE).verdict()))
                .containsOnly(Verdict.BEACON);
        assertThat(GoldenVectors.v3().score(Grid.MINUTE).verdict()).isEqualTo(Verdict.IRREGULAR);
        assertThat(GoldenVectors.v5().score(Grid.TEN_MINUTES).verdict()).isEqualTo(Verdict.IRREGULAR);
    }

    @Test
    void whatScoredHighOnlyByChanceScoresLower() {
        // Random gaps of a mean of four minutes: folded onto a grid they look half regular.
        assertThat(GoldenVectors.v3().score(Grid.MINUTE).score())
                .isLessThan(
                        GoldenVectors.v3().firstScoreFromHistograms(Grid.MINUTE).score() / 2);
    }

    @Test
    void theFactorsMultiplyToTheScore() {
        BeaconScore score = GoldenVectors.v6().score(Grid.MINUTE);
        double uneven = (1 - score.countRegularity()) * (1 - score.intervalRegularity());
        assertThat(score.timing()).isEqualTo(1 - uneven * (1 - score.spacingRegularity()));
        double product = Math.pow(score.timing(), .65)
                * Math.pow(.25 + .75 * score.size(), .35)
                * Math.pow(score.persistence(), .3);
        assertThat(score.score()).isEqualTo(product);
    }

    @Test
    void aSlowBeatIsNamedWithPeriodJitterAndMissedBeats() {
        BeaconScore everyFiveMinutes = GoldenVectors.v1().score(Grid.MINUTE);
        assertThat(everyFiveMinutes.periodSeconds()).isEqualTo(300);
        assertThat(everyFiveMinutes.jitter()).isZero();
        assertThat(everyFiveMinutes.missed()).hasValue(0);

        BeaconScore everyFourthBeatMissing = GoldenVectors.v4().score(Grid.MINUTE);
        assertThat(everyFourthBeatMissing.periodSeconds()).isCloseTo(900, within(60.0));
        assertThat(everyFourthBeatMissing.missed()).hasValue(23);
    }

    @Test
    void aFastBeatIsNamedByItsMeanDistanceAndMissedBeatsAreNotGuessed() {
        BeaconScore everyMinute = GoldenVectors.v2().score(Grid.MINUTE);
        assertThat(everyMinute.periodSeconds()).isEqualTo(60);
        assertThat(everyMinute.missed()).isEmpty();
        assertThat(everyMinute.verdict()).isEqualTo(Verdict.BEACON);
    }

    @Test
    void nineEventsAreTooFewAndTenAreNot() {
        assertThat(everyTenMinutes(9, Grid.MINUTE).verdict()).isEqualTo(Verdict.TOO_FEW);
        assertThat(everyTenMinutes(9, Grid.MINUTE).score()).isZero();
        assertThat(everyTenMinutes(10, Grid.MINUTE).score()).isPositive();
    }

    @Test
    void onTheCoarseGridEightEventsAreEnough() {
        assertThat(everyTenMinutes(7, Grid.TEN_MINUTES).verdict()).isEqualTo(Verdict.TOO_FEW);
        assertThat(everyTenMinutes(8, Grid.TEN_MINUTES).verdict()).isNotEqualTo(Verdict.TOO_FEW);
    }

    @Test
    void aHundredEventsInOneBucketAreTooFew() {
        int[] counts = new int[1440];
        counts[700] = 100;
        assertThat(BeaconScore.of(counts, ONE_SMALL_SIZE, Grid.MINUTE).verdict())
                .isEqualTo(Verdict.TOO_FEW);
    }

    @Test
    void anEmptyPairScoresZero() {
        assertThat(BeaconScore.of(new int[1440], new Sizes(0, 0, 0, 0), Grid.MINUTE)
                        .score())
                .isZero();
    }

    @Test
    void aBusyClientWithoutABeatIsAStrobe() {
        int[] counts = new int[1440];
        for (int minute = 0; minute < counts.length; minute++) {
            counts[minute] = 1 + (minute * 7919 % 101) * (minute * 104729 % 37) / 40;
        }
        assertThat(BeaconScore.of(counts, ONE_SMALL_SIZE, Grid.MINUTE).verdict())
                .isEqualTo(Verdict.STROBE);
    }

    @Test
    void hugeCountsDoNotOverflow() {
        int[] counts = new int[1440];
        Arrays.fill(counts, Integer.MAX_VALUE);
        BeaconScore score = BeaconScore.of(counts, ONE_SMALL_SIZE, Grid.MINUTE);
        assertThat(score.events()).isEqualTo(Integer.MAX_VALUE);
        assertThat(score.score()).isBetween(0.0, 1.0);
    }

    @Test
    void aNegativeCountIsRefused() {
        int[] counts = new int[1440];
        counts[3] = -1;
        assertThatThrownBy(() -> BeaconScore.of(counts, ONE_SMALL_SIZE, Grid.MINUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a count of -1 in bucket 3");
    }

    private static BeaconScore everyTenMinutes(int events, Grid grid) {
        int[] counts = new int[Series.DAY / grid.seconds()];
        for (int i = 0; i < events; i++) {
            counts[i * 600 / grid.seconds()]++;
        }
        return BeaconScore.of(counts, ONE_SMALL_SIZE, grid);
    }
}
