package dev.lambdawatch.beacon;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Counts of byte sizes in bins that grow by ten per cent: relative size is what tells a fixed
/// message from a varied one. Mutable; used by one thread.
final class SizeHistogram {
    private static final double LOG_STEP = StrictMath.log(1.1);

    /// The powers of 1.1 up to the largest long, each rounded up: the smallest size of each bin.
    private static final long[] SMALLEST = smallest();

    static final int BINS = SMALLEST.length;

    private static final double[] CENTRES = centres();

    // One bin more than there are, so that the neighbour of every bin exists.
    private final long[] counts = new long[BINS + 1];
    private long total;

    // All bins that are not 0 lie between these; most pairs fill few.
    private int lowest = BINS;
    private int highest = -1;

    /// The bin of a size: the number of ten-per-cent steps from 1 byte. Sizes below 1 count as 1.
    static int bin(long bytes) {
        long size = Math.max(bytes, 1);
        // The logarithm may differ in its last bit from machine to machine; the table does not.
        int bin = (int) (Math.log((double) size) / LOG_STEP);
        while (bin + 1 < BINS && SMALLEST[bin + 1] <= size) {
            bin++;
        }
        while (bin == BINS || SMALLEST[bin] > size) {
            bin--;
        }
        return bin;
    }

    private static long[] smallest() {
        List<Long> bins = new ArrayList<>();
        BigDecimal power = BigDecimal.ONE;
        while (power.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
            bins.add(power.setScale(0, RoundingMode.CEILING).longValueExact());
            power = power.multiply(BigDecimal.valueOf(1.1));
        }
        return bins.stream().mapToLong(Long::longValue).toArray();
    }

    /// The geometric middle of a bin, in bytes.
    static double centre(int bin) {
        return CENTRES[bin];
    }

    private static double[] centres() {
        double[] centres = new double[BINS];
        Arrays.setAll(centres, bin -> StrictMath.exp((bin + 0.5) * LOG_STEP));
        return centres;
    }

    void add(long bytes) {
        add(bin(bytes), 1);
    }

    void add(int bin, long count) {
        counts[bin] += count;
        total += count;
        lowest = Math.min(lowest, bin);
        highest = Math.max(highest, bin);
    }

    void add(SizeHistogram other) {
        for (int bin = other.lowest; bin <= other.highest; bin++) {
            add(bin, other.counts[bin]);
        }
    }

    void clear() {
        Arrays.fill(counts, Math.min(lowest, highest + 1), highest + 1, 0);
        total = 0;
        lowest = BINS;
        highest = -1;
    }

    /// Entries.
    long total() {
        return total;
    }

    /// How much of it is one size: the largest share of two neighbouring bins, less a penalty for a
    /// small sample. 0 for fewer than two entries.
    double share() {
        return total <= 1 ? 0 : rawShare() * (1 - 1 / Math.sqrt((double) total));
    }

    /// The same without a penalty; 0 when empty.
    double rawShare() {
        if (total == 0) {
            return 0;
        }
        long largest = 0;
        for (int bin = lowest; bin <= highest; bin++) {
            largest = Math.max(largest, counts[bin] + counts[bin + 1]);
        }
        return (double) largest / total;
    }

    /// The median size in bytes, as the centre of its bin, so within five per cent; 0 when empty.
    double median() {
        return total == 0 ? 0 : (centre(binOfRank((total - 1) / 2)) + centre(binOfRank(total / 2))) / 2;
    }

    private int binOfRank(long rank) {
        long seen = 0;
        int bin = lowest;
        while (seen + counts[bin] <= rank) {
            seen += counts[bin++];
        }
        return bin;
    }
}
