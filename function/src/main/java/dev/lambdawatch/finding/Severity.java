package dev.lambdawatch.finding;

import java.util.Arrays;
import java.util.Locale;

/// How soon a person must look, in the meaning of Sigma's levels: informational and low open no
/// case, medium is reviewed regularly, high promptly, critical is an incident. Ordered from least
/// to most.
public enum Severity {
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

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

    public boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }

    public Severity max(Severity other) {
        return atLeast(other) ? this : other;
    }
}
