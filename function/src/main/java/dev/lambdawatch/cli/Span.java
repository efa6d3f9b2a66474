package dev.lambdawatch.cli;

import java.time.Instant;

/// The time that a replay looks at.
///
/// @param from the first moment in it
/// @param to   the first moment after it
record Span(Instant from, Instant to) {

    boolean holds(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    /// @param second in epoch seconds
    boolean holds(long second) {
        return second >= from.getEpochSecond() && second < to.getEpochSecond();
    }
}
