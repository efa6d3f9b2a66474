package dev.lambdawatch.sigma;

import java.util.LinkedHashMap;
import java.util.Map;

/// Windows in memory, at most a given number: the one not used for longest makes room. Thread-safe.
public final class MemoryWindows implements WindowStore {
    private final int capacity;
    private final Map<WindowKey, Window> windows = new LinkedHashMap<>(16, 0.75f, true);
    private long evicted;

    /// @param capacity groups of all correlations together
    public MemoryWindows(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized Window read(WindowKey key) {
        return windows.getOrDefault(key, Window.EMPTY);
    }

    @Override
    public synchronized boolean replace(WindowKey key, Window before, Window after) {
        if (read(key).version() != before.version()) {
            return false;
        }
        windows.put(key, after);
        if (windows.size() > capacity) {
            windows.remove(windows.keySet().iterator().next());
            evicted++;
        }
        return true;
    }

    /// Groups forgotten for lack of room.
    public synchronized long evicted() {
        return evicted;
    }
}
