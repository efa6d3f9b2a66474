package dev.lambdawatch.cli;

import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `backtest`: what a change of rules, filters or settings would have done, as a diff of findings.
///
/// History is replayed twice: by what is in force now, and by what would be.
@Command(
        name = "backtest",
        description = "Replays history without and with a change of rules, filters or settings, and prints which"
                + " findings would be gone, milder, severer or new.",
        sortOptions = false)
final class BacktestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            converter = Place.class,
            description = "A file, a folder (with all below it) or s3://bucket/prefix, as for replay.")
    private List<String> paths = List.of();

    @Mixin
    private HistoryOptions history = new HistoryOptions();

    /// The change: of each kind that is not given, what is in force stays.
    @Mixin
    private RuleOptions change = new RuleOptions();

    @Option(
            names = "--current-rules",
            paramLabel = "DIR",
            description = "Sigma rules in force now beside the shipped ones (default: none).")
    private Optional<Path> rules = Optional.empty();

    @Option(
            names = "--current-filters",
            paramLabel = "DIR",
            description = "Sigma filters in force now (default: none).")
    private Optional<Path> filters = Optional.empty();

    @Option(
            names = "--current-settings",
            paramLabel = "FILE",
            description = "Settings in force now (default: the defaults).")
    private Optional<Path> settings = Optional.empty();

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "Exit with 2 if a finding of this level or above would be gone or milder.")
    private Optional<Severity> failOn = Optional.empty();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json, one object a line.")
    private DifferenceFormat format = DifferenceFormat.TEXT;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        if (!change.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "there is no change: give --rules, --filters or --settings");
        }
        RuleOptions current = change.instead(rules, filters, settings);
        List<Source> sources = Sources.at(paths);
        Diagnostics diagnostics = new Diagnostics(spec.commandLine().getErr());
        Replayed after = Replay.with(change.over(current), history, diagnostics).run(sources);
        // Damage in history was named above; what is in force was checked when it was put there.
        Diagnostics silent = new Diagnostics(new PrintWriter(Writer.nullWriter()));
        Replayed before = Replay.with(current, history, silent).run(sources);
        List<Difference> differences = Difference.between(before, after);
        output.print(out -> format.print(differences, unchanged(before, differences), out));
        return failOn.isPresent() && differences.stream().anyMatch(difference -> isMet(difference, failOn.get()))
                ? Main.FINDING_MET
                : 0;
    }

    private static int unchanged(Replayed before, List<Difference> differences) {
        long others = differences.stream()
                .filter(difference -> difference.kind() != Difference.Kind.NEW)
                .count();
        return before.findings().size() - Math.toIntExact(others);
    }

    private static boolean isMet(Difference difference, Severity level) {
        return difference.isLoss() && difference.before().orElseThrow().atLeast(level);
    }
}
