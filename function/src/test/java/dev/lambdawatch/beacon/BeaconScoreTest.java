package dev.lambdawatch.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdawatch.beacon.BeaconScore.Verdict;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BeaconScoreTest {
    private static final Offset<Double> EXACT = within(1e-6);
    private static final Sizes ONE_SMALL_SIZE = new Sizes(1, 1, 700, 1500);

    record Expected(
            int events,
            int filled,
            int span,
            double r1,
            int scale,
            double r2,
            double size,
            double persistence,
            double score) {}

    static Stream<Arguments> goldenVectors() {
        return Stream.of(
                Arguments.of(
                        "V1",
                        GoldenVectors.v1(),
                        Grid.MINUTE,
                        new Expected(288, 288, 1436, 1, 10, 1, .941074, 1, .984304)),
                Arguments.of(
                        "V2",
                        GoldenVectors.v2(),
                        Grid.MINUTE,
                        new Expected(1440, 1440, 1440, 1, 2, 0, .973648, 1, .993038)),
                Arguments.of(
                        "V3",
                        GoldenVectors.v3(),
                        Grid.MINUTE,
                        new Expected(358, 317, 1431, .092540, 10, .237210, .160856, 1, .328479)),
                Arguments.of(
                        "V4",
                        GoldenVectors.v4(),
                        Grid.MINUTE,
                        new Expected(72, 72, 1411, 1, 60, .753448, .882149, 1, .968129)),
                Arguments.of(
                        "V5",
                        GoldenVectors.v5(),
                        Grid.TEN_MINUTES,
                        new Expected(190, 101, 144, 0, 0, 0, .927452, 1, 0)),
                Arguments.of(
                        "V5 on the wrong grid",
                        GoldenVectors.v5(),
                        Grid.MINUTE,
                        new Expected(190, 101, 1431, 0, 0, .990000, .927452, 1, .974224)),
                Arguments.of(
                        "V6",
                        GoldenVectors.v6(),
                        Grid.MINUTE,
                        new Expected(257, 257, 1439, .691607, 120, .352273, .825253, 1, .823648)),
                Arguments.of(
                        "V7",
                        GoldenVectors.v7(),
                        Grid.MINUTE,
                        new Expected(24, 24, 1389, 1, 120, .523562, .703024, 1, .915587)),
                Arguments.of(
                        "V8",
                        GoldenVectors.v8(),
                        Grid.MINUTE,
                        new Expected(1306, 1135, 1440, .839871, 10, 0, .862439, 1, .859383)),
                Arguments.of(
                        "V9",
                        GoldenVectors.v9(),
                        Grid.MINUTE,
                        new Expected(65, 65, 1409, .528346, 60, .505208, .800497, 1, .794958)),
                Arguments.of(
                        "V10",
                        GoldenVectors.v10(),
                        Grid.MINUTE,
                        new Expected(120, 120, 120, 1, 2, 0, .227178, .5, .599746)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldenVectors")
    void everyGoldenVectorHasItsScore(String name, Series series, Grid grid, Expected expected) {
        BeaconScore score = series.score(grid);
        assertThat(score.events()).as("n").isEqualTo(expected.events);
        assertThat(score.filled()).as("|Z|").isEqualTo(expected.filled);
        assertThat(score.span()).as("L").isEqualTo(expected.span);
        assertThat(score.countRegularity()).as("r1").isCloseTo(expected.r1, EXACT);
        assertThat(score.countScale()).as("scale of r1").isEqualTo(expected.scale);
        assertThat(score.intervalRegularity()).as("r2").isCloseTo(expected.r2, EXACT);
        assertThat(score.size()).as("S").isCloseTo(expected.size, EXACT);
        assertThat(score.persistence()).as("H").isCloseTo(expected.persistence, EXACT);
        assertThat(score.score()).as("score").isCloseTo(expected.score, EXACT);
    }

    @Test
    void mediansFromBinCentresMoveTheScoreByLessThanAThousandth() {
        assertThat(GoldenVectors.v10().score(Grid.MINUTE).score()).isCloseTo(.599746, EXACT);
        // Centres 23,277 for 24,000 and 97,234 for 96,000.
        assertThat(GoldenVectors.v10().scoreFromHistograms(Grid.MINUTE).score()).isCloseTo(.600506, EXACT);
        assertThat(GoldenVectors.v3().scoreFromHistograms(Grid.MINUTE).score()).isCloseTo(.328479, within(1e-3));
        assertThat(GoldenVectors.v9().scoreFromHistograms(Grid.MINUTE).score()).isCloseTo(.794958, within(1e-3));
    }

    @Test
    void theFactorsMultiplyToTheScore() {
        BeaconScore score = GoldenVectors.v6().score(Grid.MINUTE);
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
