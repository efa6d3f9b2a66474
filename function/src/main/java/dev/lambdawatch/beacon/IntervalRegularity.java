package dev.lambdawatch.beacon;

import java.util.Arrays;

/// How evenly events are spread, seen through the gaps between buckets that hold one, folded onto
/// a common period.
///
/// A beacon that misses beats shows gaps of two, three or four periods. Each gap is therefore
/// divided by the nearest number of periods before it is compared, so that dropped flow records
/// (SKIPDATA), sleeping hosts and lost callbacks do not count as irregular. Random gaps, folded the
/// same way, lie a third of a period off on the median: that is the zero of this measure. It needs
/// a period of at least three buckets; faster beats are left to [CountRegularity].
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

    /// Median distance of random gaps, in periods.
    private static final double RANDOM = 0.33;

    private static final double SMALL_SAMPLE = 3;

    /// @param filled indices of the buckets that hold an event, ascending, at least two
    static IntervalRegularity of(int[] filled) {
        double[] gaps = new double[filled.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = filled[i + 1] - filled[i];
        }
        double medianGap = median(gaps, gaps.length);
        if (medianGap < LEAST_GAP_BUCKETS || gaps.length < LEAST_GAPS) {
            return none(medianGap);
        }
        double[] beats = new double[gaps.length];
        int folded = 0;
        for (double gap : gaps) {
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

    private static IntervalRegularity of(double[] gaps, double medianGap, double period) {
        double[] distances = new double[gaps.length];
        int folded = 0;
        int missed = 0;
        for (double gap : gaps) {
            double k = beats(gap, period);
            if (k <= MOST_BEATS) {
                distances[folded++] = Math.max(0, (Math.abs(gap - k * period) - GRID_ALLOWANCE) / period);
                missed += (int) k - 1;
            }
        }
        if (folded == 0) {
            return none(medianGap);
        }
        double jitter = median(distances, folded);
        double penalty = 1 + SMALL_SAMPLE / Math.sqrt(gaps.length);
        double value = Math.max(0, 1 - jitter * penalty / RANDOM) * folded / gaps.length;
        return value > 0 ? new IntervalRegularity(value, medianGap, period, jitter, missed) : none(medianGap);
    }

    private static IntervalRegularity none(double medianGap) {
        return new IntervalRegularity(0, medianGap, 0, 0, 0);
    }

    /// The nearest whole number of periods, at least one; ties to even.
    private static double beats(double gap, double period) {
        return Math.max(1, Math.rint(gap / period));
    }

    /// The median of the first `length` values, which are left as they are.
    private static double median(double[] values, int length) {
        double[] sorted = Arrays.copyOf(values, length);
        Arrays.sort(sorted);
        return (sorted[(length - 1) / 2] + sorted[length / 2]) / 2;
    }
}
