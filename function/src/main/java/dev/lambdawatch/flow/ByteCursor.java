package dev.lambdawatch.flow;

/// A position in bytes that others wrote: every read is checked against the end. Mutable.
final class ByteCursor {
    private static final int LONGEST_VARINT = 10;

    final byte[] bytes;
    private final int limit;
    private int position;

    ByteCursor(byte[] bytes, int from, int limit) {
        this.bytes = bytes;
        this.position = from;
        this.limit = limit;
    }

    int position() {
        return position;
    }

    int remaining() {
        return limit - position;
    }

    /// Passes over so many bytes; where they begin.
    int skip(long count) throws DamagedException {
        if (count < 0 || count > remaining()) {
            throw new DamagedException(
                    "%d bytes are wanted at byte %d, %d are there".formatted(count, position, remaining()), true);
        }
        int from = position;
        position += (int) count;
        return from;
    }

    int unsignedByte() throws DamagedException {
        return bytes[skip(1)] & 0xFF;
    }

    int littleInt() throws DamagedException {
        return LittleEndian.intAt(bytes, skip(Integer.BYTES));
    }

    /// An unsigned number of seven bits a byte, the lowest first.
    long varint() throws DamagedException {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            int next = unsignedByte();
            value |= (long) (next & 0x7F) << (7 * i);
            if (next < 0x80) {
                return value;
            }
        }
        throw new DamagedException("a number of more than ten bytes ends at byte " + position, true);
    }

    /// A signed number, in which the lowest bit is the sign.
    long zigzag() throws DamagedException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    /// A part of the bytes from here on, which this cursor passes over.
    ByteCursor slice(long length) throws DamagedException {
        int from = skip(length);
        return new ByteCursor(bytes, from, from + (int) length);
    }
}
