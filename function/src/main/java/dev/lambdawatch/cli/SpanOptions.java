package dev.lambdawatch.cli;

import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which time of history is looked at.
final class SpanOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            description = "Leave out records before it, as 2026-01-31T10:00:00Z.")
    private Instant from = Instant.MIN;

    @Option(names = "--to", paramLabel = "INSTANT", description = "Leave out records at or after it.")
    private Instant to = Instant.MAX;

    /// @throws ParameterException if there is no time between its ends: an answer without a finding
    ///     would be taken for one
    Span span() {
        if (!from.isBefore(to)) {
            throw new ParameterException(command.commandLine(), "--from " + from + " is not before --to " + to);
        }
        return new Span(from, to);
    }
}
