package dev.lambdawatch.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/// Habits as calls that come together meet them: each is read once, and again only if somebody else
/// changed it. Mutable, for one thread.
final class HabitsReadOnce implements HabitStore {
    /// Of at most 40 kB each, and mostly of one member.
    private static final int MOST = 1_000;

    private final HabitStore store;
    private final Map<HabitKey, Habit> read = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<HabitKey, Habit> eldest) {
            return size() > MOST;
        }
    };

    HabitsReadOnce(HabitStore store) {
        this.store = store;
    }

    @Override
    public Habit read(HabitKey key) {
        return read.computeIfAbsent(key, store::read);
    }

    @Override
    public boolean replace(HabitKey key, Habit before, Habit after) {
        read.remove(key);
        boolean isReplaced = store.replace(key, before, after);
        if (isReplaced) {
            read.put(key, after);
        }
        return isReplaced;
    }
}
