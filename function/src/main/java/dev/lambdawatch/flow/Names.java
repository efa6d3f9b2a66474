package dev.lambdawatch.flow;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Gives equal bytes the same [String], so that a name that repeats in every record is made once.
/// Mutable and bounded: beyond its limit a name is made anew each time.
final class Names {
    /// How many names are kept: interfaces, instances, tasks, subnets and services of one reading.
    static final int LIMIT = 1 << 16;

    private byte[][] keys = new byte[256][];
    private String[] values = new String[256];
    private int size;

    String of(byte[] text, int from, int to) {
        int slot = slot(text, from, to);
        byte[] key = keys[slot];
        if (key != null) {
            return values[slot];
        }
        String value = new String(text, from, to - from, StandardCharsets.UTF_8);
        if (size < LIMIT) {
            keys[slot] = Arrays.copyOfRange(text, from, to);
            values[slot] = value;
            if (++size > keys.length / 2) {
                grow();
            }
        }
        return value;
    }

    /// The slot that holds this name, or the free one where it belongs.
    private int slot(byte[] text, int from, int to) {
        int mask = keys.length - 1;
        int slot = hash(text, from, to) & mask;
        while (keys[slot] != null && !Arrays.equals(keys[slot], 0, keys[slot].length, text, from, to)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        byte[][] oldKeys = keys;
        String[] oldValues = values;
        keys = new byte[oldKeys.length * 2][];
        values = new String[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            byte[] key = oldKeys[i];
            if (key != null) {
                int slot = slot(key, 0, key.length);
                keys[slot] = key;
                values[slot] = oldValues[i];
            }
        }
    }

    /// Eight bytes a step; the last step takes the last eight bytes again.
    private static int hash(byte[] text, int from, int to) {
        long hash = (long) to - from;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            hash = mixed(hash ^ Words.at(text, i));
        }
        for (; i < to; i++) {
            hash = mixed(hash ^ text[i]);
        }
        return (int) (hash >>> 32);
    }

    private static long mixed(long value) {
        // The multiplier of Fibonacci hashing: 2^64 divided by the golden ratio.
        long product = value * 0x9E3779B97F4A7C15L;
        return product ^ product >>> 29;
    }
}
