package dev.lambdawatch.hunt;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// A verdict and the day that it is of.
record Judged(Day day, Verdict verdict) {
    private static final Comparator<Judged> BY_CONDITIONS = Comparator.comparingInt(judged -> judged.verdict.held());

    /// Of all days the one on which most conditions hold; of several the first in the list.
    ///
    /// @param days at least one
    static Judged best(List<Day> days, Function<Day, Verdict> judge) {
        Judged best = new Judged(days.getFirst(), judge.apply(days.getFirst()));
        for (Day day : days.subList(1, days.size())) {
            best = best.orIfMoreHolds(new Judged(day, judge.apply(day)));
        }
        return best;
    }

    /// The other if more of its conditions hold.
    Judged orIfMoreHolds(Judged other) {
        return BY_CONDITIONS.compare(other, this) > 0 ? other : this;
    }
}
