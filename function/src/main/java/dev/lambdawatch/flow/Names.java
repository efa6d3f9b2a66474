package dev.lambdawatch.flow;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Gives equal bytes the same [String], so that a name that repeats in every record is made once.
/// Mutable and bounded: beyond its limit a name is made anew each time.
final class Names {
    /// How many names are kept: interfaces, instances, tasks, subnets and services of one reading.
    static final int LIMIT = 1 << 16;

    /// A name that is not found after so many steps is made anew, so that names chosen to collide
    /// cost no more.
    private static final int MOST_STEPS = 64;

    private byte[][] keys = new byte[256][];
    private String[] values = new String[256];
    private int[] hashes = new int[256];
    private int size;

    /// The name in these bytes.
    ///
    /// @param text has at least eight bytes from `from` on, whatever they are
    String of(byte[] text, int from, int to) {
        int hash = hash(text, from, to);
        int mask = keys.length - 1;
        int slot = hash & mask;
        for (int step = 0; step < MOST_STEPS; step++) {
            byte[] key = keys[slot];
            if (key == null) {
                return keep(slot, hash, text, from, to);
            }
            if (hashes[slot] == hash && Arrays.equals(key, 0, key.length, text, from, to)) {
                return values[slot];
            }
            slot = (slot + 1) & mask;
        }
        return string(text, from, to);
    }

    private String keep(int slot, int hash, byte[] text, int from, int to) {
        String value = string(text, from, to);
        if (size < LIMIT) {
            keys[slot] = Arrays.copyOfRange(text, from, to);
            values[slot] = value;
            hashes[slot] = hash;
            if (++size > keys.length / 2) {
                grow();
            }
        }
        return value;
    }

    private void grow() {
        byte[][] oldKeys = keys;
        String[] oldValues = values;
        int[] oldHashes = hashes;
        keys = new byte[oldKeys.length * 2][];
        values = new String[oldKeys.length * 2];
        hashes = new int[oldKeys.length * 2];
        int mask = keys.length - 1;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                int slot = oldHashes[i] & mask;
                while (keys[slot] != null) {
                    slot = (slot + 1) & mask;
                }
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
                hashes[slot] = oldHashes[i];
            }
        }
    }

    private static String string(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }

    /// Eight bytes a step; the last step takes the last eight, some of them for the second time.
    private static int hash(byte[] text, int from, int to) {
        int length = to - from;
        if (length < Long.BYTES) {
            long word = length == 0 ? 0 : Words.at(text, from) << (Long.SIZE - Byte.SIZE * length);
            return (int) (mixed(word + length) >>> 32);
        }
        long hash = length;
        for (int i = from; i < to - Long.BYTES; i += Long.BYTES) {
            hash = mixed(hash ^ Words.at(text, i));
        }
        return (int) (mixed(hash ^ Words.at(text, to - Long.BYTES)) >>> 32);
    }

    private static long mixed(long value) {
        // The multiplier of Fibonacci hashing: 2^64 divided by the golden ratio.
        long product = value * 0x9E3779B97F4A7C15L;
        return product ^ (product >>> 29);
    }
}
