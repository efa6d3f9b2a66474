package dev.lambdawatch.finding;

/// Durations for people.
public final class Durations {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private Durations() {}

    /// `45 s`, `5 min`, `3 h 20 min`: two units at most, rounded.
    public static String text(double seconds) {
        long rounded = Math.round(seconds);
        if (rounded < 2 * MINUTE) {
            return rounded + " s";
        }
        if (rounded < 2 * HOUR) {
            return joined(rounded / MINUTE, " min", rounded % MINUTE, " s");
        }
        long minutes = Math.round(seconds / MINUTE);
        return joined(minutes / 60, " h", minutes % 60, " min");
    }

    private static String joined(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }
}
