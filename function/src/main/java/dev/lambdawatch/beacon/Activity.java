package dev.lambdawatch.beacon;

import java.util.BitSet;

/// In which minutes a workload called a destination, over all spans of an evaluation. Mutable.
///
/// It answers since when the beat goes on. A first call alone does not: what is called now and then
/// for weeks, and by the clock since yesterday, began to beacon yesterday.
final class Activity {
    private static final int HOUR = 60;

    /// Of the calls that the beat makes in an hour so many have to be there: half of them lost or in
    /// the same minute is no other beat.
    private static final double ENOUGH = 0.5;

    private final int base;
    private final BitSet minutes = new BitSet();

    /// @param base the first minute of all spans, since 1970
    Activity(int base) {
        this.base = base;
    }

    /// @param minute since 1970, not before the first of all spans
    void add(int minute) {
        minutes.set(minute - base);
    }

    /// @param other of the same spans
    void add(Activity other) {
        minutes.or(other.minutes);
    }

    /// The minute of the first call with which the beat goes on: the next comes in time, and in the
    /// hour from it there are enough. Where none is like that, the first of all.
    ///
    /// @param period of the beat in minutes, at least one
    int began(double period) {
        int patience = (int) Math.ceil(2 * period);
        int least = (int) Math.max(1, Math.ceil(ENOUGH * Math.min(HOUR, HOUR / period)));
        for (int minute = minutes.nextSetBit(0); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
            int next = minutes.nextSetBit(minute + 1);
            if (next >= 0
                    && next - minute <= patience
                    && minutes.get(minute, minute + HOUR).cardinality() >= least) {
                return base + minute;
            }
        }
        return base + minutes.nextSetBit(0);
    }

    boolean isEmpty() {
        return minutes.isEmpty();
    }
}
