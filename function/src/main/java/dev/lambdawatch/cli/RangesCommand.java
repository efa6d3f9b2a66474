package dev.lambdawatch.cli;

import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.platform.Ranges;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ranges`: the table of platforms' addresses, from what their operators publish.
@Command(
        name = "ranges",
        description = "Makes the table of platforms' addresses from the files that their operators publish and says how"
                + " old and how large it is; without FOLDER it says that of the table of this build. A file that is"
                + " damaged or holds what is no prefix is named, and then no table is made.",
        sortOptions = false)
final class RangesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Files by the names aws-ip-ranges*.json, azure-TAG.txt, cloudflare-*.txt, fastly-*.json and"
                    + " google-*.json or .txt, each also with .gz; others are left alone.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--fetch",
            description =
                    "First fetch into FOLDER what AWS, Cloudflare, Fastly and Google publish. Azure's lists have no"
                            + " lasting address: those in FOLDER are used.")
    private boolean fetch;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Diagnostics diagnostics = new Diagnostics(spec.commandLine().getErr());
        if (folder.isEmpty()) {
            if (fetch || output.isFile()) {
                throw new ParameterException(spec.commandLine(), "--fetch and --output need a FOLDER");
            }
            describe(Platforms.bundled(), diagnostics);
            return 0;
        }
        if (fetch) {
            new PublishedLists(Ranges.PUBLISHED).fetch(folder.get());
        }
        Ranges ranges = Ranges.read(folder.get());
        ranges.skipped().forEach(diagnostics::warn);
        if (!ranges.skipped().isEmpty() || ranges.size() == 0) {
            diagnostics.say("no table is made: " + ranges.size() + " prefixes were read, "
                    + ranges.skipped().size() + " lines or files refused");
            return Main.FAILED;
        }
        String table = ranges.table();
        describe(Platforms.of(table), diagnostics);
        output.print(out -> out.print(table));
        return 0;
    }

    private static void describe(Platforms platforms, Diagnostics diagnostics) {
        diagnostics.say("as of " + (platforms.asOf().isEmpty() ? "no known day" : platforms.asOf()));
        platforms
                .sizes()
                .forEach((operator, prefixes) ->
                        diagnostics.say(String.format(Locale.ROOT, "%s: %,d prefixes", operator, prefixes)));
    }
}
