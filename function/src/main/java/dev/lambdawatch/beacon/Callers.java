package dev.lambdawatch.beacon;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// How many workloads call each destination in a span. Mutable.
///
/// Nearly all destinations are never asked for, and which ones shows only when all workloads were
/// seen. So calls are written down one behind the other and looked through once at the end: a table
/// of all destinations would wait for memory at each call.
final class Callers {
    /// Calls kept. Of a span with more nobody knows how many call a destination.
    static final int MOST = 1 << 22;

    private static final int LEAST_CAPACITY = 1 << 10;

    /// Asked destinations by their lowest bits: all but one of a hundred calls are told from them.
    private static final int FILTER = (1 << 16) - 1;

    private long[] calls = new long[LEAST_CAPACITY];
    private int size;
    private boolean full;

    /// Notes that one more workload called a destination.
    ///
    /// @param destination as in [Destinations#key]
    void add(long destination) {
        if (size == MOST) {
            full = true;
            return;
        }
        if (size == calls.length) {
            calls = Arrays.copyOf(calls, 2 * size);
        }
        calls[size++] = destination;
    }

    /// Whether there were more calls than are kept, so that counts are too low.
    boolean isFull() {
        return full;
    }

    /// How many workloads called each of some destinations, as far as calls are kept.
    Map<Long, Integer> of(Set<Long> destinations) {
        Map<Long, Integer> callers = new HashMap<>();
        BitSet filter = new BitSet(FILTER + 1);
        destinations.forEach(destination -> filter.set((int) (destination & FILTER)));
        for (int i = 0; i < size; i++) {
            if (filter.get((int) calls[i] & FILTER) && destinations.contains(calls[i])) {
                callers.merge(calls[i], 1, Integer::sum);
            }
        }
        return callers;
    }
}
