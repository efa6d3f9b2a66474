package dev.lambdawatch.join;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import java.time.Instant;

/// A change of what a function runs or of how it is reached.
///
/// @param function  its ARN without a qualifier
/// @param what      what was changed, in a word: `code`, `layers`, `function URL`
/// @param by        who did it, as people name them
/// @param call      the record of it
/// @param findingId the finding that told it; empty for a change that nobody minds
/// @param headline  that finding's; empty for a change that nobody minds
public record CodeChange(
        String function, String what, String by, Evidence.Call call, String findingId, String headline) {

    /// Whether it was a finding, which no filter approved of.
    public boolean unapproved() {
        return !findingId.isEmpty();
    }

    /// The same change, told by a finding.
    public CodeChange toldBy(Finding finding) {
        return new CodeChange(function, what, by, call, finding.id(), finding.headline());
    }

    /// The function's name.
    String name() {
        return name(function);
    }

    /// The name in an ARN.
    static String name(String function) {
        return function.substring(function.lastIndexOf(':') + 1);
    }

    public Instant time() {
        return call.time();
    }
}
