package dev.lambdawatch.cli;

import dev.lambdawatch.content.AddressRanges;
import dev.lambdawatch.platform.Platforms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Which part of history is replayed, and how.
final class HistoryOptions {
    @Mixin
    SpanOptions times = new SpanOptions();

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            description =
                    "How far apart the windows are over which beacons are scored: 12h (default); 1h is as deployed.",
            converter = Hours.class)
    Duration every = Duration.ofHours(12);

    @Option(
            names = "--ranges",
            paramLabel = "FILE",
            description = "The table of platforms' addresses, as `ranges` makes it, in place of the one of this build.")
    Optional<Path> ranges = Optional.empty();

    @Option(
            names = "--functions",
            paramLabel = "FILE",
            description =
                    "The output of aws lambda list-functions (several may follow each other): which functions may be behind an"
                            + " interface that no record of an invocation names. Records of changes tell it of changed ones.")
    Optional<Path> functions = Optional.empty();

    @Option(names = "--quiet", description = "No progress and no summary.")
    boolean quiet;

    /// Whose addresses are whose.
    ///
    /// @throws IOException if the table cannot be read, or is none, naming it
    Platforms platforms() throws IOException {
        return ranges.isPresent()
                ? Failure.naming(
                        ranges.get(),
                        () -> Platforms.of(new String(
                                GivenFile.bytes(ranges.get(), AddressRanges.LARGEST_FILE), StandardCharsets.UTF_8)))
                : Platforms.bundled();
    }

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
}
