package dev.lambdawatch.beacon;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the body of a segment pair by pair. Mutable; used once.
final class SegmentWriter {
    private final ByteWriter[] columns = ByteWriter.columns(Column.ALL);
    private final Map<String, Integer> services = new LinkedHashMap<>();
    private int pairs;
    private int workload;

    /// Adds a pair with a key greater than all before.
    void pair(PairKey key, PairHour pair) {
        key(key);
        columns[Column.SERVICE].number(
                pair.service().isEmpty()
                        ? 0
                        : services.computeIfAbsent(pair.service(), unknown -> services.size() + 1));
        entries(pair);
        pairs++;
    }

    /// How many it has.
    int pairs() {
        return pairs;
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
        int start = 0;
        while (start < pair.length()) {
            int kind = Entry.kind(pair.entry(start));
            int end = start;
            boolean once = true;
            for (; end < pair.length() && Entry.kind(pair.entry(end)) == kind; end++) {
                once &= pair.count(end) == 1;
            }
            columns[Column.LENGTHS].number(2L * (end - start - 1) + (once ? 1 : 0));
            entries(pair, start, end, once);
            kinds |= 1 << kind;
            start = end;
        }
        columns[Column.KINDS].octet(kinds);
    }

    /// Entries of one kind.
    private void entries(PairHour pair, int start, int end, boolean once) {
        int last = 0;
        for (int i = start; i < end; i++) {
            int payload = Entry.payload(pair.entry(i));
            columns[Column.ofKind(Entry.kind(pair.entry(i)))].number(payload - last);
            last = payload;
            if (!once) {
                columns[Column.COUNTS].number(pair.count(i) - 1);
            }
        }
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
        out.parts(columns);
        return out.toBytes();
    }
}
