package dev.lambdawatch.beacon;

import java.util.Arrays;

/// How evenly events are spread, seen through counts: a trimmed Allan factor.
///
/// The Allan factor compares the counts of adjacent windows: half the mean squared difference
/// over the mean count. A Poisson process gives 1 at every window length; a process with regular
/// intervals of coefficient of variation *c* gives about *c²* once the window holds several events
/// (D. W. Allan, *Statistics of atomic frequency standards*, Proc. IEEE 54, 1966; for point
/// processes S. B. Lowen and M. C. Teich, *Fractal-Based Point Processes*, 2005). Differences of
/// neighbours ignore what moves slowly: drift, nights, an outage. The time stamps' quantisation
/// vanishes in windows longer than it.
///
/// Ours differs in three points. The largest five per cent of the squared differences are left
/// out, so that a few bursts do not hide a beat; [#TRIMMED_POISSON] undoes the bias of that for a
/// Poisson process. A penalty of [#SMALL_SAMPLE] over the root of the sample keeps luck out. And
/// the best window length counts, for nobody knows the period beforehand.
///
/// @param value  1 for a clock, 0 for a Poisson process or worse
/// @param scale  the window length in buckets that gave it; 0 when none could
record CountRegularity(double value, int scale) {
    static final CountRegularity NONE = new CountRegularity(0, 0);

    /// Share of squared differences that are kept: all but the largest five per cent.
    private static final double KEPT = 0.95;

    /// What trimming leaves of the factor of a Poisson process (simulated).
    private static final double TRIMMED_POISSON = 0.83;

    private static final double SMALL_SAMPLE = 3.5;

    /// Fewer differences than this say nothing.
    private static final int LEAST_DIFFERENCES = 8;

    private static final int LEAST_WINDOWS = 10;

    /// Windows with fewer events on the mean are all noise.
    private static final int LEAST_MEAN_COUNT = 2;

    private static final int[] MINUTE_SCALES = {2, 3, 5, 10, 15, 20, 30, 60, 120, 180, 240};
    private static final int[] TEN_MINUTE_SCALES = {1, 2, 3, 6, 9, 12, 18, 24};

    /// The regularity of the counts in the first `span` buckets after `first`.
    ///
    /// @param events the sum of these counts
    static CountRegularity of(int[] counts, int first, int span, long events, Grid grid) {
        CountRegularity best = NONE;
        for (int scale : scales(grid)) {
            int windows = span / scale;
            boolean enough = events * scale >= (long) LEAST_MEAN_COUNT * span && windows >= LEAST_WINDOWS;
            double value = enough ? 1 - allanFactor(sums(counts, first, scale, windows)) : 0;
            if (value > best.value) {
                best = new CountRegularity(value, scale);
            }
        }
        return best;
    }

    /// The window lengths tried, in buckets.
    private static int[] scales(Grid grid) {
        return switch (grid) {
            case MINUTE -> MINUTE_SCALES;
            case TEN_MINUTES -> TEN_MINUTE_SCALES;
        };
    }

    /// Counts of `windows` adjacent windows; a tail shorter than a window is left out.
    private static long[] sums(int[] counts, int first, int scale, int windows) {
        long[] sums = new long[windows];
        for (int window = 0; window < windows; window++) {
            int start = first + window * scale;
            for (int bucket = start; bucket < start + scale; bucket++) {
                sums[window] += counts[bucket];
            }
        }
        return sums;
    }

    /// About 1 for a Poisson process, 0 for a clock; infinite where too little is left to judge.
    private static double allanFactor(long[] sums) {
        long[] differences = new long[sums.length - 1];
        int kept = 0;
        double total = 0;
        for (int i = 0; i + 1 < sums.length; i++) {
            long both = sums[i] + sums[i + 1];
            if (both > 0) {
                differences[kept++] = Math.abs(sums[i + 1] - sums[i]);
                total += both / 2.0;
            }
        }
        if (kept < LEAST_DIFFERENCES) {
            return Double.POSITIVE_INFINITY;
        }
        int smallest = Math.max(LEAST_DIFFERENCES, (int) Math.ceil(KEPT * kept));
        Arrays.sort(differences, 0, kept);
        double squares = 0;
        for (int i = 0; i < smallest; i++) {
            squares += (double) differences[i] * differences[i];
        }
        double mean = total / kept;
        return squares / (2 * mean * smallest) / TRIMMED_POISSON * (1 + SMALL_SAMPLE / Math.sqrt(smallest));
    }
}
