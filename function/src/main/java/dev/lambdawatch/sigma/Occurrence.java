package dev.lambdawatch.sigma;

import java.time.Instant;
import java.util.Comparator;

/// One event in the window of a correlation.
///
/// @param time    of the event, to the millisecond
/// @param eventId the record's own id
/// @param kind    what is told apart and counted: the value for `value_count`, the rule for the
///     temporal types, else empty
public record Occurrence(Instant time, String eventId, String kind) {
    static final Comparator<Occurrence> ORDER = Comparator.comparing(Occurrence::time)
            .thenComparing(Occurrence::eventId)
            .thenComparing(Occurrence::kind);
}
