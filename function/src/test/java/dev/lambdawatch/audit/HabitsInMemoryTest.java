package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.audit.HabitKey.Respect;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HabitsInMemoryTest extends HabitsContract {
    @Override
    protected HabitStore habits() {
        return HabitStore.inMemory();
    }

    @Test
    void beyondItsCapacityTheOneLookedAtLongestAgoMakesRoom() {
        HabitStore habits = new HabitsInMemory(2);
        Habit habit = Habit.NONE.meeting("deploy", Instant.parse("2026-01-01T00:00:00Z"), true);
        habits.replace(key("a"), Habit.NONE, habit);
        habits.replace(key("b"), Habit.NONE, habit);
        habits.read(key("a"));

        habits.replace(key("c"), Habit.NONE, habit);

        assertThat(habits.read(key("a"))).isEqualTo(habit);
        assertThat(habits.read(key("b"))).isEqualTo(Habit.NONE);
    }

    private static HabitKey key(String of) {
        return new HabitKey(Respect.CALLER, of);
    }
}
