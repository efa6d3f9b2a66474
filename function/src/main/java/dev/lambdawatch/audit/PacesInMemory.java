package dev.lambdawatch.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/// The paces of one process; safe for threads. Beyond its capacity it forgets those that were looked
/// at longest ago.
final class PacesInMemory implements PaceStore {
    private final int capacity;
    private final Map<String, Pace> paces = new LinkedHashMap<>(16, 0.75f, true);

    PacesInMemory(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized Pace read(String principal) {
        return paces.getOrDefault(principal, Pace.NONE);
    }

    @Override
    public synchronized boolean replace(String principal, Pace before, Pace after) {
        if (read(principal).version() != before.version()) {
            return false;
        }
        paces.put(principal, after);
        if (paces.size() > capacity) {
            paces.remove(paces.keySet().iterator().next());
        }
        return true;
    }
}
