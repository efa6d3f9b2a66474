package dev.lambdawatch.flow;

import java.io.IOException;
import java.io.InputStream;

/// Reads text into one buffer and cuts it into lines and fields in a single pass.
///
/// A newline stands as a sentinel behind the last byte read, so that the scan needs no bounds; a
/// line that ends there is not whole yet: it moves to the front and more is read behind it.
final class LineReader {
    /// The buffer, and so the longest line that is read. It holds one full output of the inflater
    /// beside the rest of a line.
    static final int CAPACITY = 320 << 10;

    /// What [#next] found.
    enum Found {
        LINE,
        /// A line longer than the buffer; it was passed over.
        TOO_LONG,
        END
    }

    private final InputStream in;
    private final int step;
    private final Line line = new Line();
    private final byte[] text = new byte[CAPACITY + Long.BYTES + 1];
    private int position;
    private int limit;
    private boolean ended;
    private boolean passing;
    private boolean resuming;
    private long read;

    /// @param step how many bytes are read at once, at most
    LineReader(InputStream in, int step) {
        this.in = in;
        this.step = step;
        line.text = text;
        text[0] = '\n';
    }

    /// The line that was found last.
    Line line() {
        return line;
    }

    /// How many bytes of text were read.
    long read() {
        return read;
    }

    /// Goes to the next line.
    ///
    /// @throws DamagedException if the object is damaged here; the next call goes on behind the
    ///     damage or finds the end
    Found next() throws IOException {
        line.number += resuming ? 0 : 1;
        resuming = false;
        boolean found = cut();
        while (!found && !ended) {
            fill();
            found = cut();
        }
        if (passing) {
            passing = false;
            return Found.TOO_LONG;
        }
        return found ? Found.LINE : Found.END;
    }

    /// Cuts the line at the position; false if its end is not in the buffer yet. A quarter of all
    /// reading is spent here, hence the local variables.
    private boolean cut() {
        byte[] bytes = text;
        long[] fields = line.fields;
        int count = 0;
        int start = position;
        for (int i = position; ; i += Long.BYTES) {
            long separators = Words.separators(Words.at(bytes, i));
            while (separators != 0) {
                int at = i + Words.lowest(separators);
                if (at > start) {
                    if (count < Line.MOST_FIELDS) {
                        fields[count] = (long) start << Integer.SIZE | (at - start);
                    }
                    count++;
                }
                if (bytes[at] == '\n') {
                    line.count = count;
                    return endAt(at);
                }
                start = at + 1;
                separators &= separators - 1;
            }
        }
    }

    private boolean endAt(int at) {
        if (at < limit) {
            position = at + 1;
            return true;
        }
        boolean lastLine = ended && position < limit;
        if (lastLine) {
            position = limit;
        }
        return lastLine;
    }

    private void fill() throws IOException {
        if (position > 0) {
            System.arraycopy(text, position, text, 0, limit - position);
            limit -= position;
            position = 0;
        } else if (limit == CAPACITY) {
            passing = true;
            limit = 0;
        }
        try {
            int count = in.read(text, limit, Math.min(step, CAPACITY - limit));
            ended = count < 0;
            limit += Math.max(0, count);
            read += Math.max(0, count);
        } catch (DamagedException e) {
            ended = e.isLast();
            resuming = !ended;
            if (ended) {
                limit = 0;
                passing = false;
            }
            throw e;
        } finally {
            text[limit] = '\n';
        }
    }
}
