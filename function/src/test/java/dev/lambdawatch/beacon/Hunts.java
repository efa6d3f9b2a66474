package dev.lambdawatch.beacon;

import java.util.Arrays;

/// Three published hunts for beacons, for comparison: each says yes or no to a pair.
final class Hunts {
    private static final double MOST_DEVIATION = 5;
    private static final double LEAST_MEAN = 30;
    private static final double MOST_MEAN = 600;
    private static final int LEAST_COUNT = 30;
    private static final int SPL_BUCKET = 10;

    private Hunts() {}

    /// On a data model of network traffic, in buckets of ten seconds: more than 30 buckets, gaps
    /// with a sample deviation below 5 s and a mean of 30 to 600 s.
    static boolean spl(Series series) {
        long[] buckets = Arrays.stream(series.seconds)
                .map(second -> Math.floorDiv(second, SPL_BUCKET) * (long) SPL_BUCKET)
                .sorted()
                .distinct()
                .toArray();
        return buckets.length > LEAST_COUNT && isRegular(gaps(buckets));
    }

    /// On connections of an endpoint sensor: more than 30 gaps with the same bounds, without
    /// buckets.
    static boolean kql(Series series) {
        long[] gaps = gaps(Arrays.stream(series.seconds).sorted().toArray());
        return gaps.length > LEAST_COUNT && isRegular(gaps);
    }

    /// For serverless destinations: 12 or more connections in three or more hours, at least two an
    /// hour, small on the mean.
    static boolean serverless(Series series) {
        int n = series.length();
        long hours = Arrays.stream(series.seconds)
                .map(second -> Math.floorDiv(second, 3600))
                .distinct()
                .count();
        return n >= 12
                && hours >= 3
                && Math.rint((double) Arrays.stream(series.out).sum() / n) < 4096
                && Math.rint((double) Arrays.stream(series.in).sum() / n) < 16_384
                && Math.rint(10.0 * n / hours) / 10 >= 2;
    }

    private static boolean isRegular(long[] gaps) {
        double mean = Arrays.stream(gaps).average().orElse(0);
        double squares = Arrays.stream(gaps)
                .mapToDouble(gap -> (gap - mean) * (gap - mean))
                .sum();
        double deviation = Math.sqrt(squares / (gaps.length - 1));
        return deviation < MOST_DEVIATION && mean >= LEAST_MEAN && mean <= MOST_MEAN;
    }

    private static long[] gaps(long[] sorted) {
        long[] gaps = new long[Math.max(0, sorted.length - 1)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = sorted[i + 1] - sorted[i];
        }
        return gaps;
    }
}
