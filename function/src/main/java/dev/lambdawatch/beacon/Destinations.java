package dev.lambdawatch.beacon;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// In which hours each destination is called first and last. A hash table with open addressing over columns of
/// primitives. Mutable.
///
/// Most destinations are new, and their places in a large table are in no cache. So calls are noted
/// first and a batch of them is added at once, after all of their places were looked at: the memory
/// brings many at the same time, where one after the other would wait for each.
///
/// A destination stands here as 64 bits made of its address, its platform's group or its name; two
/// of a million meet by chance once in some ten million tables.
final class Destinations {
    /// Destinations kept; of more the first ones are.
    static final int MOST = 1 << 20;

    /// Makes 64 bits of 64 bits such that each depends on all (MurmurHash3's last step).
    private static final long FIRST_MULTIPLIER = 0xFF51AFD7ED558CCDL;

    private static final long SECOND_MULTIPLIER = 0xC4CEB9FE1A85EC53L;

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private static final int LEAST_CAPACITY = 64;

    /// Calls noted before they are added.
    private static final int BATCH = 64;

    /// Number of the destination plus one; 0 is free.
    private int[] slots;

    private int size;
    private long[] keys;
    private int[] first;
    private int[] last;
    private long leftOut;

    private final long[] notedKeys = new long[BATCH];
    private final int[] notedFirst = new int[BATCH];
    private final int[] notedLast = new int[BATCH];
    private int noted;

    Destinations() {
        this(0);
    }

    /// @param expected how many there may be: growing a large table costs more than filling it
    Destinations(long expected) {
        int capacity = Math.clamp(expected, LEAST_CAPACITY, MOST);
        // More than half of the slots stay free.
        slots = new int[2 * Integer.highestOneBit(2 * capacity - 1)];
        keys = new long[capacity];
        first = new int[capacity];
        last = new int[capacity];
    }

    /// The key of an address.
    static long key(long high, long low) {
        return mixed(mixed(low) + high);
    }

    /// The key of a platform's group or of a DNS name.
    static long key(String text) {
        long hash = FNV_OFFSET;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xFF)) * FNV_PRIME;
        }
        return mixed(hash);
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 33)) * FIRST_MULTIPLIER;
        mixed = (mixed ^ (mixed >>> 33)) * SECOND_MULTIPLIER;
        return mixed ^ (mixed >>> 33);
    }

    /// Notes that a destination was called.
    ///
    /// @param firstHour in which it was, hours since 1970
    void add(long key, int firstHour, int lastHour) {
        if (noted > 0 && notedKeys[noted - 1] == key) {
            // Several spans tell of the same call.
            notedFirst[noted - 1] = Math.min(notedFirst[noted - 1], firstHour);
            notedLast[noted - 1] = Math.max(notedLast[noted - 1], lastHour);
            return;
        }
        if (noted == BATCH) {
            settle();
        }
        notedKeys[noted] = key;
        notedFirst[noted] = firstHour;
        notedLast[noted++] = lastHour;
    }

    /// Adds what was noted; to be called before anything is asked.
    private void settle() {
        int taken = 0;
        for (int i = 0; i < noted; i++) {
            taken |= slots[home(notedKeys[i])];
        }
        for (int i = 0; i < noted; i++) {
            put(i);
        }
        // Always; but the reads above must not be left out as useless.
        noted = taken < 0 ? noted : 0;
    }

    private void put(int call) {
        long key = notedKeys[call];
        int slot = slot(key);
        if (slots[slot] == 0) {
            if (size == MOST) {
                leftOut++;
                return;
            }
            if (size == keys.length) {
                grow();
                slot = slot(key);
            }
            keys[size] = key;
            first[size] = notedFirst[call];
            last[size] = notedLast[call];
            slots[slot] = ++size;
        }
        int place = slots[slot] - 1;
        first[place] = Math.min(first[place], notedFirst[call]);
        last[place] = Math.max(last[place], notedLast[call]);
    }

    /// Notes the hours of all destinations of another table.
    void addHours(Destinations other) {
        int others = other.size();
        for (int place = 0; place < others; place++) {
            add(other.keys[place], other.first[place], other.last[place]);
        }
    }

    int size() {
        settle();
        return size;
    }

    /// Calls of destinations beyond the bound.
    long leftOut() {
        settle();
        return leftOut;
    }

    /// The hour in which a destination was first called; -1 if it is not known.
    int firstHour(long key) {
        settle();
        int place = slots[slot(key)] - 1;
        return place < 0 ? -1 : first[place];
    }

    /// Those last called in this hour or later.
    Destinations since(int hour) {
        Destinations since = new Destinations();
        int all = size();
        for (int place = 0; place < all; place++) {
            if (last[place] >= hour) {
                since.add(keys[place], first[place], last[place]);
            }
        }
        return since;
    }

    /// In order of keys: steps between them, first hours, hours from first to last.
    void write(ByteWriter out) {
        settle();
        long[] sorted = Arrays.copyOf(keys, size);
        Arrays.sort(sorted);
        out.number(size);
        for (long key : sorted) {
            out.fixed(key, Long.BYTES);
            int place = slots[slot(key)] - 1;
            out.number(first[place]);
            out.number(last[place] - first[place]);
        }
    }

    static Destinations read(ByteReader in) throws DamagedSegmentException {
        Destinations destinations = new Destinations();
        for (int left = in.count(MOST); left > 0; left--) {
            long key = in.fixed(Long.BYTES);
            int firstHour = in.count((int) Segment.LAST_HOUR);
            destinations.add(key, firstHour, firstHour + in.count((int) Segment.LAST_HOUR - firstHour));
        }
        return destinations;
    }

    /// Where the search for a key begins.
    private int home(long key) {
        return (int) key & (slots.length - 1);
    }

    private int slot(long key) {
        int slot = home(key);
        while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        int capacity = Math.min(2 * size, MOST);
        keys = Arrays.copyOf(keys, capacity);
        first = Arrays.copyOf(first, capacity);
        last = Arrays.copyOf(last, capacity);
        slots = new int[2 * Integer.highestOneBit(2 * capacity - 1)];
        for (int place = 0; place < size; place++) {
            slots[slot(keys[place])] = place + 1;
        }
    }
}
