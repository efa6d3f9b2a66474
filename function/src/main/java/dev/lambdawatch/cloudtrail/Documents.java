package dev.lambdawatch.cloudtrail;

import dev.lambdawatch.stored.StoredBytes;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;

/// The text of one object, unpacked, and cut so that damage stays where it is.
///
/// A line that begins with `{` begins a document, whatever stands before it: lines of JSON are
/// independent, and one that breaks off must not swallow the next. The parser above sees the end of
/// the stream there, unless it is between documents, or inside a list of records, where records
/// begin lines too. Indented JSON has no such line.
final class Documents extends InputStream {
    private enum State {
        BETWEEN_DOCUMENTS,
        IN_DOCUMENT,
        IN_LIST
    }

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final long LINE_FEEDS = '\n' * LOWEST_BITS;

    private final InputStream in;
    private final byte[] buffer = new byte[8 * 1024];
    private int position;
    private int limit;
    private boolean atLineStart;
    private State state = State.BETWEEN_DOCUMENTS;
    private boolean listCrossedLines;
    private boolean ended;

    private Documents(InputStream in) {
        this.in = in;
    }

    static Documents of(InputStream in) throws IOException {
        StoredBytes source = new StoredBytes(in);
        Documents documents = new Documents(source.isGzip() ? new GZIPInputStream(source) : source);
        documents.skipByteOrderMark();
        return documents;
    }

    void betweenDocuments() {
        state = State.BETWEEN_DOCUMENTS;
    }

    void inDocument() {
        state = State.IN_DOCUMENT;
    }

    void inList() {
        state = State.IN_LIST;
        listCrossedLines = false;
    }

    boolean isInList() {
        return state == State.IN_LIST;
    }

    /// Whether the next line that begins with `{` may be a record of the list that broke off. Then
    /// nobody can tell where the list ends and the next document begins.
    boolean isLost() {
        return isInList() && listCrossedLines;
    }

    /// Passes over the rest of a damaged document. False if nothing follows it.
    boolean skipToNext() throws IOException {
        betweenDocuments();
        while (!ended) {
            if (atBoundary()) {
                return true;
            }
            if (position < limit || fill()) {
                advance(nextBoundary() - position);
            }
        }
        return false;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if ((position == limit && !fill()) || (state == State.IN_DOCUMENT && atBoundary())) {
            return -1;
        }
        listCrossedLines |= atBoundary();
        int count = Math.min(length, nextBoundary() - position);
        System.arraycopy(buffer, position, bytes, offset, count);
        advance(count);
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean atBoundary() {
        return atLineStart && position < limit && buffer[position] == '{';
    }

    private void advance(int count) {
        position += count;
        atLineStart = buffer[position - 1] == '\n';
    }

    /// The next document's first byte after the one at the position, or the limit.
    private int nextBoundary() {
        for (int end = lineEnd(position); end < limit - 1; end = lineEnd(end + 1)) {
            if (buffer[end + 1] == '{') {
                return end + 1;
            }
        }
        return limit;
    }

    /// The next line feed from an index on, or the limit. Every byte of every object passes here, so
    /// eight are tried at once: in `bytes` the one that is a line feed has become 0, and of a 0 alone
    /// the subtraction borrows the highest bit.
    private int lineEnd(int from) {
        int i = from;
        for (; i <= limit - Long.BYTES; i += Long.BYTES) {
            long bytes = (long) EIGHT_BYTES.get(buffer, i) ^ LINE_FEEDS;
            long zero = (bytes - LOWEST_BITS) & ~bytes & HIGHEST_BITS;
            if (zero != 0) {
                return i + Long.numberOfTrailingZeros(zero) / Byte.SIZE;
            }
        }
        while (i < limit && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = 0;
        if (!ended) {
            // Until a read succeeds, there is nothing to go on with.
            ended = true;
            limit = Math.max(in.read(buffer, 0, buffer.length), 0);
            ended = limit == 0;
        }
        return !ended;
    }

    private void skipByteOrderMark() throws IOException {
        while (limit < BYTE_ORDER_MARK.length) {
            int count = in.read(buffer, limit, buffer.length - limit);
            if (count < 0) {
                return;
            }
            limit += count;
        }
        boolean marked =
                buffer[0] == BYTE_ORDER_MARK[0] && buffer[1] == BYTE_ORDER_MARK[1] && buffer[2] == BYTE_ORDER_MARK[2];
        position = marked ? BYTE_ORDER_MARK.length : 0;
    }
}
