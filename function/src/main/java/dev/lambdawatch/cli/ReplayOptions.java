package dev.lambdawatch.cli;

import dev.lambdawatch.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The options of a replay.
final class ReplayOptions {
    @Mixin
    RuleOptions rules = new RuleOptions();

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            description = "Leave out records before it, as 2026-01-31T10:00:00Z.")
    Instant from = Instant.MIN;

    @Option(names = "--to", paramLabel = "INSTANT", description = "Leave out records at or after it.")
    Instant to = Instant.MAX;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            description =
                    "How far apart the windows are over which beacons are scored: 12h (default); 1h is as deployed.",
            converter = Hours.class)
    Duration every = Duration.ofHours(12);

    @Option(
            names = "--min-severity",
            paramLabel = "LEVEL",
            description =
                    "Print findings from this level up: informational (default for ocsf), low, medium (default), high, critical.")
    Optional<String> least = Optional.empty();

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "Exit with 2 if there is a finding of this level or above.")
    Optional<String> failOn = Optional.empty();

    @Option(names = "--quiet", description = "No progress and no summary.")
    boolean quiet;

    /// A number of hours: `12h`.
    static final class Hours implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("[1-9]\\d{0,2}h")) {
                throw new TypeConversionException("a number of hours is wanted, as 12h, not '" + text + "'");
            }
            return Duration.parse("PT" + text);
        }
    }

    Optional<Severity> failOn() {
        return failOn.map(Severity::parse);
    }
}
