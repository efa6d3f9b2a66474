package dev.lambdawatch.dns;

import dev.lambdawatch.stored.StoredBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/// The lines of one object, unpacked, in a buffer that is used again for each. Mutable.
final class Lines {
    /// The longest line that is read. An answer has at most 64 kB (RFC 1035, section 4.2.2); as
    /// JSON a byte of it takes at most ten.
    static final int LONGEST = 1 << 20;

    /// Text beyond this many bytes for each compressed one is a bomb. Deflate can reach 1,032; a
    /// Resolver log stays below 40 even where one host asks for one name all day.
    private static final int MOST_RATIO = 200;

    /// Text up to this size is never a bomb.
    private static final long HARMLESS = 64L << 20;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /// What [#next] found.
    enum Found {
        LINE,
        /// A line longer than [#LONGEST]; it was passed over.
        TOO_LONG,
        END
    }

    private final StoredBytes source;
    private final InputStream in;
    private byte[] buffer = new byte[64 << 10];
    private int start;
    private int end;
    private int limit;
    private boolean ended;
    private boolean passing;
    private long number;
    private long bytes;

    private Lines(StoredBytes source, InputStream in) {
        this.source = source;
        this.in = in;
    }

    /// @throws StoredBytes.Failed if the stream fails; any other exception is damage to the content
    static Lines of(InputStream stored) throws IOException {
        StoredBytes source = new StoredBytes(stored);
        return new Lines(source, source.isGzip() ? new GZIPInputStream(source, 16 << 10) : source);
    }

    /// Goes to the next line.
    ///
    /// @throws StoredBytes.Failed if the stream fails; any other exception is damage to the content,
    ///     behind which nothing can be read
    Found next() throws IOException {
        number++;
        start = end;
        for (int from = start; ; ) {
            int newline = newline(from);
            if (newline >= 0 || ended) {
                return found(newline);
            }
            from = makeRoom();
            fill();
        }
    }

    private Found found(int newline) {
        end = newline < 0 ? limit : newline + 1;
        if (passing) {
            passing = false;
            return Found.TOO_LONG;
        }
        return newline < 0 && start == limit ? Found.END : Found.LINE;
    }

    private int newline(int from) {
        for (int i = from; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /// Moves the begun line to the front; gives the place where its unread rest will stand. Of a
    /// line that is too long nothing is kept.
    private int makeRoom() {
        if (limit - start >= LONGEST) {
            passing = true;
            start = limit;
        }
        System.arraycopy(buffer, start, buffer, 0, limit - start);
        limit -= start;
        start = 0;
        if (limit > buffer.length / 2) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        return limit;
    }

    private void fill() throws IOException {
        int count = in.read(buffer, limit, buffer.length - limit);
        ended = count < 0;
        limit += Math.max(0, count);
        bytes += Math.max(0, count);
        if (bytes > HARMLESS && bytes / MOST_RATIO > source.count()) {
            throw new IOException("grows more than " + MOST_RATIO + " times: a bomb, or no Resolver log");
        }
        if (number == 1 && limit >= BYTE_ORDER_MARK.length && isMarked()) {
            Arrays.fill(buffer, 0, BYTE_ORDER_MARK.length, (byte) ' ');
        }
    }

    private boolean isMarked() {
        return Arrays.equals(buffer, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    /// The buffer that holds the line.
    byte[] buffer() {
        return buffer;
    }

    /// The line's first byte.
    int start() {
        return start;
    }

    /// Behind the line's last byte.
    int end() {
        return end;
    }

    /// The line's number, from 1.
    long number() {
        return number;
    }

    /// How many bytes of text were read.
    long bytes() {
        return bytes;
    }
}
