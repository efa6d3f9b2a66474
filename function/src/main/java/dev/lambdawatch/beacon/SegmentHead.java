package dev.lambdawatch.beacon;

/// Where a merge stands in one of its segments: on the next pair, under the key that it has among
/// all segments. Mutable.
final class SegmentHead {
    private static final int AT_END = Integer.MAX_VALUE;

    private final SegmentCursor cursor;
    private final long hour;
    private final int[] places;
    private int workload;

    /// @param places the place of each of the segment's workloads among all; negative for those that
    ///     the merge leaves out
    SegmentHead(Segment segment, int[] places) {
        this.cursor = segment.cursor();
        this.hour = segment.hour();
        this.places = places;
        step();
    }

    /// Goes to the next pair, or to the end.
    void step() {
        try {
            do {
                workload = cursor.next() ? places[cursor.workload()] : AT_END;
            } while (workload < 0);
        } catch (DamagedSegmentException e) {
            throw new IllegalStateException("a segment that was checked is damaged", e);
        }
    }

    /// Behind the last pair, which is greater than every key.
    boolean isAtEnd() {
        return workload == AT_END;
    }

    /// Hours since 1970.
    long hour() {
        return hour;
    }

    PairHour pair() {
        return cursor.pair();
    }

    PairKey key() {
        return cursor.key(workload);
    }

    boolean isAt(PairKey key) {
        return workload == key.workload()
                && cursor.low() == key.low()
                && cursor.port() == key.port()
                && cursor.high() == key.high()
                && cursor.protocol() == key.protocol();
    }

    /// In order of key, then hour: as [PairKey#compareTo], without making one.
    boolean isBefore(SegmentHead other) {
        if (workload != other.workload) {
            return workload < other.workload;
        }
        if (isAtEnd()) {
            return false;
        }
        SegmentCursor mine = cursor;
        SegmentCursor theirs = other.cursor;
        if (mine.high() != theirs.high()) {
            return Long.compareUnsigned(mine.high(), theirs.high()) < 0;
        }
        if (mine.low() != theirs.low()) {
            return Long.compareUnsigned(mine.low(), theirs.low()) < 0;
        }
        if (mine.port() != theirs.port()) {
            return mine.port() < theirs.port();
        }
        return mine.protocol() != theirs.protocol() ? mine.protocol() < theirs.protocol() : hour < other.hour;
    }
}
