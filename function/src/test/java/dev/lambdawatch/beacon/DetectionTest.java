package dev.lambdawatch.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdawatch.beacon.DetectionBench.Drawing;
import dev.lambdawatch.beacon.DetectionBench.Quality;
import dev.lambdawatch.beacon.DetectionBench.Resolution;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Few seeds of what [DetectionBench] measures on many.
class DetectionTest {
    private static final int SEEDS = 2;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXACT")
    void ninetyEightOfAHundredBeaconsAreFoundAtOnePercentFalsePositives(Resolution resolution) {
        List<Drawing> drawings = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Drawing.of(seed).seen(resolution))
                .toList();
        Quality ours = DetectionBench.mean(drawings.stream().map(Drawing::ours).toList());
        Quality first =
                DetectionBench.mean(drawings.stream().map(Drawing::firstScore).toList());
        Quality rita = DetectionBench.mean(drawings.stream().map(Drawing::rita).toList());
        System.out.println(resolution + ", mean of " + SEEDS + " seeds");
        System.out.println(DetectionBench.line("ours", ours));
        System.out.println(DetectionBench.line("first", first));
        System.out.println(DetectionBench.line("RITA", rita));
        assertThat(ours.found()).isGreaterThanOrEqualTo(0.98);
        assertThat(ours.areaUnderCurve()).isGreaterThan(0.999);
        assertThat(first.found()).isGreaterThanOrEqualTo(0.95);
        assertThat(first.found()).isGreaterThan(rita.found());
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 300, 900})
    void aBeaconUnderAsMuchOtherTrafficAsItsOwnIsFound(int sleep) {
        Simulation simulation = new Simulation(3);
        Random windows = new Random(3);
        int found = 0;
        for (int trial = 0; trial < 40; trial++) {
            Series seen = Resolution.WINDOWS_OF_A_MINUTE.of(simulation.diluted(sleep, 1), windows);
            found += seen.scoreBySize(Grid.MINUTE).isCandidate() ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(36);
    }

    static Stream<Arguments> ritaOfGoldenVectors() {
        return Stream.of(
                Arguments.of("V1", GoldenVectors.v1(), new Rita(1, 1, 1, 1, 1)),
                Arguments.of("V2", GoldenVectors.v2(), new Rita(.987, .95, .999, 1, 1)),
                Arguments.of("V3", GoldenVectors.v3(), new Rita(.765, .527, .761, .77, 1)),
                Arguments.of("V4", GoldenVectors.v4(), new Rita(.887, .549, 1, 1, 1)),
                Arguments.of("V5", GoldenVectors.v5(), new Rita(.91, 1, 1, .639, 1)),
                Arguments.of("V6", GoldenVectors.v6(), new Rita(.917, .862, .958, .849, 1)),
                Arguments.of("V7", GoldenVectors.v7(), new Rita(.951, .86, .942, 1, 1)),
                Arguments.of("V8", GoldenVectors.v8(), new Rita(.903, .667, .994, .95, 1)),
                Arguments.of("V9", GoldenVectors.v9(), new Rita(.776, .591, .859, .652, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ritaOfGoldenVectors")
    void ritasScoreOfEveryGoldenVectorIsReproduced(String name, Series series, Rita expected) {
        Rita rita = Rita.of(series);
        assertThat(rita.score()).isCloseTo(expected.score(), within(.0011));
        assertThat(rita.timing()).isCloseTo(expected.timing(), within(.0011));
        assertThat(rita.size()).isCloseTo(expected.size(), within(.0011));
        assertThat(rita.histogram()).isCloseTo(expected.histogram(), within(.0011));
        assertThat(rita.persistence()).isCloseTo(expected.persistence(), within(.0011));
    }

    @Test
    void bothHuntsAreBlindOnceTimesAreEdgesOfWindows() {
        Series minutely = GoldenVectors.v8();
        assertThat(minutely.splReports()).isFalse();
        assertThat(minutely.kqlReports()).isFalse();
    }
}
