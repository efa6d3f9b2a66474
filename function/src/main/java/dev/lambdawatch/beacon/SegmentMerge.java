package dev.lambdawatch.beacon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;

/// Goes through the pairs of many segments at once, in order of their keys: all that is known of
/// a workload comes together, and nothing is held but one pair a segment.
final class SegmentMerge {
    /// Takes the pairs in order of key, then hour.
    @FunctionalInterface
    interface Visitor {
        /// Takes one state of one pair.
        ///
        /// @param key  with the workload's place in [#workloads()]
        /// @param hour hours since 1970
        /// @param pair valid during the call; its own key has another place for the workload
        void pair(PairKey key, long hour, PairHour pair);
    }

    private final List<Segment> segments;
    private final List<Workload> workloads;

    SegmentMerge(List<Segment> segments) {
        this.segments = segments;
        TreeSet<Workload> all = new TreeSet<>();
        for (Segment segment : segments) {
            segment.workloads().forEach(each -> all.add(each.workload()));
        }
        workloads = List.copyOf(all);
    }

    /// Of all segments, in order.
    List<Workload> workloads() {
        return workloads;
    }

    void forEach(Visitor visitor) {
        Workload[] order = workloads.toArray(Workload[]::new);
        PriorityQueue<Head> heads = new PriorityQueue<>(Head.ORDER);
        for (Segment segment : segments) {
            Head head = new Head(segment, order);
            if (head.next()) {
                heads.add(head);
            }
        }
        while (!heads.isEmpty()) {
            Head head = heads.remove();
            visitor.pair(head.key, head.hour, head.cursor.pair());
            if (head.next()) {
                heads.add(head);
            }
        }
    }

    /// What segments of one hour know together, to the same byte in whatever order they come.
    ///
    /// @throws IllegalArgumentException if there is none, or if their hours differ
    static Segment merged(List<Segment> segments) {
        long[] hours = segments.stream().mapToLong(Segment::hour).distinct().toArray();
        if (hours.length != 1) {
            throw new IllegalArgumentException("segments of one hour were expected, not of " + hours.length);
        }
        if (segments.size() == 1) {
            return segments.getFirst();
        }
        SegmentMerge merge = new SegmentMerge(segments);
        List<WorkloadHour> workloadHours = merge.workloadHours();
        Union union = new Union();
        merge.forEach((key, hour, pair) -> {
            if (!workloadHours.get(key.workload()).intermediary()) {
                union.add(key, pair);
            }
        });
        long leftOut = segments.stream().mapToLong(Segment::leftOut).reduce(0, SegmentMerge::sum);
        return Segment.of(union.pairs(), hours[0], leftOut, workloadHours);
    }

    private List<WorkloadHour> workloadHours() {
        List<WorkloadHour> hours = new ArrayList<>();
        workloads.forEach(each -> hours.add(new WorkloadHour(each)));
        for (Segment segment : segments) {
            for (WorkloadHour part : segment.workloads()) {
                hours.get(place(part.workload())).merge(part);
            }
        }
        return hours;
    }

    /// Each workload over all segments, by its place. The segments have to be of different hours of
    /// the span, in ascending order.
    List<WorkloadSpan> workloadSpans(long firstHour, int hours) {
        List<WorkloadSpan> spans = workloads.stream()
                .map(workload -> new WorkloadSpan(workload, firstHour, hours))
                .toList();
        for (Segment segment : segments) {
            for (WorkloadHour part : segment.workloads()) {
                spans.get(place(part.workload())).add(segment.hour(), part);
            }
        }
        return spans;
    }

    private int place(Workload workload) {
        return Collections.binarySearch(workloads, workload);
    }

    private static long sum(long a, long b) {
        return Math.min(a + b, Segment.MOST_LEFT_OUT);
    }

    /// Writes states of the same key as one. Mutable.
    private static final class Union {
        private final SegmentWriter writer = new SegmentWriter();
        private final PairHour whole = new PairHour();

        void add(PairKey key, PairHour pair) {
            if (!key.equals(whole.key())) {
                write();
                whole.begin(key, pair.service());
            }
            whole.merge(pair);
        }

        SegmentWriter pairs() {
            write();
            return writer;
        }

        private void write() {
            if (whole.length() > 0) {
                writer.pair(whole);
            }
        }
    }

    /// A segment's next pair, with the place of its workload among all. Mutable.
    private static final class Head {
        static final Comparator<Head> ORDER =
                Comparator.comparing((Head head) -> head.key).thenComparingLong(head -> head.hour);

        private final SegmentCursor cursor;
        private final long hour;
        private final int[] places;
        private PairKey key = PairKey.NONE;

        Head(Segment segment, Workload[] order) {
            cursor = segment.cursor();
            hour = segment.hour();
            places = segment.workloads().stream()
                    .mapToInt(each -> Arrays.binarySearch(order, each.workload()))
                    .toArray();
        }

        boolean next() {
            try {
                boolean there = cursor.next();
                key = there
                        ? cursor.pair()
                                .key()
                                .withWorkload(places[cursor.pair().key().workload()])
                        : key;
                return there;
            } catch (DamagedSegmentException e) {
                throw new IllegalStateException("a segment that was checked is damaged", e);
            }
        }
    }
}
