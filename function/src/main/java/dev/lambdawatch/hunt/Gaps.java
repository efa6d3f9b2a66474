package dev.lambdawatch.hunt;

import java.util.List;
import java.util.Locale;

/// The gaps between times in order, and what two of the hunts ask of them.
///
/// @param count     of gaps
/// @param mean      seconds, NaN without gaps
/// @param deviation that of a sample, seconds, NaN of fewer than two gaps
record Gaps(int count, double mean, double deviation) {
    private static final double BELOW_DEVIATION = 5;
    private static final double LEAST_MEAN = 30;
    private static final double MOST_MEAN = 600;

    /// @param sorted epoch seconds in ascending order
    static Gaps of(long[] sorted) {
        int count = Math.max(0, sorted.length - 1);
        if (count == 0) {
            return new Gaps(0, Double.NaN, Double.NaN);
        }
        double mean = (double) (sorted[count] - sorted[0]) / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double off = sorted[i + 1] - sorted[i] - mean;
            squares += off * off;
        }
        return new Gaps(count, mean, count == 1 ? Double.NaN : Math.sqrt(squares / (count - 1)));
    }

    /// What is not a number is not regular either.
    List<Condition> conditions() {
        return List.of(
                new Condition("deviation", "below 5 s", seconds(deviation), deviation < BELOW_DEVIATION),
                new Condition("mean", "30 to 600 s", seconds(mean), mean >= LEAST_MEAN && mean <= MOST_MEAN));
    }

    private static String seconds(double value) {
        return Double.isNaN(value) ? "none" : String.format(Locale.ROOT, "%.3f s", value);
    }
}
