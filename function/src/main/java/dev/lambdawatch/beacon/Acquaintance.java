package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How well the fleet knows a destination: how many of its workloads call it, and since when.
///
/// @param callers   workloads that called it in the span
/// @param fleet     workloads that called anything in the span
/// @param firstSeen when it was first called; empty while the history is too short to tell
/// @param now       the end of the span
record Acquaintance(int callers, int fleet, Optional<Instant> firstSeen, Instant now) {
    /// Of fewer workloads one is already a large share.
    static final int LEAST_FLEET = 10;

    static final int RARE = 10;
    static final int COMMON = -25;
    static final int NEW = 10;
    static final int OLD = -15;

    private static final double RARE_SHARE = 0.02;
    private static final double COMMON_SHARE = 0.25;
    private static final double EVERYBODY = 0.5;
    private static final Duration NEW_FOR = Duration.ofDays(7);
    private static final Duration OLD_FROM = Duration.ofDays(30);

    /// Whether half of a fleet or more calls it: nobody's secret.
    boolean isEverybodys() {
        return isFleet() && share() >= EVERYBODY;
    }

    /// Whether it was first called within the last seven days, where that can be told.
    boolean isNew() {
        return firstSeen.filter(first -> !first.plus(NEW_FOR).isBefore(now)).isPresent();
    }

    /// As reasons with points; one that says nothing either way has none.
    List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>();
        if (isFleet()) {
            reasons.add(prevalence());
        }
        firstSeen.ifPresent(first -> reasons.add(age(first)));
        return reasons;
    }

    private Reason prevalence() {
        String observed = callers + " of " + fleet + " workloads call it";
        if (callers <= 1 || share() <= RARE_SHARE) {
            return Reason.scored("prevalence", "called by more than one workload and 2 %", observed, RARE);
        }
        return share() >= COMMON_SHARE
                ? Reason.scored("prevalence", "called by less than a quarter of the fleet", observed, COMMON)
                : Reason.of("prevalence", "called by less than a quarter of the fleet", observed);
    }

    private Reason age(Instant first) {
        if (isNew()) {
            return Reason.scored("first seen", "more than 7 days ago", first.toString(), NEW);
        }
        return first.plus(OLD_FROM).isAfter(now)
                ? Reason.of("first seen", "more than 7 days ago", first.toString())
                : Reason.scored("first seen", "less than 30 days ago", first.toString(), OLD);
    }

    private boolean isFleet() {
        return fleet >= LEAST_FLEET && callers > 0;
    }

    private double share() {
        return (double) callers / fleet;
    }
}
