package dev.lambdawatch.beacon;

import java.util.Arrays;
import java.util.Optional;

/// When connections of which size began. A beacon under other traffic of its destination shows
/// among the connections of its own size. Mutable.
final class SizedEvents {
    /// Minutes and sizes kept; a destination with more is too busy to be looked into.
    private static final int MOST = 1 << 16;

    /// Where nearly all have one size, it was seen with all of them.
    private static final double NEARLY_ALL = 0.8;

    /// So many times the gate have to be left, for choosing a size is a chance for luck.
    private static final int LEAST_GATES = 2;

    private static final int CLASS_BITS = 6;

    private int[] minutesAndClasses = new int[16];
    private int[] counts = new int[16];
    private int size;
    private boolean full;
    private final long[] ofClass = new long[Entry.SIZE_CLASSES + 1];
    private long total;

    void clear() {
        size = 0;
        full = false;
        total = 0;
        Arrays.fill(ofClass, 0);
    }

    /// @param minute    of the span
    /// @param sizeClass as in [Entry]
    void add(int minute, int sizeClass, int count) {
        if (size == MOST) {
            full = true;
            return;
        }
        if (size == counts.length) {
            minutesAndClasses = Arrays.copyOf(minutesAndClasses, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        minutesAndClasses[size] = (minute << CLASS_BITS) | sizeClass;
        counts[size++] = count;
        ofClass[sizeClass] += count;
        total += count;
    }

    void add(SizedEvents other) {
        for (int i = 0; i < other.size; i++) {
            add(
                    other.minutesAndClasses[i] >>> CLASS_BITS,
                    other.minutesAndClasses[i] % Entry.SIZE_CLASSES,
                    other.counts[i]);
        }
        full |= other.full;
    }

    /// The connections of the most common size, two neighbouring classes wide, by buckets of the
    /// grid; nothing if these are too few, or nearly all.
    ///
    /// @param minutes of the span
    Optional<int[]> ofMostCommonSize(Grid grid, int minutes) {
        int best = 0;
        for (int sizeClass = 1; sizeClass < Entry.SIZE_CLASSES; sizeClass++) {
            best = pair(sizeClass) > pair(best) ? sizeClass : best;
        }
        if (full || pair(best) < (long) LEAST_GATES * grid.gate() || pair(best) > NEARLY_ALL * total) {
            return Optional.empty();
        }
        int width = grid.seconds() / 60;
        int[] buckets = new int[Math.ceilDiv(minutes, width)];
        for (int i = 0; i < size; i++) {
            int sizeClass = minutesAndClasses[i] % Entry.SIZE_CLASSES;
            if (sizeClass == best || sizeClass == best + 1) {
                int bucket = (minutesAndClasses[i] >>> CLASS_BITS) / width;
                buckets[bucket] = (int) Math.min((long) buckets[bucket] + counts[i], Integer.MAX_VALUE);
            }
        }
        return Optional.of(buckets);
    }

    private long pair(int sizeClass) {
        return ofClass[sizeClass] + ofClass[sizeClass + 1];
    }
}
