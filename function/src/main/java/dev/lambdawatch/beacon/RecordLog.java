package dev.lambdawatch.beacon;

import java.util.Arrays;

/// Records of one pair with their source ports. Which of them begin a connection, and which belong
/// to one, is decided here, when all are known. Mutable.
final class RecordLog {
    /// A NAT gateway forgets a connection that is idle for longer, so nobody's lives on.
    private static final int IDLE_SECONDS = 350;

    private static final int PORT_SHIFT = 32;
    private static final int MINUTE_SHIFT = 6;

    private long[] records = new long[16];
    private int size;
    private boolean sorted = true;

    /// Takes one record.
    @FunctionalInterface
    interface Visitor {
        /// Takes one.
        ///
        /// @param minute    of the span
        /// @param sizeClass as in [Entry]
        void record(int minute, int sizeClass);
    }

    void clear() {
        size = 0;
        sorted = true;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /// Adds a record.
    ///
    /// @param minute    of the span
    /// @param sizeClass of what it carried; 0 for nothing: then it is no event, but keeps a
    ///     connection alive
    void add(int sourcePort, int minute, int sizeClass) {
        if (size == records.length) {
            records = Arrays.copyOf(records, 2 * size);
        }
        records[size++] = ((long) sourcePort << PORT_SHIFT) | ((long) minute << MINUTE_SHIFT) | sizeClass;
        sorted = false;
    }

    /// Tells each record that begins a connection: the first of its source port after a pause, if
    /// it carried something.
    ///
    /// @param grid how long the capture windows are, for a record tells only where its window began
    void forEachOpening(Grid grid, Visitor visitor) {
        forEachFirst(grid, (minute, sizeClass) -> {
            if (sizeClass > 0) {
                visitor.record(minute, sizeClass);
            }
        });
    }

    /// Tells the first record of each source port after a pause.
    void forEachFirst(Grid grid, Visitor visitor) {
        int pause = Math.ceilDiv(IDLE_SECONDS + grid.seconds(), 60);
        sort();
        for (int i = 0; i < size; i++) {
            boolean follows = i > 0 && port(i) == port(i - 1) && minute(i) - minute(i - 1) <= pause;
            if (!follows) {
                visitor.record(minute(i), sizeClass(i));
            }
        }
    }

    /// Tells the records that carried something of the one source port that has most of them. Port
    /// 0 stands for ports that were forgotten.
    void forEachOfBusiestPort(Visitor visitor) {
        sort();
        int best = 0;
        int bestStart = 0;
        int bestEnd = 0;
        int start = 0;
        for (int i = 1; i <= size; i++) {
            if (i == size || port(i) != port(start)) {
                int carried = carried(start, i);
                if (carried > best && port(start) != 0) {
                    best = carried;
                    bestStart = start;
                    bestEnd = i;
                }
                start = i;
            }
        }
        for (int i = bestStart; i < bestEnd; i++) {
            if (sizeClass(i) > 0) {
                visitor.record(minute(i), sizeClass(i));
            }
        }
    }

    private int carried(int from, int to) {
        int carried = 0;
        for (int i = from; i < to; i++) {
            carried += sizeClass(i) > 0 ? 1 : 0;
        }
        return carried;
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(records, 0, size);
            sorted = true;
        }
    }

    private int port(int index) {
        return (int) (records[index] >>> PORT_SHIFT);
    }

    private int minute(int index) {
        return (int) records[index] >>> MINUTE_SHIFT;
    }

    private int sizeClass(int index) {
        return (int) records[index] & (Entry.SIZE_CLASSES - 1);
    }
}
