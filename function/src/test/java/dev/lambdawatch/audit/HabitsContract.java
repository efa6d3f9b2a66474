package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.audit.HabitKey.Respect;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every store of habits does, in the process or in a table.
public abstract class HabitsContract {
    private static final Instant TIME = Instant.parse("2026-11-21T14:32:10Z");
    private static final HabitKey KEY =
            new HabitKey(Respect.FUNCTION, "arn:aws:lambda:eu-west-1:111122223333:function:orders-api Invoke");
    private static final HabitKey OTHER =
            new HabitKey(Respect.NETWORK, "arn:aws:lambda:eu-west-1:111122223333:function:orders-api Invoke");

    /// A store that holds nothing yet.
    protected abstract HabitStore habits();

    @Test
    void whatWasNeverKeptIsNone() {
        assertThat(habits().read(KEY)).isEqualTo(Habit.NONE);
    }

    @Test
    void aHabitComesBackAsItWas() {
        HabitStore habits = habits();
        Habit habit = new Habit(
                1,
                TIME,
                Map.of(
                        "arn:aws:iam::111122223333:role/deploy", new Habit.Met(TIME, TIME.plusSeconds(90_000), true),
                        "2001:db8::/64 \"'#.$", new Habit.Met(TIME.plusSeconds(5), TIME.plusSeconds(5), false)),
                3);

        assertThat(habits.replace(KEY, Habit.NONE, habit)).isTrue();

        assertThat(habits.read(KEY)).isEqualTo(habit);
        assertThat(habits.read(OTHER)).isEqualTo(Habit.NONE);
    }

    @Test
    void oneThatIsUnchangedSinceItWasReadIsReplaced() {
        HabitStore habits = habits();
        Habit before = Habit.NONE.meeting("deploy", TIME, true);
        Habit after = before.meeting("bob", TIME, false);
        habits.replace(KEY, Habit.NONE, before);

        assertThat(habits.replace(KEY, before, after)).isTrue();

        assertThat(habits.read(KEY)).isEqualTo(after);
    }

    @Test
    void theSlowerOfTwoWhoChangeOneChangesNothing() {
        HabitStore habits = habits();
        Habit before = Habit.NONE.meeting("deploy", TIME, true);
        Habit faster = before.meeting("bob", TIME, false);
        habits.replace(KEY, Habit.NONE, before);
        habits.replace(KEY, before, faster);

        assertThat(habits.replace(KEY, before, before.meeting("eve", TIME, false)))
                .isFalse();

        assertThat(habits.read(KEY)).isEqualTo(faster);
    }

    @Test
    void theSlowerOfTwoWhoBeginOneChangesNothing() {
        HabitStore habits = habits();
        Habit faster = Habit.NONE.meeting("deploy", TIME, true);
        habits.replace(KEY, Habit.NONE, faster);

        assertThat(habits.replace(KEY, Habit.NONE, Habit.NONE.meeting("eve", TIME, true)))
                .isFalse();

        assertThat(habits.read(KEY)).isEqualTo(faster);
    }
}
