package dev.lambdawatch.beacon;

import java.util.Arrays;

/// The entries of many pairs in the order of their records. Mutable.
final class EntryLog {
    private int[] pairs = new int[256];
    private int[] entries = new int[256];
    private int size;

    void add(int pair, int entry) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * size);
            entries = Arrays.copyOf(entries, 2 * size);
        }
        pairs[size] = pair;
        entries[size++] = entry;
    }

    /// The same entries, sorted by pair and then by themselves.
    ///
    /// @param pairCount one more than the greatest pair
    ByPair byPair(int pairCount) {
        int[] starts = new int[pairCount + 1];
        for (int i = 0; i < size; i++) {
            starts[pairs[i] + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] next = starts.clone();
        int[] sorted = new int[size];
        for (int i = 0; i < size; i++) {
            sorted[next[pairs[i]]++] = entries[i];
        }
        for (int pair = 0; pair < pairCount; pair++) {
            Arrays.sort(sorted, starts[pair], starts[pair + 1]);
        }
        return new ByPair(starts, sorted);
    }

    /// Entries sorted by pair and then by themselves. Immutable.
    static final class ByPair {
        private final int[] starts;
        private final int[] sorted;

        private ByPair(int[] starts, int[] sorted) {
            this.starts = starts;
            this.sorted = sorted;
        }

        /// Appends the entries of a pair to its state, each once with its count.
        void copy(int pair, PairHour target) {
            int end = starts[pair + 1];
            int index = starts[pair];
            while (index < end) {
                int first = index;
                while (index < end && sorted[index] == sorted[first]) {
                    index++;
                }
                target.append(sorted[first], index - first);
            }
            target.bound();
        }
    }
}
