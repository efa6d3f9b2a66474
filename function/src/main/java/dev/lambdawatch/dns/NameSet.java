package dev.lambdawatch.dns;

import java.util.Arrays;

/// Different names asked for, each as one number: a hash, whether it exists, and its length in
/// front of the registered domain. Mutable.
///
/// ```
/// hash 55 bits | answered 1 bit | length 8 bits
/// ```
///
/// Bounded by keeping the smallest numbers, which is a sample by chance: then the same names give
/// the same set in whatever order and however often they come, and a union of sets is exact for what
/// it keeps.
final class NameSet {
    /// Ten minutes of full sets hold 5,120 names; the busiest tunnel measured had 2,200.
    static final int LIMIT = 512;

    private static final int ANSWERED = 1 << 8;
    private static final int LENGTH = 0xFF;

    private long[] names = new long[2];
    private int size;

    /// @param hash   of the whole name
    /// @param length characters in front of the registered domain
    static long number(long hash, boolean answered, int length) {
        return (hash & ~0x1FFL) | (answered ? ANSWERED : 0) | Math.min(length, LENGTH);
    }

    static boolean isAnswered(long number) {
        return (number & ANSWERED) != 0;
    }

    static int length(long number) {
        return (int) number & LENGTH;
    }

    /// Whether two numbers are the same name.
    static boolean isSameName(long a, long b) {
        return (a ^ b) >>> 9 == 0;
    }

    /// Adds a name; false if it was there, or if the set is full of smaller ones.
    boolean add(long number) {
        int place = Arrays.binarySearch(names, 0, size, number);
        if (place >= 0) {
            return false;
        }
        int at = -place - 1;
        if (at == LIMIT) {
            return false;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, Math.min(LIMIT, 2 * size));
        }
        int moved = Math.min(size, LIMIT - 1) - at;
        System.arraycopy(names, at, names, at + 1, moved);
        names[at] = number;
        size = Math.min(LIMIT, size + 1);
        return true;
    }

    int size() {
        return size;
    }

    /// In ascending order.
    long get(int index) {
        return names[index];
    }

    /// Copies all to the place of an array; gives the place behind them.
    int copyTo(long[] target, int at) {
        System.arraycopy(names, 0, target, at, size);
        return at + size;
    }
}
