package dev.lambdawatch.flow;

/// Eight bytes of text at a time, in one long (SIMD within a register).
final class Words {
    private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;
    private static final long HIGH_BITS = ~LOW_BITS;
    /// What lifts a seven-bit byte above 0x7F if, and only if, it is greater than a space.
    private static final long ABOVE_SPACE = 0x5F5F_5F5F_5F5F_5F5FL;

    /// The lowest bit of each byte.
    private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;

    private Words() {}

    /// The eight bytes from `index` on, the first in the lowest bits.
    static long at(byte[] text, int index) {
        return LittleEndian.longAt(text, index);
    }

    /// The place, from 0 on, of the lowest byte whose high bit is set in a word of nothing but high
    /// bits; there is one. The quick compiler, under which short commands and functions run, knows
    /// no instruction for `Long.numberOfTrailingZeros`; a product is faster than what it does.
    static int lowest(long highBits) {
        long below = (highBits - 1) & ~highBits & LOWEST_BITS;
        return (int) ((below * LOWEST_BITS) >>> 56) - 1;
    }

    /// Whether `length` bytes are the same in both places. Each text has seven bytes more behind
    /// them, whatever they are.
    static boolean same(byte[] text, int from, byte[] other, int otherFrom, int length) {
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            if (at(text, from + i) != at(other, otherFrom + i)) {
                return false;
            }
        }
        int rest = length - i;
        return rest == 0 || (at(text, from + i) ^ at(other, otherFrom + i)) << (Long.SIZE - (Byte.SIZE * rest)) == 0;
    }

    /// The high bit of each byte that is a space or a control character; exact, because no sum
    /// carries into the next byte.
    static long separators(long word) {
        return ~((word & LOW_BITS) + ABOVE_SPACE | word) & HIGH_BITS;
    }
}
