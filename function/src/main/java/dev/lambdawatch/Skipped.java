package dev.lambdawatch;

/// Logs what is skipped of one object, and why. A damaged object may have a fault a line: the first
/// ones are named, the rest is counted.
///
/// Each message begins with `skipped`, by which the template makes a metric of them.
final class Skipped {
    private static final int NAMED = 20;

    private final Log log;
    private long count;

    Skipped(Log log) {
        this.log = log;
    }

    /// @param what `record`, `line`
    void add(String what, long number, String place, String reason) {
        count++;
        if (count <= NAMED) {
            log.warn("skipped %s %d of %s: %s".formatted(what, number, place, reason));
        } else if (count == NAMED + 1) {
            log.warn("skipped more of %s; from here on it is only counted".formatted(place));
        }
    }

    long count() {
        return count;
    }
}
