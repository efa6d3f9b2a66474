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
    private int firstOctet;

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
        firstOctet = key.workload() == workload ? firstOctet : 0;
        workload = key.workload();
        columns[Column.FORM].octet(key.isIpv4() ? 1 : 0);
        if (key.isIpv4()) {
            int octet = (int) key.low() >>> 24;
            columns[Column.FIRST_OCTET].octet(octet - firstOctet);
            firstOctet = octet;
            columns[Column.ADDRESS].fixed(key.low(), 3);
        } else {
            columns[Column.ADDRESS].fixed(key.high(), Long.BYTES);
            columns[Column.ADDRESS].fixed(key.low(), Long.BYTES);
        }
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
        int kind = Entry.kind(pair.entry(start));
        int before = Entry.of(kind, 0);
        for (int i = start; i < end; i++) {
            int entry = pair.entry(i);
            if (Entry.isSize(kind)) {
                columns[Column.first(kind)].number(entry - before);
            } else {
                time(kind, entry, before);
            }
            before = entry;
            if (!once) {
                columns[Column.COUNTS].number(pair.count(i) - 1);
            }
        }
    }

    private void time(int kind, int entry, int before) {
        boolean samePort = Entry.sourcePort(entry) == Entry.sourcePort(before);
        if (Entry.hasPort(kind)) {
            columns[Column.first(kind)].number(Entry.sourcePort(entry) - Entry.sourcePort(before));
        }
        columns[Column.minutes(kind)].octet(Entry.minute(entry) - (samePort ? Entry.minute(before) : 0));
        columns[Column.sizeClasses(kind)].octet(Entry.sizeClass(entry));
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
        out.number(services.size());
        services.keySet().forEach(out::text);
        out.number(workloads.size());
        ByteWriter[] ofWorkloads = ByteWriter.columns(WorkloadColumn.ALL);
        workloads.forEach(each -> each.write(ofWorkloads));
        out.parts(ofWorkloads);
        out.number(pairs);
        out.parts(columns);
        return out.toBytes();
    }
}
