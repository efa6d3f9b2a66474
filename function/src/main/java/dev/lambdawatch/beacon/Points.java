package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.platform.Tier;
import java.util.Optional;

/// How many points make which severity: all thresholds of the house in one place.
final class Points {
    private static final int HIGH = 120;
    private static final int MEDIUM = 70;
    private static final int LOW = 60;

    /// For a source that is a Lambda interface: a function hardly ever has to call by the clock.
    static final int LAMBDA = 5;

    /// For an address that nobody of a network asked for, where questions are logged: names may be
    /// cached or asked for elsewhere, so this is little.
    static final int NAMELESS = 5;

    private Points() {}

    /// The points of the score alone.
    static int of(BeaconScore score) {
        return (int) Math.round(100 * score.score());
    }

    static Severity severity(int total) {
        if (total >= HIGH) {
            return Severity.HIGH;
        }
        if (total >= MEDIUM) {
            return Severity.MEDIUM;
        }
        return total >= LOW ? Severity.LOW : Severity.INFORMATIONAL;
    }

    /// The most that a finding may be while a deployment learns: until then every harmless clock is
    /// new to it, so only a destination that belongs to a serverless platform alone is told at
    /// once.
    static Severity mostWhileLearning(Optional<Tier> tier) {
        boolean exclusive = tier.filter(each -> switch (each) {
                    case A, A_MINUS, B -> true;
                    case C, D, N -> false;
                })
                .isPresent();
        return exclusive ? Severity.CRITICAL : Severity.LOW;
    }
}
