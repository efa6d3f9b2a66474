package dev.lambdawatch.beacon;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The beacon score of RITA, version 5, for comparison: the mean of four parts, from its published
/// formulas.
///
/// @param timing      regular intervals, in seconds
/// @param size        regular bytes sent
/// @param histogram   evenly spread over the hours
/// @param persistence hours covered
record Rita(double score, double timing, double size, double histogram, double persistence) {
    private static final int BINS = 24;
    private static final int FULL_RUN = 12;
    private static final int LEAST_TIMES = 4;
    private static final int LEAST_DELTAS = 3;

    /// Of a day from second 0 to 86,400.
    static Rita of(Series series) {
        long[] times = series.seconds.clone();
        Arrays.sort(times);
        double[] deltas = nonZeroDeltas(times);
        if (Arrays.stream(times).distinct().count() < LEAST_TIMES || deltas.length < LEAST_DELTAS) {
            return new Rita(0, 0, 0, 0, 0);
        }
        double[] sizes = Arrays.stream(series.out).asDoubleStream().sorted().toArray();
        int[] bins = bins(times);
        double timing = round((bowley(deltas) + dispersion(deltas, 1)) / 2);
        double size = round((bowley(sizes) + dispersion(sizes, 0)) / 2);
        double histogram = Math.max(variation(bins), bimodal(bins));
        double persistence = persistence(bins, times[times.length - 1] - times[0]);
        double score = round((timing + size + histogram + persistence) / 4);
        return new Rita(score, timing, size, histogram, persistence);
    }

    private static double[] nonZeroDeltas(long[] times) {
        double[] deltas = new double[times.length];
        int length = 0;
        for (int i = 1; i < times.length; i++) {
            if (times[i] > times[i - 1]) {
                deltas[length++] = times[i] - times[i - 1];
            }
        }
        double[] sorted = Arrays.copyOf(deltas, length);
        Arrays.sort(sorted);
        return sorted;
    }

    /// One less Bowley's skewness.
    private static double bowley(double[] sorted) {
        int half = sorted.length / 2;
        double low = median(Arrays.copyOfRange(sorted, 0, half));
        double middle = median(sorted);
        double high = median(Arrays.copyOfRange(sorted, sorted.length - half, sorted.length));
        boolean skewed = high - low >= 10 && middle != low && middle != high;
        return skewed ? 1 - Math.abs((low + high - 2 * middle) / (high - low)) : 1;
    }

    /// One less the median distance from the median, as a share of it.
    private static double dispersion(double[] sorted, double ifSmall) {
        double middle = median(sorted);
        double[] distances =
                Arrays.stream(sorted).map(x -> Math.abs(x - middle)).sorted().toArray();
        return middle >= 1 ? Math.max(0, (middle - median(distances)) / middle) : ifSmall;
    }

    private static int[] bins(long[] times) {
        int[] bins = new int[BINS];
        for (long time : times) {
            bins[Math.clamp(time * BINS / Series.DAY, 0, BINS - 1)]++;
        }
        return bins;
    }

    private static double variation(int[] bins) {
        double mean = Arrays.stream(bins).average().orElse(0);
        double variance = Arrays.stream(bins)
                .mapToDouble(x -> (x - mean) * (x - mean))
                .average()
                .orElse(0);
        double variation = Math.sqrt(variance) / mean;
        return variation > 1 ? 0 : round(1 - variation);
    }

    private static double bimodal(int[] bins) {
        long bars = Arrays.stream(bins).filter(x -> x > 0).count();
        int width = (int) Math.ceil(0.05 * Arrays.stream(bins).max().orElse(0));
        Map<Integer, Integer> modes = new HashMap<>();
        Arrays.stream(bins).filter(x -> x > 0).forEach(x -> modes.merge(x / width * width, 1, Integer::sum));
        int[] sizes = modes.values().stream().mapToInt(x -> x).sorted().toArray();
        int two = sizes[sizes.length - 1] + (sizes.length > 1 ? sizes[sizes.length - 2] : 0);
        return bars >= 11 ? Math.min(1, round((double) two / Math.max(bars - 1, 1))) : 0;
    }

    private static double persistence(int[] bins, long covered) {
        long bars = Arrays.stream(bins).filter(x -> x > 0).count();
        if (bars < 6) {
            return 0;
        }
        int run = 0;
        int longest = 0;
        // Twice round, for a run may wrap.
        for (int i = 0; i < 2 * BINS; i++) {
            run = bins[i % BINS] > 0 ? run + 1 : 0;
            longest = Math.min(BINS, Math.max(longest, run));
        }
        return Math.max(
                Math.min(1, ceiling((double) covered / Series.DAY)), Math.min(1, ceiling((double) longest / FULL_RUN)));
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static double ceiling(double value) {
        return Math.ceil(value * 1000) / 1000;
    }
}
