package dev.lambdawatch.cli;

import dev.lambdawatch.alert.Chronicle;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `replay`: history through the deployed engine.
@Command(
        name = "replay",
        description = "Replays CloudTrail records and VPC flow logs through the deployed engine.",
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description =
                    "A file, a folder (with all below it) or s3://bucket/prefix. What it holds is told by its content.")
    private List<String> paths = List.of();

    @Mixin
    private ReplayOptions options = new ReplayOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default), ocsf or html.")
    private Format format = Format.TEXT;

    @Option(names = "--output", paramLabel = "FILE", description = "Write there instead of to standard output.")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Severity least = level(options.least).orElse(format.least());
        Optional<Severity> failOn = level(options.failOn);
        Diagnostics diagnostics = new Diagnostics(spec.commandLine().getErr());
        HuntPass hunts = HuntPass.asked(options.hunts);
        Replayed replayed =
                Replay.with(options.rules, options.history, diagnostics, hunts).run(Sources.at(paths));
        List<Finding> shown = Stream.concat(
                        replayed.findings().stream()
                                .filter(finding -> finding.severity().atLeast(least)),
                        replayed.hunted().stream())
                .toList();
        print(shown, replayed.chronicle());
        if (!options.history.quiet) {
            diagnostics.say(replayed.summary());
        }
        boolean met = failOn.isPresent()
                && replayed.findings().stream()
                        .anyMatch(finding -> finding.severity().atLeast(failOn.get()));
        return met ? Main.FINDING_MET : 0;
    }

    private Optional<Severity> level(Optional<String> name) {
        try {
            return name.map(Severity::parse);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void print(List<Finding> findings, Chronicle chronicle) throws IOException {
        if (output.isEmpty()) {
            format.print(findings, chronicle, spec.commandLine().getOut());
            return;
        }
        try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(output.get()))) {
            format.print(findings, chronicle, file);
            if (file.checkError()) {
                throw new IOException("cannot write to " + output.get());
            }
        }
    }
}
