package dev.lambdawatch.beacon;

import java.util.Arrays;

/// How evenly events are spread, seen through the gaps between buckets that hold one, folded onto
/// a common period.
///
/// A beacon that misses beats shows gaps of two, three or four periods. Each gap is therefore
/// divided by the nearest number of periods before it is compared, so that dropped flow records
/// (SKIPDATA), sleeping hosts and lost callbacks do not count as irregular. It needs a period of at
/// least three buckets; faster beats are left to [CountRegularity].
///
/// The zero of this measure is what random gaps of the same mean give, folded the same way onto the
/// same period. That is a third of a period where a period has many buckets, and less where it has
/// few: on a grid, half of all gaps are no more than half a bucket off a period of two and a half.
///
/// @param value     1 for a clock, 0 for random gaps or too few
/// @param medianGap of the gaps as they are, in buckets
/// @param period    in buckets; 0 where `value` is 0
/// @param jitter    median distance of a gap from its beats, as a share of the period
/// @param missed    beats that brought no event, as far as gaps of up to four beats tell
record IntervalRegularity(double value, double medianGap, double period, double jitter, int missed) {
    /// Gaps of more beats than this are pauses, not missed beats.
    private static final int MOST_BEATS = 4;

    private static final int LEAST_GAPS = 5;
    private static final int LEAST_GAP_BUCKETS = 3;

    /// At least this share of gaps has to fold.
    private static final double LEAST_FOLDED = 0.7;

    /// Half of the uncertainty that the grid itself adds on the mean, in buckets.
    private static final double GRID_ALLOWANCE = 0.1;

    /// The most that random gaps lie off on the median, in periods.
    private static final double RANDOM = 0.33;

    private static final double SMALL_SAMPLE = 3;

    /// A few gaps may be alike by luck; then there is no jitter that the penalty could enlarge.
    private static final double LUCK = 1.5;

    /// @param gaps       between successive buckets that hold an event, at least one
    /// @param sortedGaps the same in ascending order
    static IntervalRegularity of(int[] gaps, int[] sortedGaps) {
        double medianGap = SpacingRegularity.median(sortedGaps);
        if (medianGap < LEAST_GAP_BUCKETS || gaps.length < LEAST_GAPS) {
            return none(medianGap);
        }
        double[] beats = new double[gaps.length];
        int folded = 0;
        for (int gap : gaps) {
            double k = beats(gap, medianGap);
            if (k <= MOST_BEATS) {
                beats[folded++] = gap / k;
            }
        }
        if ((double) folded / gaps.length <= LEAST_FOLDED) {
            return none(medianGap);
        }
        return of(gaps, medianGap, median(beats, folded));
    }

    private static IntervalRegularity of(int[] gaps, double medianGap, double period) {
        double[] distances = new double[gaps.length];
        int folded = 0;
        int missed = 0;
        double sum = 0;
        for (int gap : gaps) {
            sum += gap;
            double k = beats(gap, period);
            if (k <= MOST_BEATS) {
                distances[folded++] = distance(gap, k, period);
                missed += (int) k - 1;
            }
        }
        double random = random(period, sum / gaps.length);
        if (folded == 0 || random == 0) {
            return none(medianGap);
        }
        double jitter = median(distances, folded);
        double root = Math.sqrt(gaps.length);
        double share = (double) folded / gaps.length;
        double value = Math.max(0, 1 - jitter * (1 + SMALL_SAMPLE / root) / random) * share * (1 - LUCK / root);
        return value > 0 ? new IntervalRegularity(value, medianGap, period, jitter, missed) : none(medianGap);
    }

    private static IntervalRegularity none(double medianGap) {
        return new IntervalRegularity(0, medianGap, 0, 0, 0);
    }

    /// The nearest whole number of periods, at least one; ties to even.
    private static double beats(double gap, double period) {
        return Math.max(1, Math.rint(gap / period));
    }

    /// How far a gap is off its beats, as a share of the period.
    private static double distance(double gap, double beats, double period) {
        return Math.max(0, (Math.abs(gap - beats * period) - GRID_ALLOWANCE) / period);
    }

    /// The median distance of random gaps with this mean: on a grid they follow a geometric
    /// distribution.
    private static double random(double period, double meanGap) {
        int longest = (int) ((MOST_BEATS + 0.5) * period);
        double[] distances = new double[longest];
        double[] chances = new double[longest];
        double chance = 1 / meanGap;
        double total = 0;
        int length = 0;
        for (int gap = 1; gap <= longest && beats(gap, period) <= MOST_BEATS; gap++) {
            distances[length] = distance(gap, beats(gap, period), period);
            chances[length++] = chance;
            total += chance;
            chance *= 1 - 1 / meanGap;
        }
        return Math.min(RANDOM, weightedMedian(distances, chances, length, total / 2));
    }

    /// The smallest value up to which half of the weight lies.
    private static double weightedMedian(double[] values, double[] weights, int length, double half) {
        long[] order = new long[length];
        for (int i = 0; i < length; i++) {
            // A distance that is not negative sorts like its bits; the lowest make room for its place.
            order[i] = (Double.doubleToLongBits(values[i]) & -(1L << 16)) | i;
        }
        Arrays.sort(order);
        double seen = 0;
        for (long each : order) {
            int place = (int) (each & 0xFFFF);
            seen += weights[place];
            if (seen >= half) {
                return values[place];
            }
        }
        return 0;
    }

    /// The median of the first `length` values, which are left as they are.
    private static double median(double[] values, int length) {
        double[] sorted = Arrays.copyOf(values, length);
        Arrays.sort(sorted);
        return (sorted[(length - 1) / 2] + sorted[length / 2]) / 2;
    }
}
