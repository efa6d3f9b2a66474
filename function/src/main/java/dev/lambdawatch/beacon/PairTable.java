package dev.lambdawatch.beacon;

import java.util.Arrays;

/// The pairs of one hour while their records come in: a hash table with open addressing over
/// columns of primitives. A pair's number is the order of its first record. Mutable.
final class PairTable {
    private static final int FIRST_CAPACITY = 64;

    /// Number of the pair plus one; 0 is free.
    private int[] slots = new int[2 * FIRST_CAPACITY];

    private int size;
    private int[] workloads = new int[FIRST_CAPACITY];
    private long[] highs = new long[FIRST_CAPACITY];
    private long[] lows = new long[FIRST_CAPACITY];
    private int[] ports = new int[FIRST_CAPACITY];
    private int[] services = new int[FIRST_CAPACITY];

    int size() {
        return size;
    }

    /// The number of a pair, or -1 if it is not there.
    int find(int workload, long high, long low, int port, int protocol) {
        return slots[slot(workload, high, low, packed(port, protocol))] - 1;
    }

    /// Adds a pair that is not there and returns its number.
    int add(int workload, long high, long low, int port, int protocol) {
        if (size == workloads.length) {
            grow();
        }
        workloads[size] = workload;
        highs[size] = high;
        lows[size] = low;
        ports[size] = packed(port, protocol);
        services[size] = 0;
        slots[slot(workload, high, low, ports[size])] = size + 1;
        return size++;
    }

    int workload(int pair) {
        return workloads[pair];
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
        return new PairKey(places[workloads[pair]], highs[pair], lows[pair], ports[pair] >>> 8, ports[pair] & 0xFF);
    }

    /// The numbers of all pairs in order of their keys.
    ///
    /// @param places the place in order of each workload
    int[] inOrder(int[] places) {
        int[] sorted = new int[size];
        int[] starts = new int[places.length + 1];
        for (int pair = 0; pair < size; pair++) {
            starts[places[workloads[pair]] + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] next = starts.clone();
        for (int pair = 0; pair < size; pair++) {
            sorted[next[places[workloads[pair]]]++] = pair;
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
        if (highs[pair] != highs[other]) {
            return Long.compareUnsigned(highs[pair], highs[other]) < 0;
        }
        if (lows[pair] != lows[other]) {
            return Long.compareUnsigned(lows[pair], lows[other]) < 0;
        }
        return ports[pair] < ports[other];
    }

    /// Sorts by port, then protocol.
    private static int packed(int port, int protocol) {
        return (port << 8) | protocol;
    }

    /// Where the pair is, or the free slot where it belongs.
    private int slot(int workload, long high, long low, int port) {
        int mask = slots.length - 1;
        int slot = hash(workload, high, low, port) & mask;
        while (slots[slot] != 0 && !is(slots[slot] - 1, workload, high, low, port)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean is(int pair, int workload, long high, long low, int port) {
        return lows[pair] == low && workloads[pair] == workload && ports[pair] == port && highs[pair] == high;
    }

    private static int hash(int workload, long high, long low, int port) {
        long mixed = low * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 29) ^ high ^ ((long) workload << 32) ^ port) * 0xBF58476D1CE4E5B9L;
        return (int) (mixed >>> 32);
    }

    private void grow() {
        int capacity = 2 * size;
        workloads = Arrays.copyOf(workloads, capacity);
        highs = Arrays.copyOf(highs, capacity);
        lows = Arrays.copyOf(lows, capacity);
        ports = Arrays.copyOf(ports, capacity);
        services = Arrays.copyOf(services, capacity);
        slots = new int[2 * capacity];
        for (int pair = 0; pair < size; pair++) {
            slots[slot(workloads[pair], highs[pair], lows[pair], ports[pair])] = pair + 1;
        }
    }
}
