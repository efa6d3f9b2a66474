package dev.lambdawatch.beacon;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the body of a segment pair by pair. Mutable; used once.
final class SegmentWriter {
    private final ByteWriter[] columns = new ByteWriter[Column.ALL];
    private final Map<String, Integer> services = new LinkedHashMap<>();
    private int pairs;
    private int workload;

    SegmentWriter() {
        Arrays.setAll(columns, i -> new ByteWriter());
    }

    /// Adds a pair with a key greater than all before.
    void pair(PairHour pair) {
        key(pair.key());
        columns[Column.SERVICE].number(
                pair.service().isEmpty()
                        ? 0
                        : services.computeIfAbsent(pair.service(), unknown -> services.size() + 1));
        entries(pair);
        pairs++;
    }

    private void key(PairKey key) {
        columns[Column.WORKLOAD].number(key.workload() - workload);
        workload = key.workload();
        columns[Column.FORM].octet(key.isIpv4() ? 1 : 0);
        if (!key.isIpv4()) {
            columns[Column.ADDRESS].fixed(key.high(), Long.BYTES);
        }
        columns[Column.ADDRESS].fixed(key.low(), key.isIpv4() ? Integer.BYTES : Long.BYTES);
        columns[Column.PORT].number(key.port());
        columns[Column.PROTOCOL].number(key.protocol());
    }

    private void entries(PairHour pair) {
        int kinds = 0;
        int index = 0;
        while (index < pair.length()) {
            int start = index;
            int kind = Entry.kind(pair.entry(start));
            int last = 0;
            for (; index < pair.length() && Entry.kind(pair.entry(index)) == kind; index++) {
                int payload = Entry.payload(pair.entry(index));
                columns[Column.ofKind(kind)].number(payload - last);
                columns[Column.COUNTS].number(pair.count(index) - 1);
                last = payload;
            }
            kinds |= 1 << kind;
            columns[Column.LENGTHS].number(index - start - 1);
        }
        columns[Column.KINDS].octet(kinds);
    }

    /// The body.
    ///
    /// @param hour      hours since 1970
    /// @param leftOut   connections that a bound left out
    /// @param workloads in order
    byte[] body(long hour, long leftOut, List<WorkloadHour> workloads) {
        ByteWriter out = new ByteWriter();
        out.number(hour);
        out.number(leftOut);
        out.number(workloads.size());
        workloads.forEach(each -> each.write(out));
        out.number(services.size());
        services.keySet().forEach(out::text);
        out.number(pairs);
        for (ByteWriter column : columns) {
            out.part(column);
        }
        return out.toBytes();
    }
}
