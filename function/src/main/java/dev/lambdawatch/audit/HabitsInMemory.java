package dev.lambdawatch.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/// The habits of one process; safe for threads. Beyond its capacity it forgets those that were
/// looked at longest ago.
final class HabitsInMemory implements HabitStore {
    private final int capacity;
    private final Map<HabitKey, Habit> habits = new LinkedHashMap<>(16, 0.75f, true);

    HabitsInMemory(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized Habit read(HabitKey key) {
        return habits.getOrDefault(key, Habit.NONE);
    }

    @Override
    public synchronized boolean replace(HabitKey key, Habit before, Habit after) {
        if (read(key).version() != before.version()) {
            return false;
        }
        habits.put(key, after);
        if (habits.size() > capacity) {
            habits.remove(habits.keySet().iterator().next());
        }
        return true;
    }
}
