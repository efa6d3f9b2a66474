package dev.lambdawatch.cli;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `replay`: history through the deployed engine.
@Command(
        name = "replay",
        description =
                "Replays CloudTrail records, VPC flow logs and Route 53 Resolver query logs through the deployed engine.",
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            converter = Place.class,
            description =
                    "A file, a folder (with all below it) or s3://bucket/prefix. What it holds is told by its content.")
    private List<String> paths = List.of();

    @Mixin
    private ReplayOptions options = new ReplayOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default), ocsf or html.")
    private Format format = Format.TEXT;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Severity least = options.least.orElse(format.least());
        Diagnostics diagnostics = new Diagnostics(spec.commandLine().getErr());
        HuntPass hunts = HuntPass.asked(options.hunts);
        Replayed replayed =
                Replay.with(options.rules, options.history, diagnostics, hunts).run(Sources.at(paths));
        List<Finding> shown = Stream.concat(
                        replayed.findings().stream()
                                .filter(finding -> finding.severity().atLeast(least)),
                        replayed.hunted().stream())
                .toList();
        output.print(out -> format.print(shown, replayed.chronicle(), out));
        if (!options.history.quiet) {
            diagnostics.say(replayed.summary());
        }
        boolean met = options.failOn.isPresent()
                && replayed.findings().stream()
                        .anyMatch(finding -> finding.severity().atLeast(options.failOn.get()));
        return met ? Main.FINDING_MET : 0;
    }
}
