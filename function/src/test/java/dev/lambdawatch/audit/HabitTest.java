package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HabitTest {
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void whoWasMetInGoodOrderIsUsualAtOnce() {
        Habit habit = Habit.NONE.meeting("deploy", START, true);

        assertThat(habit.knows("deploy", START.plusSeconds(1))).isTrue();
        assertThat(habit.knows("bob", START.plusSeconds(1))).isFalse();
    }

    @Test
    void whoWasMetInFindingsAloneIsUsualAfterFourteenDays() {
        Habit habit = Habit.NONE.meeting("eve", START, false);

        assertThat(habit.knows("eve", days(14).minusSeconds(1))).isFalse();
        assertThat(habit.knows("eve", days(14))).isTrue();
    }

    @Test
    void oneCallInGoodOrderVouchesForWhoWasMetInFindings() {
        Habit habit = Habit.NONE.meeting("eve", START, false).meeting("eve", START, true);

        assertThat(habit.knows("eve", START.plusSeconds(1))).isTrue();
    }

    @Test
    void aFindingTakesNothingBack() {
        Habit habit = Habit.NONE.meeting("deploy", START, true).meeting("deploy", days(1), false);

        assertThat(habit.knows("deploy", days(1))).isTrue();
    }

    @Test
    void afterNinetyDaysWithoutItIsNew() {
        Habit habit = Habit.NONE.meeting("deploy", START, true);

        assertThat(habit.knows("deploy", days(90))).isTrue();
        assertThat(habit.knows("deploy", days(90).plusSeconds(1))).isFalse();
        assertThat(habit.meeting("bob", days(91), true).members()).containsOnlyKeys("bob");
    }

    @Test
    void theSameDayAgainSaysNothingNew() {
        Habit habit = Habit.NONE.meeting("deploy", START, true);

        assertThat(habit.meeting("deploy", START.plus(Duration.ofHours(13)), true))
                .isSameAs(habit);
        assertThat(habit.meeting("deploy", START.plus(Duration.ofHours(14)), true))
                .isNotEqualTo(habit);
    }

    @Test
    void aLateCallMovesTheBeginningBack() {
        Habit habit = Habit.NONE.meeting("deploy", START, true).meeting("deploy", START.minusSeconds(60), true);

        assertThat(habit.since()).isEqualTo(START.minusSeconds(60));
        assertThat(habit.knowsOfOld("deploy", days(14).minusSeconds(60))).isTrue();
    }

    @Test
    void beyondSixtyFourThereIsNoRoomAndItIsCounted() {
        Habit habit = Habit.NONE;
        for (int i = 0; i < 70; i++) {
            habit = habit.meeting("role" + i, START, true);
        }

        assertThat(habit.members()).hasSize(Habit.MOST);
        assertThat(habit.turnedAway()).isEqualTo(6);
        assertThat(habit.isFull()).isTrue();
    }

    @Test
    void whatIsUsualComesInTheOrderOfWhenItWasMetLast() {
        Habit habit = Habit.NONE
                .meeting("a", START, true)
                .meeting("b", days(2), true)
                .meeting("eve", days(3), false)
                .meeting("c", days(1), true);

        assertThat(habit.usual(days(3))).containsExactly("b", "c", "a");
    }

    private static Instant days(int days) {
        return START.plus(Duration.ofDays(days));
    }
}
