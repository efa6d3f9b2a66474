package dev.lambdawatch.beacon;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing row of bytes: numbers of variable length, seven bits a byte with the lowest first, and
/// texts. Mutable; read by [ByteReader].
final class ByteWriter {
    private byte[] bytes = new byte[64];
    private int length;

    static ByteWriter[] columns(int count) {
        ByteWriter[] columns = new ByteWriter[count];
        Arrays.setAll(columns, i -> new ByteWriter());
        return columns;
    }

    void octet(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) value;
    }

    /// A number that is not negative, or else takes ten bytes.
    void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            octet((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        octet((int) rest);
    }

    /// The lowest `octets` bytes of a value, the highest first.
    void fixed(long value, int octets) {
        for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
            octet((int) (value >>> shift));
        }
    }

    void text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        append(encoded, encoded.length);
    }

    /// For each column its length, then its bytes.
    void parts(ByteWriter[] columns) {
        for (ByteWriter column : columns) {
            number(column.length);
            append(column.bytes, column.length);
        }
    }

    void append(byte[] source, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
        System.arraycopy(source, 0, bytes, length, count);
        length += count;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
