package dev.lambdawatch.content;

import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;

/// One thing that is new in a file, and how much a person should mind.
record Graded(Severity severity, Reason reason) {

    /// It approves of more, or less is watched.
    static Graded wider(String name, String before, String now) {
        return new Graded(Severity.HIGH, Reason.of(name, before, now));
    }

    /// It may be that less is found or told.
    static Graded perhapsWider(String name, String before, String now) {
        return new Graded(Severity.MEDIUM, Reason.of(name, before, now));
    }

    /// It approves of no more, and no less is watched.
    static Graded notWider(String name, String before, String now) {
        return new Graded(Severity.LOW, Reason.of(name, before, now));
    }
}
