package dev.lambdawatch.audit;

/// Where habits are kept between calls: in memory for a replay, in a table for functions. Any method
/// may throw; [Audit] says what follows.
public interface HabitStore {

    /// The habit of this key; [Habit#NONE] if nothing is remembered.
    Habit read(HabitKey key);

    /// Keeps what became of a habit, if no other writer changed it since it was read.
    ///
    /// @param before as it was read: its version is still the stored one, else nothing is written
    /// @return whether it was written
    boolean replace(HabitKey key, Habit before, Habit after);

    /// Habits that live as long as the process.
    static HabitStore inMemory() {
        return new HabitsInMemory(200_000);
    }
}
