package dev.lambdawatch.flow;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Inflates a file of gzip members one after the other (RFC 1952), in large steps.
///
/// A bare [Inflater] over heap arrays costs three quarters of what `GZIPInputStream` with its
/// default buffer costs, and tells where damage is. Closing this frees the inflater and leaves the
/// stream below open.
final class Gunzip extends InputStream {
    private static final int MAGIC = 0x1F8B;

    /// Text beyond this many bytes for each compressed one is a bomb. Deflate can reach 1,032; flow
    /// logs stay below 30 even if every interface is idle.
    static final int MOST_RATIO = 200;

    /// Text up to this size is never a bomb.
    static final long HARMLESS = 64L << 20;

    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final byte[] input;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private int position;
    private int limit;
    private long offset;
    private long written;
    private long memberStart;
    private long memberWritten;
    private boolean inMember;
    private boolean ended;

    /// @param in     stands on the first byte of the first member
    /// @param buffer how many compressed bytes are read at once
    Gunzip(InputStream in, int buffer) {
        this.in = in;
        this.input = new byte[buffer];
    }

    /// Whether an object that begins so is gzip.
    static boolean isGzip(byte[] head) {
        return head.length > 1 && ((head[0] & 0xFF) << 8 | (head[1] & 0xFF)) == MAGIC;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /// @throws DamagedException if the compressed data is damaged; all bytes before the damage have
    ///     been given out
    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !startMember()) {
                break;
            }
            int count = inflate(into, from, length);
            if (count > 0) {
                return count;
            }
            if (inflater.finished()) {
                finishMember();
            }
        }
        ended = true;
        return -1;
    }

    @Override
    public void close() {
        inflater.end();
    }

    /// Some bytes of the member, or 0 at its end.
    private int inflate(byte[] into, int from, int length) throws IOException {
        long before = inflater.getBytesWritten();
        int count = 0;
        try {
            while (count == 0 && !inflater.finished()) {
                if (inflater.needsInput()) {
                    feed();
                }
                count = inflater.inflate(into, from, length);
                if (inflater.needsDictionary()) {
                    throw damaged("asks for a preset dictionary");
                }
            }
        } catch (DataFormatException e) {
            count = (int) (inflater.getBytesWritten() - before);
            if (count == 0) {
                throw damaged("is corrupt (" + e.getMessage() + ")");
            }
            // What came before the damage goes out now; the next call meets the damage again.
        }
        checksum.update(into, from, count);
        memberWritten += count;
        written += count;
        if (written > HARMLESS && written / MOST_RATIO > offset) {
            throw damaged("grows more than " + MOST_RATIO + " times: a bomb, or no flow log");
        }
        return count;
    }

    private void feed() throws IOException {
        if (position == limit && !fill()) {
            throw damaged("is cut off");
        }
        inflater.setInput(input, position, limit - position);
        position = limit;
    }

    /// Reads the header of the next member; false at the end of the file. Zeros between members
    /// are padding.
    private boolean startMember() throws IOException {
        int first = next();
        while (first == 0) {
            first = next();
        }
        if (first < 0) {
            return false;
        }
        memberStart = offset() - 1;
        if (first != MAGIC >>> 8 || needed() != (MAGIC & 0xFF) || needed() != DEFLATE) {
            throw damaged("is none: other bytes stand there");
        }
        int flags = needed();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(needed() | needed() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            skip(2);
        }
        inflater.reset();
        checksum.reset();
        memberWritten = 0;
        inMember = true;
        return true;
    }

    /// Compares the trailer with what came out.
    private void finishMember() throws IOException {
        position = limit - inflater.getRemaining();
        inMember = false;
        long wantedChecksum = littleEndian();
        long wantedLength = littleEndian();
        if (wantedChecksum != checksum.getValue() || wantedLength != (memberWritten & 0xFFFF_FFFFL)) {
            throw new DamagedException(
                    "gzip member at byte " + memberStart + " does not match its checksum at byte " + (offset() - 8),
                    false);
        }
    }

    private long littleEndian() throws IOException {
        return needed() | needed() << 8 | needed() << 16 | (long) needed() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            needed();
        }
    }

    private void skipText() throws IOException {
        while (needed() != 0) {}
    }

    private int needed() throws IOException {
        int next = next();
        if (next < 0) {
            throw damaged("is cut off");
        }
        return next;
    }

    private int next() throws IOException {
        return position < limit || fill() ? input[position++] & 0xFF : -1;
    }

    private boolean fill() throws IOException {
        int count = in.read(input, 0, input.length);
        position = 0;
        limit = Math.max(0, count);
        offset += limit;
        return count > 0;
    }

    /// How many compressed bytes were used.
    private long offset() {
        return offset - (limit - position) - (inMember ? inflater.getRemaining() : 0);
    }

    private DamagedException damaged(String what) {
        ended = true;
        return new DamagedException("gzip member at byte " + memberStart + " " + what + ", at byte " + offset(), true);
    }
}
