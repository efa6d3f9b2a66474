package dev.lambdawatch.beacon;

import dev.lambdawatch.flow.Connection;
import dev.lambdawatch.flow.ConnectionSink;
import dev.lambdawatch.flow.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Collects the connections of one source object, or of all objects of a history, into segments, one
/// for each UTC hour in which records begin. Mutable; for one thread.
///
/// Its memory is bounded: from time to time what is open is packed into segments, which are merged
/// at the end.
public final class Collector implements ConnectionSink {
    private static final int HOUR = 3600;

    /// Hears of what was not read: place, line (0 where unknown), reason.
    @FunctionalInterface
    public interface Skipped {
        void skipped(String place, long line, String reason);
    }

    /// A hundred days; records of further hours of an object are left out.
    private static final int MOST_HOURS = 2400;

    /// How much is kept.
    ///
    /// @param pairs           of the object, over all hours; what comes beyond is left out
    /// @param pairsOfWorkload of one workload in one hour: more destinations than that are a scan,
    ///     and the first ones are kept
    /// @param openRecords     taken in before they are packed
    record Bounds(int pairs, int pairsOfWorkload, int openRecords) {
        static final Bounds DEFAULT = new Bounds(2_000_000, 1 << 16, 1 << 20);

        /// Of a whole history: half of what a heap of two gigabytes holds.
        static final Bounds OF_ALL = DEFAULT.withPairs(64_000_000);

        Bounds withPairs(int most) {
            return new Bounds(most, pairsOfWorkload, openRecords);
        }
    }

    private final Bounds bounds;
    private final Skipped skips;
    private final Map<Long, OpenHour> open = new TreeMap<>();
    private final Map<Long, List<Segment>> packed = new TreeMap<>();
    private final Set<Long> hours = new HashSet<>();
    private final List<Source> intermediaries = new ArrayList<>();
    private int openRecords;
    private long packedPairs;

    /// Takes what falls into more hours than are kept.
    private final OpenHour beyond = new OpenHour(0, 0);

    // The hour of the last record, which is mostly that of the next.
    private long lastHour = -1;
    private OpenHour lastOpen = beyond;

    Collector(Bounds bounds, Skipped skips) {
        this.bounds = bounds;
        this.skips = skips;
    }

    /// What follows is of another object of the same history. An object whose clock runs wild takes
    /// no hours away from the others.
    public void nextObject() {
        hours.clear();
        lastHour = -1;
    }

    @Override
    public void connection(Connection connection) {
        OpenHour hour = hour(connection.start());
        hour.connection(connection, minute(connection.start()), packedPairs + hour.pairs() < bounds.pairs());
        countRecord();
    }

    @Override
    public void window(Source source, long start, long end, boolean skipData) {
        hour(start).window(source, minute(start), end - start, skipData);
    }

    @Override
    public void intermediary(Source source) {
        intermediaries.add(source);
    }

    @Override
    public void skipped(String place, long line, String reason) {
        skips.skipped(place, line, reason);
    }

    /// What was collected, by hour. To be called once, after the last record.
    public List<Segment> segments() {
        if (!intermediaries.isEmpty()) {
            // One may have talked in other hours than in the one that told of it.
            packed.keySet().forEach(this::open);
            open.values().forEach(hour -> intermediaries.forEach(hour::intermediary));
        }
        pack();
        compact();
        return packed.values().stream().map(List::getFirst).toList();
    }

    /// Connections that were not kept, because a bound was reached.
    public long leftOut() {
        return beyond.leftOut()
                + packed.values().stream()
                        .flatMap(List::stream)
                        .mapToLong(Segment::leftOut)
                        .sum();
    }

    private OpenHour hour(long second) {
        long hour = second / HOUR;
        if (hour != lastHour) {
            lastOpen = hour >= 0 && hour <= Segment.LAST_HOUR && isKept(hour) ? open(hour) : beyond;
            lastHour = hour;
        }
        return lastOpen;
    }

    private boolean isKept(long hour) {
        if (hours.size() < MOST_HOURS) {
            hours.add(hour);
        }
        return hours.contains(hour);
    }

    private OpenHour open(long hour) {
        return open.computeIfAbsent(hour, unknown -> new OpenHour(hour, bounds.pairsOfWorkload()));
    }

    private static int minute(long second) {
        return (int) (second % HOUR) / 60;
    }

    private void countRecord() {
        if (++openRecords >= bounds.openRecords() || open.size() > MOST_HOURS) {
            pack();
        }
    }

    private void pack() {
        open.forEach((hour, state) -> {
            Segment segment = state.toSegment();
            packed.computeIfAbsent(hour, unknown -> new ArrayList<>()).add(segment);
            packedPairs += segment.pairs();
        });
        open.clear();
        openRecords = 0;
        lastHour = -1;
        if (packedPairs > bounds.pairs() / 2) {
            compact();
        }
    }

    /// Merges the segments of each hour, since the same pairs come again and again.
    private void compact() {
        SegmentMerge.Bounds most = new SegmentMerge.Bounds(bounds.pairs(), bounds.pairsOfWorkload(), Long.MAX_VALUE);
        packed.replaceAll((hour, parts) -> new ArrayList<>(List.of(SegmentMerge.merged(parts, most))));
        packedPairs = packed.values().stream()
                .flatMap(List::stream)
                .mapToLong(Segment::pairs)
                .sum();
    }
}
