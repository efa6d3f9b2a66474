package dev.lambdawatch.beacon;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads what a [ByteWriter] wrote and trusts none of it. Mutable.
final class ByteReader {
    /// No name that AWS gives is longer.
    private static final int LONGEST_TEXT = 2048;

    private final byte[] bytes;
    private final int end;
    private int position;

    private String lastText = "";
    private int lastStart;
    private int lastEnd;

    ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ByteReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    /// A reader of the same bytes from the same place.
    ByteReader copy() {
        return new ByteReader(bytes, position, end);
    }

    int octet() throws DamagedSegmentException {
        if (position == end) {
            throw new DamagedSegmentException("more was expected at byte " + position + ", where the segment ends");
        }
        return bytes[position++] & 0xFF;
    }

    /// @throws DamagedSegmentException if it is greater than `most` or the bytes end in it
    long number(long most) throws DamagedSegmentException {
        // Nine of ten numbers take one byte.
        if (position < end && bytes[position] >= 0 && bytes[position] <= most) {
            return bytes[position++];
        }
        return longNumber(most);
    }

    private long longNumber(long most) throws DamagedSegmentException {
        int start = position;
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7FL) << shift;
            if (octet < 0x80) {
                if (value > most) {
                    break;
                }
                return value;
            }
        }
        throw new DamagedSegmentException("a number up to " + most + " was expected at byte " + start);
    }

    int count(int most) throws DamagedSegmentException {
        return (int) number(most);
    }

    long fixed(int octets) throws DamagedSegmentException {
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = (value << 8) | octet();
        }
        return value;
    }

    /// Of equal texts in a row all are the same object.
    String text() throws DamagedSegmentException {
        int length = count(Math.min(LONGEST_TEXT, end - position));
        int start = position;
        position += length;
        if (!Arrays.equals(bytes, start, position, bytes, lastStart, lastEnd)) {
            lastText = new String(bytes, start, length, StandardCharsets.UTF_8);
            lastStart = start;
            lastEnd = position;
        }
        return lastText;
    }

    /// The columns that begin here, each as a reader of its own; this one goes on behind them.
    ByteReader[] parts(int count) throws DamagedSegmentException {
        ByteReader[] parts = new ByteReader[count];
        for (int i = 0; i < count; i++) {
            int length = count(end - position);
            position += length;
            parts[i] = new ByteReader(bytes, position - length, position);
        }
        return parts;
    }

    int position() {
        return position;
    }

    /// Bytes not yet read.
    int left() {
        return end - position;
    }

    boolean atEnd() {
        return position == end;
    }
}
