package dev.lambdawatch.beacon;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The score as it was first published, which ours grew from: two measures of timing instead of
/// three. The golden vectors are its values; it is measured beside ours.
///
/// @param count     regularity of counts: r1
/// @param interval  regularity of gaps: r2
/// @param size      S
/// @param hold      persistence: H
record FirstScore(Count count, Interval interval, double size, double hold, double score) {

    /// Scores one pair over one span of time.
    static FirstScore of(int[] counts, Sizes sizes, Grid grid) {
        int[] filled =
                IntStream.range(0, counts.length).filter(i -> counts[i] > 0).toArray();
        long events = Arrays.stream(counts).asLongStream().sum();
        if (events < grid.gate() || filled.length < grid.gate()) {
            return new FirstScore(Count.NONE, new Interval(0, 0), sizes.score(), 0, 0);
        }
        int span = filled[filled.length - 1] - filled[0] + 1;
        Count count = Count.of(counts, filled[0], span, events, grid);
        Interval interval = Interval.of(filled);
        double timing = 1 - (1 - count.value) * (1 - interval.value);
        double hold = hold(filled, span, interval.medianGap, grid);
        double score = Math.pow(timing, 0.65) * Math.pow(0.25 + 0.75 * sizes.score(), 0.35) * Math.pow(hold, 0.3);
        return new FirstScore(count, interval, sizes.score(), hold, score);
    }

    private static double hold(int[] filled, int span, double medianGap, Grid grid) {
        int slot = Math.max(grid.bucketsPerHour(), (int) (3 * medianGap));
        long busy = Arrays.stream(filled)
                .map(bucket -> (bucket - filled[0]) / slot)
                .distinct()
                .count();
        double hours = (double) span * grid.seconds() / 3600;
        return Math.min(1, hours / 4) * busy / Math.max(1, Math.ceilDiv(span, slot));
    }

    /// A trimmed Allan factor over adjacent windows.
    record Count(double value, int scale) {
        static final Count NONE = new Count(0, 0);

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
        static Count of(int[] counts, int first, int span, long events, Grid grid) {
            Count best = NONE;
            for (int scale : scales(grid)) {
                int windows = span / scale;
                boolean enough = events * scale >= (long) LEAST_MEAN_COUNT * span && windows >= LEAST_WINDOWS;
                double value = enough ? 1 - allanFactor(sums(counts, first, scale, windows)) : 0;
                if (value > best.value) {
                    best = new Count(value, scale);
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

    /// Gaps folded onto a common period.
    record Interval(double value, double medianGap) {
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
        static Interval of(int[] filled) {
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

        private static Interval of(double[] gaps, double medianGap, double period) {
            double[] distances = new double[gaps.length];
            int folded = 0;
            for (double gap : gaps) {
                double k = beats(gap, period);
                if (k <= MOST_BEATS) {
                    distances[folded++] = Math.max(0, (Math.abs(gap - k * period) - GRID_ALLOWANCE) / period);
                }
            }
            if (folded == 0) {
                return none(medianGap);
            }
            double jitter = median(distances, folded);
            double penalty = 1 + SMALL_SAMPLE / Math.sqrt(gaps.length);
            double value = Math.max(0, 1 - jitter * penalty / RANDOM) * folded / gaps.length;
            return value > 0 ? new Interval(value, medianGap) : none(medianGap);
        }

        private static Interval none(double medianGap) {
            return new Interval(0, medianGap);
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
}
