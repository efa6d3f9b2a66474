package dev.lambdawatch.alert;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The incidents of one process; safe for threads. Beyond its capacity it forgets what changed
/// longest ago, so that too many incidents tell more and never lose any.
final class IncidentsInMemory implements Incidents {
    private final int capacity;
    private final Map<String, Incident> incidents = new LinkedHashMap<>();

    IncidentsInMemory(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized Optional<Incident> find(String key) {
        return Optional.ofNullable(incidents.get(key));
    }

    @Override
    public synchronized boolean replace(String key, Optional<Incident> before, Incident after) {
        if (!find(key).equals(before)) {
            return false;
        }
        // Taken out first, so that it comes last in the order of insertion.
        incidents.remove(key);
        incidents.put(key, after);
        if (incidents.size() > capacity) {
            incidents.remove(incidents.keySet().iterator().next());
        }
        return true;
    }
}
