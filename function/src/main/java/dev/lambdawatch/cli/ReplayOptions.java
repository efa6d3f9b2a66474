package dev.lambdawatch.cli;

import dev.lambdawatch.finding.Severity;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of a replay.
final class ReplayOptions {
    @Mixin
    RuleOptions rules = new RuleOptions();

    @Mixin
    HistoryOptions history = new HistoryOptions();

    @Option(
            names = "--min-severity",
            paramLabel = "LEVEL",
            description =
                    "Print findings from this level up: informational (default for ocsf), low, medium (default), high, critical.")
    Optional<Severity> least = Optional.empty();

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "Exit with 2 if there is a finding of this level or above.")
    Optional<Severity> failOn = Optional.empty();

    @Option(
            names = "--hunts",
            description =
                    "Also print what three published hunts report, whatever --min-severity, and beside each beacon what they say of it.")
    boolean hunts;
}
