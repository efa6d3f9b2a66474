package dev.lambdawatch.finding;

import java.util.Arrays;
import java.util.Locale;

/// How soon a person must look, in the meaning of Sigma's levels: informational and low open no
/// case, medium is reviewed regularly, high promptly, critical is an incident. Ordered from least
/// to most.
public enum Severity {
    INFORMATIONAL(1),
    LOW(2),
    MEDIUM(3),
    HIGH(4),
    CRITICAL(5);

    private final int rank;

    Severity(int rank) {
        this.rank = rank;
    }

    /// The severity of a Sigma level, in any case.
    ///
    /// @throws IllegalArgumentException for anything else, naming the five
    public static Severity parse(String level) {
        for (Severity severity : values()) {
            if (severity.level().equals(level.toLowerCase(Locale.ROOT))) {
                return severity;
            }
        }
        throw new IllegalArgumentException("a severity is one of "
                + String.join(", ", Arrays.stream(values()).map(Severity::level).toList()) + ", not '" + level + "'");
    }

    /// The name as Sigma writes it: `medium`.
    public String level() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// 1 to 5, the number that OCSF gives it: for machines, and where stored severities are compared.
    public int rank() {
        return rank;
    }

    /// The severity of a rank.
    ///
    /// @throws IllegalArgumentException if it is not 1 to 5
    public static Severity ofRank(int rank) {
        for (Severity severity : values()) {
            if (severity.rank == rank) {
                return severity;
            }
        }
        throw new IllegalArgumentException("the rank of a severity is 1 to 5, not " + rank);
    }

    public boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }

    public Severity max(Severity other) {
        return atLeast(other) ? this : other;
    }
}
