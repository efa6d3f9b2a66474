package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.sigma.Correlated;
import dev.lambdawatch.sigma.Occurrence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The calls that took part in a correlation lately, so that a burst can be told with all of them.
/// A window remembers ids and times alone; what is not here any more is told by these. Thread-safe.
final class Recent {
    private final int capacity;
    private final Map<String, Evidence.Call> calls = new LinkedHashMap<>();

    /// @param capacity calls; the oldest make room
    Recent(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(ApiCall call) {
        calls.put(call.twinId(), RuleFinding.evidence(call));
        if (calls.size() > capacity) {
            calls.remove(calls.keySet().iterator().next());
        }
    }

    /// The calls behind a correlation, each once, in order of time.
    synchronized List<Evidence.Call> of(Correlated correlated) {
        Map<String, Evidence.Call> evidence = new LinkedHashMap<>();
        for (Occurrence occurrence : correlated.occurrences()) {
            evidence.computeIfAbsent(occurrence.eventId(), id -> calls.getOrDefault(id, forgotten(occurrence)));
        }
        return List.copyOf(evidence.values());
    }

    private static Evidence.Call forgotten(Occurrence occurrence) {
        return new Evidence.Call(occurrence.eventId(), occurrence.time(), "", "", "", "", "", "", "", "");
    }
}
