package dev.lambdawatch.sigma;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A correlation that came true.
///
/// @param group       the values that the events share, by the name in `group-by`
/// @param number      what was counted; it satisfies the correlation's thresholds
/// @param occurrences the events that counted, in order of time, never empty
public record Correlated(Correlation correlation, Map<String, String> group, int number, List<Occurrence> occurrences) {
    public Correlated {
        group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
        occurrences = List.copyOf(occurrences);
    }

    /// Ids of the records behind it, each once, in order of time.
    public List<String> eventIds() {
        return occurrences.stream().map(Occurrence::eventId).distinct().toList();
    }

    public Instant first() {
        return occurrences.getFirst().time();
    }

    public Instant last() {
        return occurrences.getLast().time();
    }
}
