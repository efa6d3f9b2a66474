package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Severity;
import java.time.Instant;

/// A finding that people were told.
///
/// @param severity the highest severity told
/// @param told     when
/// @param repeats  how often it came again since and was only counted. A record delivered twice
///     counts as well
public record Sighting(Severity severity, Instant told, int repeats) {

    public Sighting {
        if (repeats < 0) {
            throw new IllegalArgumentException("repeats are counted from zero, not " + repeats);
        }
    }
}
