package dev.lambdawatch.beacon;

import java.util.Arrays;

/// The pairs of one hour while their records come in: a hash table with open addressing over arrays
/// of primitives. A pair's number is the order of its first record. Mutable.
///
/// The parts of a pair's key lie side by side, so that one look into memory compares all of them.
final class PairTable {
    private static final int FIRST_CAPACITY = 64;
    private static final int PARTS = 3;

    /// Number of the pair plus one; 0 is free.
    private int[] slots = new int[2 * FIRST_CAPACITY];

    private int size;

    /// Of each pair the two halves of the address, then workload and [#packed] port.
    private long[] keys = new long[PARTS * FIRST_CAPACITY];

    private int[] services = new int[FIRST_CAPACITY];

    int size() {
        return size;
    }

    /// The number of a pair, or -1 if it is not there.
    int find(int workload, long high, long low, int port, int protocol) {
        return slots[slot(high, low, packed(workload, port, protocol))] - 1;
    }

    /// Adds a pair that is not there and returns its number.
    int add(int workload, long high, long low, int port, int protocol) {
        if (size == services.length) {
            grow();
        }
        long rest = packed(workload, port, protocol);
        keys[PARTS * size] = high;
        keys[PARTS * size + 1] = low;
        keys[PARTS * size + 2] = rest;
        services[size] = 0;
        slots[slot(high, low, rest)] = size + 1;
        return size++;
    }

    int workload(int pair) {
        return (int) (rest(pair) >>> Integer.SIZE);
    }

    /// A number that the caller gives the destination's service; 0 at first.
    int service(int pair) {
        return services[pair];
    }

    void setService(int pair, int service) {
        services[pair] = service;
    }

    /// The key of a pair.
    ///
    /// @param places the place in order of each workload
    PairKey key(int pair, int[] places) {
        int port = (int) rest(pair);
        return new PairKey(places[workload(pair)], high(pair), low(pair), port >>> 8, port & 0xFF);
    }

    /// The numbers of all pairs in order of their keys.
    ///
    /// @param places the place in order of each workload
    int[] inOrder(int[] places) {
        int[] sorted = new int[size];
        int[] starts = new int[places.length + 1];
        for (int pair = 0; pair < size; pair++) {
            starts[places[workload(pair)] + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] next = starts.clone();
        for (int pair = 0; pair < size; pair++) {
            sorted[next[places[workload(pair)]]++] = pair;
        }
        int[] spare = new int[size];
        for (int place = 0; place < places.length; place++) {
            mergeSort(sorted, spare, starts[place], starts[place + 1]);
        }
        return sorted;
    }

    /// Sorts the pairs of one workload; by hand, since the library sorts objects only.
    private void mergeSort(int[] sorted, int[] spare, int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(sorted, spare, from, middle);
        mergeSort(sorted, spare, middle, to);
        System.arraycopy(sorted, from, spare, from, to - from);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft = right == to || (left < middle && isBefore(spare[left], spare[right]));
            sorted[i] = takeLeft ? spare[left++] : spare[right++];
        }
    }

    /// Compares two pairs of one workload.
    private boolean isBefore(int pair, int other) {
        if (high(pair) != high(other)) {
            return Long.compareUnsigned(high(pair), high(other)) < 0;
        }
        if (low(pair) != low(other)) {
            return Long.compareUnsigned(low(pair), low(other)) < 0;
        }
        return rest(pair) < rest(other);
    }

    private long high(int pair) {
        return keys[PARTS * pair];
    }

    private long low(int pair) {
        return keys[PARTS * pair + 1];
    }

    private long rest(int pair) {
        return keys[PARTS * pair + 2];
    }

    /// Sorts by workload, port, protocol.
    private static long packed(int workload, int port, int protocol) {
        return ((long) workload << Integer.SIZE) | (port << 8) | protocol;
    }

    /// Where the pair is, or the free slot where it belongs.
    private int slot(long high, long low, long rest) {
        int mask = slots.length - 1;
        int slot = hash(high, low, rest) & mask;
        while (slots[slot] != 0 && !is(PARTS * (slots[slot] - 1), high, low, rest)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean is(int at, long high, long low, long rest) {
        return keys[at + 1] == low && keys[at + 2] == rest && keys[at] == high;
    }

    private static int hash(long high, long low, long rest) {
        long mixed = low * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 29) ^ high ^ rest) * 0xBF58476D1CE4E5B9L;
        return (int) (mixed >>> 32);
    }

    private void grow() {
        int capacity = 2 * size;
        keys = Arrays.copyOf(keys, PARTS * capacity);
        services = Arrays.copyOf(services, capacity);
        slots = new int[2 * capacity];
        for (int pair = 0; pair < size; pair++) {
            slots[slot(high(pair), low(pair), rest(pair))] = pair + 1;
        }
    }
}
