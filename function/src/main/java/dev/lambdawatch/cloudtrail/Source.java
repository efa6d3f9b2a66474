package dev.lambdawatch.cloudtrail;

import java.io.IOException;
import java.io.InputStream;

/// The caller's stream, with what the readers above it need: its own failures are told from damaged
/// content by their type, its first bytes can be looked at, and [#available] is true to the end of
/// the stream. The platform's gzip reader goes on to the next member only if bytes are available,
/// and a stream from a network often says that none are.
final class Source extends InputStream {
    /// The stream itself failed; the cause is what it threw.
    static final class Failed extends IOException {
        private static final long serialVersionUID = 1;

        private final IOException failure;

        private Failed(IOException failure) {
            super(failure);
            this.failure = failure;
        }

        IOException failure() {
            return failure;
        }
    }

    private static final int GZIP_MAGIC = 0x1f8b;

    private final InputStream in;
    private final byte[] buffer = new byte[8 * 1024];
    private int position;
    private int limit;

    Source(InputStream in) {
        this.in = in;
    }

    boolean isGzip() throws IOException {
        while (limit < 2) {
            if (!fill()) {
                return false;
            }
        }
        return (((buffer[0] & 0xff) << 8) | (buffer[1] & 0xff)) == GZIP_MAGIC;
    }

    @Override
    public int read() throws IOException {
        return position < limit || fill() ? buffer[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == limit && !fill()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, bytes, offset, count);
        position += count;
        return count;
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
            int count = in.read(buffer, limit, buffer.length - limit);
            limit += Math.max(count, 0);
            return count > 0;
        } catch (IOException e) {
            throw new Failed(e);
        }
    }
}
