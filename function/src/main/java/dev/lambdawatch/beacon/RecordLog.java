package dev.lambdawatch.beacon;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// The records without TCP flags of one pair. Which of them begin a connection is decided here,
/// when all are known: the first of its source port after a pause. Mutable.
final class RecordLog {
    /// A NAT gateway forgets a connection that is idle for longer, so nobody's lives on.
    private static final int IDLE_SECONDS = 350;

    private static final int PORT_SHIFT = 32;

    private long[] records = new long[64];
    private int size;

    void clear() {
        size = 0;
    }

    /// Adds a record.
    ///
    /// @param minute  of the span
    /// @param payload whether it carried anything: else it is no event, but keeps a connection
    ///     alive
    void add(int sourcePort, int minute, boolean payload) {
        if (size == records.length) {
            records = Arrays.copyOf(records, 2 * size);
        }
        records[size++] = ((long) sourcePort << PORT_SHIFT) | ((long) minute << 1) | (payload ? 1 : 0);
    }

    /// Tells the minute of each record that begins a connection.
    ///
    /// @param grid how long the capture windows are, for a record tells only where its window began
    void forEachOpening(Grid grid, IntConsumer minutes) {
        int pause = Math.ceilDiv(IDLE_SECONDS + grid.seconds(), 60);
        Arrays.sort(records, 0, size);
        for (int i = 0; i < size; i++) {
            boolean follows = i > 0 && port(i) == port(i - 1) && minute(i) - minute(i - 1) <= pause;
            if (!follows && (records[i] & 1) == 1) {
                minutes.accept(minute(i));
            }
        }
    }

    private int port(int index) {
        return (int) (records[index] >>> PORT_SHIFT);
    }

    private int minute(int index) {
        return (int) records[index] >>> 1;
    }
}
