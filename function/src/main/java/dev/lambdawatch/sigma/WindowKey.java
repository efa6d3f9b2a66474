package dev.lambdawatch.sigma;

import java.util.List;

/// Names the window of one group of one correlation.
///
/// @param correlation its name (or id, or title) and the beginning of its hash: a correlation that
///     was changed begins anew
/// @param group       the values of `group-by` in its order, each shortened to at most 128
///     characters
public record WindowKey(String correlation, List<String> group) {
    public WindowKey {
        group = List.copyOf(group);
    }

    /// What names a correlation in the keys of its windows.
    static String prefix(Correlation correlation) {
        String called = correlation.name().isEmpty() ? correlation.id() : correlation.name();
        String name = called.isEmpty() ? correlation.title() : called;
        return name + "@" + correlation.hash().substring(0, 8);
    }

    /// One line that differs for every key.
    @Override
    public String toString() {
        return correlation + " " + Shortened.tuple(group);
    }
}
