package dev.lambdawatch.beacon;

/// What the bytes of a pair's connections say: is it one message, and is it small?
///
/// @param shareOut  how much of what the workload sent is one size, 0 to 1
/// @param shareIn   the same of what it received
/// @param medianOut bytes sent a connection, 0 if unknown
/// @param medianIn  bytes received a connection, 0 if unknown
public record Sizes(double shareOut, double shareIn, double medianOut, double medianIn) {
    /// A median up to this many bytes sent is small.
    private static final double SMALL_OUT = 6_000;

    /// A median up to this many bytes received is small.
    private static final double SMALL_IN = 24_000;

    /// What sizes count where a format does not tell them: neither for a beacon nor against one.
    private static final double UNKNOWN = 0.5;

    static Sizes of(SizeHistogram out, SizeHistogram in) {
        return new Sizes(out.share(), in.share(), out.median(), in.median());
    }

    /// S of the score: near 1 for the one small message that an idle implant exchanges, near 0 for
    /// bulk and for varied traffic. What is sent weighs more, for the answer is the server's
    /// choice.
    double score() {
        if (!isKnown()) {
            return UNKNOWN;
        }
        double small = smallness(medianOut, SMALL_OUT) * smallness(medianIn, SMALL_IN);
        return (0.6 * shareOut + 0.4 * shareIn) * small;
    }

    /// Whether the log tells any; one of a packet has twenty bytes at least.
    boolean isKnown() {
        return medianOut > 0 || medianIn > 0;
    }

    private static double smallness(double median, double limit) {
        return Math.min(1, Math.sqrt(limit / Math.max(median, 1)));
    }
}
