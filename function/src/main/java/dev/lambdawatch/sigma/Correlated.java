package dev.lambdawatch.sigma;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A correlation that came true, or one that did and to which a further event belongs.
///
/// @param group       the values that the events share, by the name in `group-by`
/// @param number      what was counted: when it came true it satisfies the correlation's thresholds
/// @param occurrences the events that counted, in order of time, never empty; of more than
///     a hundred the first and the last
/// @param again       whether it came true before, and now has more events
public record Correlated(
        Correlation correlation, Map<String, String> group, int number, List<Occurrence> occurrences, boolean again) {
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
