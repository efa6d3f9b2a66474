package dev.lambdawatch.beacon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/// Goes through the pairs of many segments at once, in order of their keys: all that is known of
/// a workload comes together, and nothing is held but one pair a segment.
final class SegmentMerge {
    /// Takes the pairs in order of key, and the states of each in order of hour.
    interface Visitor {
        /// What follows is of this pair.
        ///
        /// @param key with the workload's place in [#workloads()]
        void begin(PairKey key);

        /// Takes one state of the pair.
        ///
        /// @param hour hours since 1970
        /// @param pair valid during the call
        void add(long hour, PairHour pair);
    }

    /// How much is kept of one hour, and how many hours are scored at once. Beyond it the first keys
    /// in order stay: which they are does not depend on how the hour was cut into segments, nor on
    /// the order in which these come.
    ///
    /// @param pairs           of all workloads together
    /// @param pairsOfWorkload of one
    /// @param bytes           of all hours together: half of what a function of two gigabytes has
    record Bounds(int pairs, int pairsOfWorkload, long bytes) {
        static final Bounds DEFAULT = new Bounds(4_000_000, 1 << 16, 768L << 20);
    }

    private final List<Segment> segments;
    private final List<Workload> workloads;

    SegmentMerge(List<Segment> segments) {
        this(segments, Shard.WHOLE);
    }

    private SegmentMerge(List<Segment> segments, Shard shard) {
        this.segments = segments;
        TreeSet<Workload> all = new TreeSet<>();
        for (Segment segment : segments) {
            for (WorkloadHour each : segment.workloads()) {
                if (shard.has(each.workload())) {
                    all.add(each.workload());
                }
            }
        }
        workloads = List.copyOf(all);
    }

    /// Of all segments, in order.
    List<Workload> workloads() {
        return workloads;
    }

    void forEach(Visitor visitor) {
        if (segments.isEmpty()) {
            return;
        }
        Knockout heads = new Knockout(segments.stream().map(this::head).toList());
        PairKey key = PairKey.NONE;
        for (SegmentHead head = heads.winner(); !head.isAtEnd(); head = heads.winner()) {
            if (!head.isAt(key)) {
                key = head.key();
                visitor.begin(key);
            }
            visitor.add(head.hour(), head.pair());
            heads.step();
        }
    }

    private SegmentHead head(Segment segment) {
        return new SegmentHead(
                segment,
                segment.workloads().stream()
                        .mapToInt(each -> place(each.workload()))
                        .toArray());
    }

    /// What segments of one hour know together, to the same byte in whatever order they come.
    ///
    /// @throws IllegalArgumentException if there is none, or if their hours differ
    static Segment merged(List<Segment> segments, Bounds bounds) {
        long leftOut = segments.stream().mapToLong(Segment::leftOut).reduce(0, SegmentMerge::sum);
        return merged(segments, leftOut, Shard.WHOLE, bounds);
    }

    /// What segments of one hour know together of one shard.
    ///
    /// @param leftOut connections that were left out before
    /// @throws IllegalArgumentException if there is none, or if their hours differ
    static Segment merged(List<Segment> segments, long leftOut, Shard shard, Bounds bounds) {
        long[] hours = segments.stream().mapToLong(Segment::hour).distinct().toArray();
        if (hours.length != 1) {
            throw new IllegalArgumentException("segments of one hour were expected, not of " + hours.length);
        }
        if (segments.size() == 1 && shard.isWhole()) {
            return segments.getFirst();
        }
        SegmentMerge merge = new SegmentMerge(segments, shard);
        List<WorkloadHour> workloadHours = merge.workloadHours();
        Union union = new Union(bounds);
        merge.forEach(union);
        return Segment.of(union.pairs(), hours[0], sum(leftOut, union.leftOut()), workloadHours);
    }

    private List<WorkloadHour> workloadHours() {
        List<WorkloadHour> hours = new ArrayList<>();
        workloads.forEach(each -> hours.add(new WorkloadHour(each)));
        for (Segment segment : segments) {
            for (WorkloadHour part : segment.workloads()) {
                int place = place(part.workload());
                if (place >= 0) {
                    hours.get(place).merge(part);
                }
            }
        }
        return hours;
    }

    /// Each workload over the segments of a span, by its place. The segments have to be of different
    /// hours, in ascending order.
    List<WorkloadSpan> workloadSpans(long firstHour, int hours) {
        List<WorkloadSpan> spans = workloads.stream()
                .map(workload -> new WorkloadSpan(workload, firstHour, hours))
                .toList();
        for (Segment segment : segments) {
            if (segment.hour() >= firstHour && segment.hour() < firstHour + hours) {
                for (WorkloadHour part : segment.workloads()) {
                    spans.get(place(part.workload())).add(segment.hour(), part);
                }
            }
        }
        return spans;
    }

    /// Negative for one of another shard.
    private int place(Workload workload) {
        return Collections.binarySearch(workloads, workload);
    }

    private static long sum(long a, long b) {
        return Math.min(a + b, Segment.MOST_LEFT_OUT);
    }

    /// Writes states of the same key as one. Mutable.
    private static final class Union implements Visitor {
        private final Bounds bounds;
        private final SegmentWriter writer = new SegmentWriter();
        private final PairHour whole = new PairHour();
        private PairKey key = PairKey.NONE;
        private int pairsOfWorkload;
        private long leftOut;

        Union(Bounds bounds) {
            this.bounds = bounds;
        }

        @Override
        public void begin(PairKey next) {
            write();
            pairsOfWorkload = next.workload() == key.workload() ? pairsOfWorkload : 0;
            key = next;
            whole.begin("");
        }

        @Override
        public void add(long hour, PairHour pair) {
            whole.merge(pair);
        }

        SegmentWriter pairs() {
            write();
            return writer;
        }

        /// Connections of pairs beyond the bounds.
        long leftOut() {
            return leftOut;
        }

        private void write() {
            if (whole.length() == 0) {
                return;
            }
            if (pairsOfWorkload < bounds.pairsOfWorkload() && writer.pairs() < bounds.pairs()) {
                pairsOfWorkload++;
                writer.pair(key, whole);
            } else {
                leftOut = sum(leftOut, whole.records());
            }
        }
    }
}
