package dev.lambdawatch.join;

import java.util.List;

/// The functions that may be the one behind an interface.
///
/// @param functions ARNs, those seen last first
/// @param running   whether they were seen there while the beacon went on, or only at other times
record Candidates(List<String> functions, boolean running) {
    Candidates {
        functions = List.copyOf(functions);
    }

    boolean isOne() {
        return functions.size() == 1;
    }

    int count() {
        return functions.size();
    }

    /// In words.
    String told() {
        return (isOne() ? "only " : "any of ")
                + String.join(", ", functions.stream().map(CodeChange::name).toList())
                + ", by the records of their invocations"
                + (running ? "" : "; none is of the time of the beacon");
    }
}
