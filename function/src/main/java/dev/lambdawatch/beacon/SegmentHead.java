package dev.lambdawatch.beacon;

import dev.lambdawatch.flow.Addresses;

/// Where a merge stands in one of its segments: on the next pair, under the key that it has among
/// all segments. Mutable.
final class SegmentHead {
    private static final int AT_END = Integer.MAX_VALUE;

    /// Before and behind all of IPv4.
    private static final long FIRST_RANK = 0;

    private static final long LAST_RANK = 0xFFFF_FFFFL;

    private final SegmentCursor cursor;
    private final long hour;
    private final int[] places;
    private int workload;

    /// The workload and the IPv4 address, in the order of keys: mostly this tells which is smaller.
    private long rank;

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
            rank = ((long) workload << Integer.SIZE) | rank(cursor.high(), cursor.low());
        } catch (DamagedSegmentException e) {
            throw new IllegalStateException("a segment that was checked is damaged", e);
        }
    }

    private static long rank(long high, long low) {
        if (high != 0) {
            return LAST_RANK;
        }
        if (Addresses.isIpv4(high, low)) {
            return Integer.toUnsignedLong((int) low);
        }
        return Long.compareUnsigned(low, Addresses.ipv4(0)) < 0 ? FIRST_RANK : LAST_RANK;
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
        if (rank != other.rank) {
            return rank < other.rank;
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
