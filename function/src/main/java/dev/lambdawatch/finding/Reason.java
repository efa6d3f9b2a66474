package dev.lambdawatch.finding;

import java.util.OptionalInt;

/// A named part of why a finding is one: what was expected, what was observed.
///
/// @param points what the reason adds to a beacon's total (may be negative); empty where a
///     finding is not scored. The points of a scored finding's reasons sum to its total, and
///     nothing else does
public record Reason(String name, String expected, String observed, OptionalInt points) {

    public static Reason of(String name, String expected, String observed) {
        return new Reason(name, expected, observed, OptionalInt.empty());
    }

    public static Reason scored(String name, String expected, String observed, int points) {
        return new Reason(name, expected, observed, OptionalInt.of(points));
    }
}
