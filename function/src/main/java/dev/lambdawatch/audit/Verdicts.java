package dev.lambdawatch.audit;

import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.FindingSink;
import dev.lambdawatch.sigma.Filter;

/// What becomes of each finding of an audit: told, or kept back for a reason that is named.
@FunctionalInterface
public interface Verdicts extends FindingSink {

    /// A finding that a filter approves of. It is still a finding, to be stored and counted.
    default void suppressed(Draft finding, Filter filter) {}

    /// A finding of a rule in stage dry-run.
    default void rehearsed(Draft finding) {}

    /// A finding that rests on what is usual, where that has not been watched for long enough to say.
    default void learning(Draft finding) {}
}
