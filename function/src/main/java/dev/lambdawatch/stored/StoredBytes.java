package dev.lambdawatch.stored;

import java.io.IOException;
import java.io.InputStream;

/// The caller's stream, with what the readers above it need: its own failures are told from damaged
/// content by their type, its first bytes can be looked at, its bytes are counted, and [#available]
/// is true to its end. The platform's gzip reader goes on to the next member only if bytes are
/// available, and a stream from a network often says that none are.
public final class StoredBytes extends InputStream {
    /// The stream itself failed; the cause is what it threw.
    public static final class Failed extends IOException {
        private static final long serialVersionUID = 1;

        private final IOException failure;

        private Failed(IOException failure) {
            super(failure);
            this.failure = failure;
        }

        /// What the stream threw.
        public IOException failure() {
            return failure;
        }
    }

    private static final int GZIP_MAGIC = 0x1F8B;

    private final InputStream in;
    private final byte[] buffer = new byte[16 << 10];
    private int position;
    private int limit;
    private long count;

    /// Over a stream that stays the caller's to close.
    public StoredBytes(InputStream in) {
        this.in = in;
    }

    /// Whether the first bytes are those of gzip; they stay to be read.
    ///
    /// @throws Failed if the stream itself fails
    public boolean isGzip() throws IOException {
        while (limit < 2) {
            if (!fill()) {
                return false;
            }
        }
        return ((buffer[0] & 0xFF) << 8 | (buffer[1] & 0xFF)) == GZIP_MAGIC;
    }

    /// How many bytes came from the stream.
    public long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        return position < limit || fill() ? buffer[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == limit && !fill()) {
            return -1;
        }
        int taken = Math.min(length, limit - position);
        System.arraycopy(buffer, position, bytes, offset, taken);
        position += taken;
        return taken;
    }

    @Override
    public int available() throws IOException {
        return position < limit || fill() ? limit - position : 0;
    }

    /// Adds at least one byte behind the limit, or returns false at the end.
    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = 0;
        }
        try {
            int more = in.read(buffer, limit, buffer.length - limit);
            limit += Math.max(more, 0);
            count += Math.max(more, 0);
            return more > 0;
        } catch (IOException e) {
            throw new Failed(e);
        }
    }
}
