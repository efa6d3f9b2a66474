package dev.lambdawatch.beacon;

import dev.lambdawatch.flow.Addresses;
import java.util.List;

/// Goes through the pairs of one segment in order of their keys. Mutable.
final class SegmentCursor {
    private static final int LARGEST_PORT = 0xFFFF;
    private static final int LARGEST_PROTOCOL = 0xFF;

    private final List<String> services;
    private final ByteReader[] columns;
    private final PairHour pair = new PairHour();
    private final int workloads;
    private int left;
    private int workload;

    SegmentCursor(int workloads, List<String> services, ByteReader[] columns, int pairs) {
        this.services = services;
        this.columns = columns;
        this.workloads = workloads;
        this.left = pairs;
    }

    /// The pair under the cursor; the same object after every step, with new content.
    PairHour pair() {
        return pair;
    }

    /// Steps to the next pair; false at the end.
    ///
    /// @throws DamagedSegmentException if what is written there cannot be, as far as a single pair
    ///     and the order of keys tell
    boolean next() throws DamagedSegmentException {
        if (left == 0) {
            return false;
        }
        left--;
        PairKey last = pair.key();
        PairKey key = key();
        if (key.compareTo(last) <= 0) {
            throw new DamagedSegmentException("pairs out of order: " + key + " behind " + last);
        }
        int service = columns[Column.SERVICE].count(services.size());
        pair.begin(key, service == 0 ? "" : services.get(service - 1));
        entries();
        return true;
    }

    private PairKey key() throws DamagedSegmentException {
        workload += columns[Column.WORKLOAD].count(workloads - 1 - workload);
        boolean ipv4 = columns[Column.FORM].count(1) == 1;
        ByteReader address = columns[Column.ADDRESS];
        long high = ipv4 ? 0 : address.fixed(Long.BYTES);
        long low = ipv4 ? Addresses.ipv4((int) address.fixed(Integer.BYTES)) : address.fixed(Long.BYTES);
        int port = columns[Column.PORT].count(LARGEST_PORT);
        return new PairKey(workload, high, low, port, columns[Column.PROTOCOL].count(LARGEST_PROTOCOL));
    }

    private void entries() throws DamagedSegmentException {
        int kinds = columns[Column.KINDS].count((1 << Entry.KINDS) - 1);
        for (int kind = 0; kind < Entry.KINDS; kind++) {
            if (((kinds >>> kind) & 1) == 1) {
                entries(kind);
            }
        }
    }

    private void entries(int kind) throws DamagedSegmentException {
        int most = Entry.largestPayload(kind);
        long lengthAndOnce = columns[Column.LENGTHS].number(2L * most + 1);
        boolean once = (lengthAndOnce & 1) == 1;
        int payload = 0;
        for (long i = 0; i <= lengthAndOnce / 2; i++) {
            int step = columns[Column.ofKind(kind)].count(most - payload);
            if (step == 0 && i > 0) {
                throw new DamagedSegmentException("an entry twice in " + pair.key());
            }
            payload += step;
            if (!Entry.isPossible(kind, payload)) {
                throw new DamagedSegmentException("a minute beyond the hour in " + pair.key());
            }
            int count = once ? 1 : columns[Column.COUNTS].count(Integer.MAX_VALUE - 1) + 1;
            pair.append(Entry.of(kind, payload), count);
        }
    }
}
