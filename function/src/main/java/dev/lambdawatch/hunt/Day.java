package dev.lambdawatch.hunt;

import java.time.Duration;
import java.time.Instant;

/// The day before a time, which is a hunt's look-back.
///
/// @param to epoch second that it ends with
record Day(long to) {
    private static final long LENGTH = Duration.ofDays(1).toSeconds();

    static Day before(Instant end) {
        return new Day(end.getEpochSecond());
    }

    boolean holds(long second) {
        return second > to - LENGTH && second <= to;
    }
}
