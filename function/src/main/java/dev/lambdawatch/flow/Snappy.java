package dev.lambdawatch.flow;

/// Decompresses a raw Snappy block (google/snappy, `format_description.txt`).
///
/// A block is the length of its text, then literal bytes and copies of text that came before, each
/// with its kind in the two lowest bits of a tag.
final class Snappy {
    private static final int LITERAL = 0;
    private static final int SHORT_COPY = 1;
    private static final int COPY = 2;

    /// A literal of up to 60 bytes has its length in the tag; longer ones in one to four more
    /// bytes.
    private static final int LONG_LITERAL = 60;

    private Snappy() {}

    /// Decompresses the bytes of a cursor into an array that they fill exactly.
    static void decompress(ByteCursor in, byte[] out) throws DamagedException {
        long length = in.varint();
        if (length != out.length) {
            throw damaged("says it holds %d bytes, not %d".formatted(length, out.length));
        }
        int at = 0;
        while (in.remaining() > 0) {
            int tag = in.unsignedByte();
            int kind = tag & 3;
            if (kind == LITERAL) {
                at = literal(in, tag >>> 2, out, at);
            } else {
                int count = kind == SHORT_COPY ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1;
                at = copy(offset(in, kind, tag), count, out, at);
            }
        }
        if (at != out.length) {
            throw damaged("ends after %d bytes of %d".formatted(at, out.length));
        }
    }

    private static int literal(ByteCursor in, int size, byte[] out, int at) throws DamagedException {
        long count = size < LONG_LITERAL ? size + 1 : littleEndian(in, size - LONG_LITERAL + 1) + 1;
        int from = in.skip(count);
        if (count > out.length - at) {
            throw damaged("holds more than it says");
        }
        System.arraycopy(in.bytes, from, out, at, (int) count);
        return at + (int) count;
    }

    private static long offset(ByteCursor in, int kind, int tag) throws DamagedException {
        return switch (kind) {
            case SHORT_COPY -> ((long) (tag >>> 5) << 8) | in.unsignedByte();
            case COPY -> littleEndian(in, 2);
            default -> littleEndian(in, 4);
        };
    }

    private static int copy(long offset, int count, byte[] out, int at) throws DamagedException {
        if (offset == 0 || offset > at || count > out.length - at) {
            throw damaged("copies %d bytes from %d back at byte %d of %d".formatted(count, offset, at, out.length));
        }
        int from = at - (int) offset;
        // Byte by byte, because the copy may reach into what it writes.
        for (int i = 0; i < count; i++) {
            out[at + i] = out[from + i];
        }
        return at + count;
    }

    private static long littleEndian(ByteCursor in, int bytes) throws DamagedException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) in.unsignedByte() << (8 * i);
        }
        return value;
    }

    private static DamagedException damaged(String what) {
        return new DamagedException("a Snappy block " + what, true);
    }
}
