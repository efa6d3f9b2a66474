package dev.lambdawatch.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class SpacingRegularityTest {
    @Test
    void gapsThatAreAlikeAreRegular() {
        SpacingRegularity regularity = of(20, i -> 30);
        assertThat(regularity.value()).isCloseTo(1, within(1e-12));
        assertThat(regularity.medianGap()).isEqualTo(30);
        assertThat(regularity.spread()).isZero();
    }

    @Test
    void jitterOfHalfAPeriodIsStillFarFromChance() {
        Random random = new Random(1);
        assertThat(of(24, i -> 30 + random.nextInt(61)).value()).isGreaterThan(0.5);
    }

    @Test
    void aNightAmongManyGapsChangesNothing() {
        assertThat(of(40, i -> i == 20 ? 600 : 15).value()).isCloseTo(1, within(1e-12));
    }

    @Test
    void randomGapsAreNotRegularHoweverMany() {
        int above = 0;
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            double mean = 2 + random.nextInt(60);
            int gaps = 10 + random.nextInt(300);
            above += of(gaps, i -> 1 + (int) (Math.log(1 - random.nextDouble()) / Math.log(1 - 1 / mean)))
                                    .value()
                            > 0.4
                    ? 1
                    : 0;
        }
        assertThat(above).isLessThan(10);
    }

    @Test
    void fewGapsOrNoneSayNothing() {
        assertThat(of(8, i -> 30).value()).isZero();
        assertThat(of(500, i -> 1).value()).isZero();
    }

    private static SpacingRegularity of(int count, IntUnaryOperator gap) {
        int[] gaps = new int[count];
        for (int i = 0; i < count; i++) {
            gaps[i] = gap.applyAsInt(i);
        }
        Arrays.sort(gaps);
        return SpacingRegularity.of(gaps);
    }
}
