package dev.lambdawatch.flow;

/// Eight bytes of text at a time, in one long (SIMD within a register).
final class Words {
    private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;
    private static final long HIGH_BITS = ~LOW_BITS;
    /// What lifts a seven-bit byte above 0x7F if, and only if, it is greater than a space.
    private static final long ABOVE_SPACE = 0x5F5F_5F5F_5F5F_5F5FL;

    /// The places of the bytes of a word, that of the lowest byte on top.
    private static final long PLACES = 0x0001_0203_0405_0607L;

    private static final long ZEROS = 0x3030_3030_3030_3030L;

    /// What lifts a byte of up to 15 above 15 if, and only if, it is greater than 9.
    private static final long SIX = 0x0606_0606_0606_0606L;

    private static final long HIGH_NIBBLES = 0xF0F0_F0F0_F0F0_F0F0L;

    private Words() {}

    /// The eight bytes from `index` on, the first in the lowest bits.
    static long at(byte[] text, int index) {
        return LittleEndian.longAt(text, index);
    }

    /// The place, from 0 on, of the lowest byte whose high bit is set in a word of nothing but high
    /// bits; there is one. The quick compiler, under which short commands and functions run, knows
    /// no instruction for `Long.numberOfTrailingZeros`. A product with a power of two is a shift: it
    /// brings the byte that tells the place to the top.
    static int lowest(long highBits) {
        long power = (highBits & -highBits) >>> (Byte.SIZE - 1);
        return (int) ((power * PLACES) >>> (Long.SIZE - Byte.SIZE));
    }

    /// The number in some bytes, or -1 if one of them is no digit. Pairs of digits become numbers of
    /// two digits, these such of four, these one of eight: three products instead of a step a digit.
    ///
    /// @param text   has at least eight bytes from `from` on, whatever they are
    /// @param length 1 to 8
    static long number(byte[] text, int from, int length) {
        int missing = Long.SIZE - Byte.SIZE * length;
        // Zeros in front: the first digit is in the lowest byte.
        long digits = ((at(text, from) ^ ZEROS) << missing);
        boolean onlyDigits = ((digits | (digits + SIX)) & HIGH_NIBBLES) == 0;
        long pairs = (digits * 10 + (digits >>> 8)) & 0x00FF_00FF_00FF_00FFL;
        long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000_FFFF_0000_FFFFL;
        return onlyDigits ? (fours * 10_000 + (fours >>> 32)) & 0xFFFF_FFFFL : -1;
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
