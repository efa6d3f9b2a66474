package dev.lambdawatch.beacon;

import java.util.Arrays;

/// What one workload said to one destination in one UTC hour: how often each [Entry] was seen.
/// Mutable.
///
/// Merging adds the counts. That is associative and commutative, so the records of an hour may
/// come in any split and order. It is exact up to [#MOST_RECORDS] different entries of each kind
/// that has a source port; beyond them their ports are forgotten, their minutes and sizes stay, and
/// [Entry#CROWD] or a port of 0 says so. Counts stop at 2^31 - 1.
final class PairHour {
    static final int MOST_RECORDS = 4096;

    private String service = "";
    private int[] entries = new int[8];
    private int[] counts = new int[8];
    private int length;
    private int[] spareEntries = new int[8];
    private int[] spareCounts = new int[8];

    /// Starts anew for a pair.
    void begin(String destinationService) {
        service = destinationService;
        length = 0;
    }

    /// The AWS service that the flow log names for the destination, or empty. Of several the first
    /// in alphabetical order.
    String service() {
        return service;
    }

    /// How many different entries there are.
    int length() {
        return length;
    }

    /// Entries come in ascending order, each once.
    int entry(int index) {
        return entries[index];
    }

    int count(int index) {
        return counts[index];
    }

    /// How many records it counts: all entries but sizes.
    long records() {
        long records = 0;
        for (int i = 0; i < length; i++) {
            int kind = Entry.kind(entries[i]);
            records += Entry.isSize(kind) ? 0 : counts[i];
        }
        return records;
    }

    /// Appends an entry greater than all before.
    void append(int entry, int count) {
        if (length == entries.length) {
            entries = Arrays.copyOf(entries, 2 * length);
            counts = Arrays.copyOf(counts, 2 * length);
        }
        entries[length] = entry;
        counts[length++] = count;
    }

    /// Forgets the ports of records where there are too many; to be called after appending.
    void bound() {
        bound(Entry.REJECTED);
        bound(Entry.STANDING);
        int first = firstOfKind(Entry.RECORD);
        int crowd = firstOfKind(Entry.CROWD);
        boolean crowded = crowd < firstOfKind(Entry.OUT);
        if (crowd - first > MOST_RECORDS || (crowded && crowd > first)) {
            forgetPorts(first, firstOfKind(Entry.OUT), Entry.CROWD);
        }
    }

    private void bound(int kind) {
        int first = firstOfKind(kind);
        int end = firstOfKind(kind + 1);
        boolean forgotten =
                first < end && Entry.sourcePort(entries[first]) == 0 && Entry.sourcePort(entries[end - 1]) > 0;
        if (end - first > MOST_RECORDS || forgotten) {
            forgetPorts(first, end, kind);
        }
    }

    /// Becomes a copy of another state.
    void set(PairHour other) {
        service = other.service;
        copy(other);
    }

    /// Adds what another state of the same pair and hour knows.
    void merge(PairHour other) {
        service = firstOf(service, other.service);
        if (length == 0) {
            copy(other);
            bound();
            return;
        }
        int most = length + other.length;
        if (spareEntries.length < most) {
            spareEntries = new int[2 * most];
            spareCounts = new int[2 * most];
        }
        int merged = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < length || theirs < other.length) {
            long left = mine < length ? entries[mine] : Long.MAX_VALUE;
            long right = theirs < other.length ? other.entries[theirs] : Long.MAX_VALUE;
            spareEntries[merged] = (int) Math.min(left, right);
            spareCounts[merged++] = sum(left <= right ? counts[mine++] : 0, right <= left ? other.counts[theirs++] : 0);
        }
        swapWithSpare(merged);
        bound();
    }

    private void copy(PairHour other) {
        if (entries.length < other.length) {
            entries = new int[2 * other.length];
            counts = new int[2 * other.length];
        }
        System.arraycopy(other.entries, 0, entries, 0, other.length);
        System.arraycopy(other.counts, 0, counts, 0, other.length);
        length = other.length;
    }

    private void swapWithSpare(int merged) {
        int[] oldEntries = entries;
        int[] oldCounts = counts;
        entries = spareEntries;
        counts = spareCounts;
        length = merged;
        spareEntries = oldEntries;
        spareCounts = oldCounts;
    }

    /// Makes entries of a kind without ports of those from `first` to `end`.
    private void forgetPorts(int first, int end, int kind) {
        int[] sums = new int[60 * Entry.SIZE_CLASSES];
        for (int i = first; i < end; i++) {
            int minuteAndClass = Entry.payload(Entry.withoutPort(entries[i]));
            sums[minuteAndClass] = sum(sums[minuteAndClass], counts[i]);
        }
        PairHour rest = new PairHour();
        for (int i = end; i < length; i++) {
            rest.append(entries[i], counts[i]);
        }
        length = first;
        for (int minuteAndClass = 0; minuteAndClass < sums.length; minuteAndClass++) {
            if (sums[minuteAndClass] > 0) {
                append(Entry.of(kind, minuteAndClass), sums[minuteAndClass]);
            }
        }
        for (int i = 0; i < rest.length; i++) {
            append(rest.entries[i], rest.counts[i]);
        }
    }

    private int firstOfKind(int kind) {
        int index = Arrays.binarySearch(entries, 0, length, Entry.of(kind, 0));
        return index >= 0 ? index : -index - 1;
    }

    private static int sum(int a, int b) {
        return (int) Math.min((long) a + b, Integer.MAX_VALUE);
    }

    private static String firstOf(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a + b;
        }
        return a.compareTo(b) <= 0 ? a : b;
    }
}
