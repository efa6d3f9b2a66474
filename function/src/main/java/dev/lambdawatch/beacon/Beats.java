package dev.lambdawatch.beacon;

/// Minutes of a span in which something happened that is no connection begun: a heartbeat over a
/// standing connection, an attempt that was blocked. Mutable.
final class Beats {
    private final int[] minutes;
    private final SizeHistogram sizes = new SizeHistogram();
    private int first;
    private int last = -1;
    private int count;

    Beats(int minutes) {
        this.minutes = new int[minutes];
        first = minutes;
    }

    /// @param sizeClass as in [Entry]
    void add(int minute, int sizeClass) {
        minutes[minute]++;
        count++;
        sizes.add(Entry.bytes(sizeClass));
        first = Math.min(first, minute);
        last = Math.max(last, minute);
    }

    int count() {
        return count;
    }

    /// Of the span; to be asked only if there is one.
    int first() {
        return first;
    }

    int last() {
        return last;
    }

    /// What was carried; each size class is one size.
    SizeHistogram sizes() {
        return sizes;
    }

    /// Scored like connections, by the sizes that are given.
    BeaconScore score(Grid grid, Sizes by) {
        int width = grid.seconds() / 60;
        int[] counts = new int[Math.ceilDiv(minutes.length, width)];
        for (int minute = 0; minute < minutes.length; minute++) {
            counts[minute / width] += minutes[minute];
        }
        return BeaconScore.of(counts, by, grid);
    }
}
