package dev.lambdawatch.beacon;

import java.util.Arrays;

/// How evenly events are spread, seen through counts: a trimmed, overlapping Allan factor.
///
/// The Allan factor compares the counts of adjacent windows: half the mean squared difference
/// over the mean count. A Poisson process gives 1 at every window length; a process with regular
/// intervals of coefficient of variation *c* gives about *c²* once the window holds several events
/// (D. W. Allan, *Statistics of atomic frequency standards*, Proc. IEEE 54, 1966; for point
/// processes S. B. Lowen and M. C. Teich, *Fractal-Based Point Processes*, 2005). Differences of
/// neighbours ignore what moves slowly: drift, nights, an outage. The time stamps' quantisation
/// vanishes in windows longer than it.
///
/// Ours differs in four points. The largest five per cent of the squared differences are left
/// out, so that a few bursts do not hide a beat; [#TRIMMED_POISSON] undoes the bias of that for a
/// Poisson process. Windows overlap, which makes the estimate steadier with the same data (D. A.
/// Howe, D. W. Allan, J. A. Barnes, *Properties of signal sources and measurement methods*, 1981).
/// A penalty of [#SMALL_SAMPLE] over the root of the number of windows side by side keeps luck out.
/// And the best window length counts, for nobody knows the period beforehand; but each try is a
/// chance for luck, so windows with more events than a beat can need are not tried.
///
/// @param value  1 for a clock, 0 for a Poisson process or worse
/// @param scale  the window length in buckets that gave it; 0 when none could
record CountRegularity(double value, int scale) {
    static final CountRegularity NONE = new CountRegularity(0, 0);

    /// Share of squared differences that are kept: all but the largest five per cent.
    private static final double KEPT = 0.95;

    /// What trimming leaves of the factor of a Poisson process (simulated).
    private static final double TRIMMED_POISSON = 0.83;

    private static final double SMALL_SAMPLE = 2.5;

    /// Fewer differences than this say nothing.
    private static final int LEAST_DIFFERENCES = 8;

    private static final int LEAST_WINDOWS = 10;

    /// Windows with fewer events on the mean are all noise.
    private static final int LEAST_MEAN_COUNT = 2;

    /// Windows with more events on the mean are for the beats that the next shorter one missed,
    /// except up to [#ALWAYS_TRIED], where the edges of capture windows blur the counts.
    private static final int MOST_MEAN_COUNT = 16;

    private static final int ALWAYS_TRIED = 15;

    /// How far windows are moved on: a quarter of their length.
    private static final int MOVES = 4;

    private static final int[] MINUTE_SCALES = {2, 3, 5, 10, 15, 20, 30, 60, 120, 180, 240};
    private static final int[] TEN_MINUTE_SCALES = {1, 2, 3, 6, 9, 12, 18, 24};

    /// The regularity of the counts in the first `span` buckets after `first`.
    ///
    /// @param events the sum of these counts
    static CountRegularity of(int[] counts, int first, int span, long events, Grid grid) {
        long[] sums = new long[span + 1];
        for (int i = 0; i < span; i++) {
            sums[i + 1] = sums[i] + counts[first + i];
        }
        CountRegularity best = NONE;
        for (int scale : scales(grid)) {
            double value = isTried(scale, span, events) ? 1 - allanFactor(sums, scale) : 0;
            if (value > best.value) {
                best = new CountRegularity(value, scale);
            }
        }
        return best;
    }

    private static boolean isTried(int scale, int span, long events) {
        double mean = (double) events * scale / span;
        return mean >= LEAST_MEAN_COUNT
                && (mean <= MOST_MEAN_COUNT || scale <= ALWAYS_TRIED)
                && span / scale >= LEAST_WINDOWS;
    }

    /// The window lengths that may be tried, in buckets.
    private static int[] scales(Grid grid) {
        return switch (grid) {
            case MINUTE -> MINUTE_SCALES;
            case TEN_MINUTES -> TEN_MINUTE_SCALES;
        };
    }

    /// About 1 for a Poisson process, 0 for a clock; infinite where too little is left to judge.
    ///
    /// @param sums how many events are before each bucket
    private static double allanFactor(long[] sums, int scale) {
        int span = sums.length - 1;
        int move = Math.max(1, scale / MOVES);
        long[] differences = new long[(span - 2 * scale) / move + 1];
        int kept = 0;
        double total = 0;
        for (int start = 0; start + 2 * scale <= span; start += move) {
            long both = sums[start + 2 * scale] - sums[start];
            if (both > 0) {
                long left = sums[start + scale] - sums[start];
                differences[kept++] = Math.abs(both - 2 * left);
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
        double sideBySide = Math.max(LEAST_DIFFERENCES, KEPT * (span / scale - 1));
        double mean = total / kept;
        return squares / (2 * mean * smallest) / TRIMMED_POISSON * (1 + SMALL_SAMPLE / Math.sqrt(sideBySide));
    }
}
