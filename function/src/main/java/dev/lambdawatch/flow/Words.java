package dev.lambdawatch.flow;

/// Eight bytes of text at a time, in one long (SIMD within a register).
final class Words {
    private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;
    private static final long HIGH_BITS = ~LOW_BITS;
    /// What lifts a seven-bit byte above 0x7F if, and only if, it is greater than a space.
    private static final long ABOVE_SPACE = 0x5F5F_5F5F_5F5F_5F5FL;

    private Words() {}

    /// The eight bytes from `index` on, the first in the lowest bits.
    static long at(byte[] text, int index) {
        return LittleEndian.longAt(text, index);
    }

    /// The high bit of each byte that is a space or a control character; exact, because no sum
    /// carries into the next byte.
    static long separators(long word) {
        return ~((word & LOW_BITS) + ABOVE_SPACE | word) & HIGH_BITS;
    }
}
