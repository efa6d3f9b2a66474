package dev.lambdawatch.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// What was met on which day (UTC), for those met last. Thread-safe.
final class Daily<T> {
    private static final long SECONDS_OF_A_DAY = 24 * 60 * 60;

    private final int capacity;
    private final Map<T, Long> days = new LinkedHashMap<>(16, 0.75f, true);

    /// @param capacity beyond it those asked for longest ago make room
    Daily(int capacity) {
        this.capacity = capacity;
    }

    /// Whether the last day that it was met on is the day of this time.
    synchronized boolean has(T one, Instant time) {
        Long day = days.get(one);
        return day != null && day == day(time);
    }

    synchronized void add(T one, Instant time) {
        days.put(one, day(time));
        if (days.size() > capacity) {
            days.remove(days.keySet().iterator().next());
        }
    }

    private static long day(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS_OF_A_DAY);
    }
}
