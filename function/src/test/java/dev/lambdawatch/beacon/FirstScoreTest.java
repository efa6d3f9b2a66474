package dev.lambdawatch.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FirstScoreTest {
    private static final Offset<Double> EXACT = within(1e-6);

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
        FirstScore first = series.firstScore(grid);
        assertThat(first.count().value()).as("r1").isCloseTo(expected.r1, EXACT);
        assertThat(first.count().scale()).as("scale of r1").isEqualTo(expected.scale);
        assertThat(first.interval().value()).as("r2").isCloseTo(expected.r2, EXACT);
        assertThat(first.size()).as("S").isCloseTo(expected.size, EXACT);
        assertThat(first.hold()).as("H").isCloseTo(expected.persistence, EXACT);
        assertThat(first.score()).as("score").isCloseTo(expected.score, EXACT);

        BeaconScore ours = series.score(grid);
        assertThat(ours.events()).as("n").isEqualTo(expected.events);
        assertThat(ours.filled()).as("|Z|").isEqualTo(expected.filled);
        assertThat(ours.span()).as("L").isEqualTo(expected.span);
        assertThat(ours.persistence()).as("H").isCloseTo(expected.persistence, EXACT);
    }

    @Test
    void mediansFromBinCentresMoveTheScoreByLessThanAThousandth() {
        assertThat(GoldenVectors.v10().firstScore(Grid.MINUTE).score()).isCloseTo(.599746, EXACT);
        // Centres 23,277 for 24,000 and 97,234 for 96,000.
        assertThat(GoldenVectors.v10().firstScoreFromHistograms(Grid.MINUTE).score())
                .isCloseTo(.600506, EXACT);
        assertThat(GoldenVectors.v3().firstScoreFromHistograms(Grid.MINUTE).score())
                .isCloseTo(.328479, within(1e-3));
        assertThat(GoldenVectors.v9().firstScoreFromHistograms(Grid.MINUTE).score())
                .isCloseTo(.794958, within(1e-3));
    }
}
