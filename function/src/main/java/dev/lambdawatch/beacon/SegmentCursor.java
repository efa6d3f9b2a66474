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

    // The key of the pair; not an object, for there is one pair after the other.
    private int workload;
    private long high;
    private long low;
    private int port;
    private int protocol = -1;
    private int firstOctet;

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

    /// The place of the pair's workload in the segment's list.
    int workload() {
        return workload;
    }

    /// The first half of the destination's address.
    long high() {
        return high;
    }

    /// The second half.
    long low() {
        return low;
    }

    /// The destination's.
    int port() {
        return port;
    }

    /// IANA's number.
    int protocol() {
        return protocol;
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
        key();
        int service = columns[Column.SERVICE].count(services.size());
        pair.begin(service == 0 ? "" : services.get(service - 1));
        entries();
        return true;
    }

    private void key() throws DamagedSegmentException {
        int step = columns[Column.WORKLOAD].count(workloads - 1 - workload);
        boolean ipv4 = columns[Column.FORM].count(1) == 1;
        ByteReader address = columns[Column.ADDRESS];
        long nextHigh = ipv4 ? 0 : address.fixed(Long.BYTES);
        long nextLow = ipv4 ? ipv4(step > 0) : address.fixed(Long.BYTES);
        int nextPort = columns[Column.PORT].count(LARGEST_PORT);
        int nextProtocol = columns[Column.PROTOCOL].count(LARGEST_PROTOCOL);
        if (step == 0 && !isBefore(nextHigh, nextLow, nextPort, nextProtocol)) {
            throw new DamagedSegmentException("pairs out of order: "
                    + new PairKey(workload, nextHigh, nextLow, nextPort, nextProtocol) + " behind " + key(workload));
        }
        workload += step;
        high = nextHigh;
        low = nextLow;
        port = nextPort;
        protocol = nextProtocol;
    }

    private long ipv4(boolean firstOfWorkload) throws DamagedSegmentException {
        firstOctet = firstOfWorkload ? 0 : firstOctet;
        firstOctet += columns[Column.FIRST_OCTET].octet();
        return Addresses.ipv4((firstOctet << 24) | (int) columns[Column.ADDRESS].fixed(3));
    }

    private boolean isBefore(long nextHigh, long nextLow, int nextPort, int nextProtocol) {
        if (high != nextHigh) {
            return Long.compareUnsigned(high, nextHigh) < 0;
        }
        if (low != nextLow) {
            return Long.compareUnsigned(low, nextLow) < 0;
        }
        return port < nextPort || (port == nextPort && protocol < nextProtocol);
    }

    /// The key of the pair.
    ///
    /// @param place what stands in it for the workload
    PairKey key(int place) {
        return new PairKey(place, high, low, port, protocol);
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
        long lengthAndOnce = columns[Column.LENGTHS].number(2L * Entry.largestPayload(kind) + 1);
        boolean once = (lengthAndOnce & 1) == 1;
        int entry = Entry.of(kind, 0);
        for (long i = 0; i <= lengthAndOnce / 2; i++) {
            int next = Entry.isSize(kind) ? size(kind, entry) : time(kind, entry);
            if (next <= entry && i > 0) {
                throw new DamagedSegmentException("entries out of order in " + key(workload));
            }
            entry = next;
            int count = once ? 1 : columns[Column.COUNTS].count(Integer.MAX_VALUE - 1) + 1;
            pair.append(entry, count);
        }
    }

    /// @param before the entry before, or the least of the kind
    private int size(int kind, int before) throws DamagedSegmentException {
        return before + columns[Column.first(kind)].count(Entry.largestPayload(kind) - Entry.payload(before));
    }

    private int time(int kind, int before) throws DamagedSegmentException {
        int port = Entry.sourcePort(before);
        int minute = Entry.minute(before);
        if (Entry.hasPort(kind)) {
            int step = columns[Column.first(kind)].count(LARGEST_PORT - port);
            port += step;
            minute = step > 0 ? 0 : minute;
        }
        minute += columns[Column.minutes(kind)].count(Entry.LAST_MINUTE - minute);
        return Entry.of(kind, port, minute, columns[Column.sizeClasses(kind)].count(Entry.SIZE_CLASSES - 1));
    }
}
