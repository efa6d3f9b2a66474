package dev.lambdawatch.beacon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is to be remembered of one UTC hour, from one source object or from several that were
/// merged: who talked, through which interfaces, to whom, when and how much. Immutable.
///
/// The same content gives the same bytes, in whatever order the records came:
///
/// ```
/// "LWS" | version 3 | length of the body | zlib of the body
/// body: hour | connections left out | services | workloads, column by column | pairs, the same
/// ```
///
/// An object whose records begin in two hours makes two segments. So an hour can be read, merged
/// and read again by itself.
public final class Segment {
    /// The last hour of which every minute since 1970 is an int: in the year 6053.
    static final long LAST_HOUR = Integer.MAX_VALUE / 60 - 1;

    static final long MOST_LEFT_OUT = Long.MAX_VALUE >>> 1;

    private final byte[] body;
    private final long hour;
    private final long leftOut;
    private final List<WorkloadHour> workloads;
    private final List<String> services;
    private final int pairs;
    private final ByteReader columns;

    private Segment(byte[] body) throws DamagedSegmentException {
        this.body = body;
        columns = new ByteReader(body);
        hour = columns.number(LAST_HOUR);
        leftOut = columns.number(MOST_LEFT_OUT);
        services = readServices(columns);
        workloads = readWorkloads(columns);
        pairs = columns.count(body.length);
    }

    /// Reads a segment and checks all of it, so that nothing done with it later can fail.
    ///
    /// @throws DamagedSegmentException saying what was wanted, and where in the body
    public static Segment read(byte[] bytes) throws DamagedSegmentException {
        Segment segment = new Segment(SegmentFile.body(bytes));
        segment.check();
        return segment;
    }

    /// @param pairs     in order of their keys
    /// @param workloads in order, to whose places the pairs' keys refer
    static Segment of(SegmentWriter pairs, long hour, long leftOut, List<WorkloadHour> workloads) {
        try {
            return new Segment(pairs.body(hour, leftOut, workloads));
        } catch (DamagedSegmentException e) {
            throw new IllegalStateException("a segment was written that cannot be read", e);
        }
    }

    /// To be stored.
    public byte[] bytes() {
        return SegmentFile.bytes(body);
    }

    /// Hours since 1970.
    public long hour() {
        return hour;
    }

    /// Connections that were not kept, because a bound on pairs was reached.
    public long leftOut() {
        return leftOut;
    }

    /// Its bytes in memory.
    int size() {
        return body.length;
    }

    /// How many pairs it holds.
    public int pairs() {
        return pairs;
    }

    /// In order.
    List<WorkloadHour> workloads() {
        return workloads;
    }

    /// A new cursor before the first pair.
    SegmentCursor cursor() {
        try {
            return new SegmentCursor(workloads.size(), services, columns.copy().parts(Column.ALL), pairs);
        } catch (DamagedSegmentException e) {
            throw new IllegalStateException("a segment that was checked is damaged", e);
        }
    }

    private void check() throws DamagedSegmentException {
        ByteReader in = columns.copy();
        ByteReader[] parts = in.parts(Column.ALL);
        SegmentCursor cursor = new SegmentCursor(workloads.size(), services, parts, pairs);
        while (cursor.next()) {}
        if (!in.atEnd() || !areAtEnd(parts)) {
            throw new DamagedSegmentException("something is left behind the last of " + pairs + " pairs");
        }
    }

    private static boolean areAtEnd(ByteReader[] parts) {
        return Arrays.stream(parts).allMatch(ByteReader::atEnd);
    }

    private static List<WorkloadHour> readWorkloads(ByteReader in) throws DamagedSegmentException {
        int length = in.count(in.left());
        ByteReader[] parts = in.parts(WorkloadColumn.ALL);
        List<WorkloadHour> workloads = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            WorkloadHour next = WorkloadHour.read(parts);
            if (i > 0 && next.workload().compareTo(workloads.getLast().workload()) <= 0) {
                throw new DamagedSegmentException("workloads out of order: " + next.workload());
            }
            workloads.add(next);
        }
        if (!areAtEnd(parts)) {
            throw new DamagedSegmentException("something is left behind the last of " + length + " workloads");
        }
        return List.copyOf(workloads);
    }

    private static List<String> readServices(ByteReader in) throws DamagedSegmentException {
        int length = in.count(in.left());
        List<String> services = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            services.add(in.text());
        }
        return List.copyOf(services);
    }
}
