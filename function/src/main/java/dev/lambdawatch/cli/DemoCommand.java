package dev.lambdawatch.cli;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `demo`: the bundled story of an intrusion through the same engine.
@Command(
        name = "demo",
        description = "Replays the bundled story of an intrusion: prints the alerts and writes a report.")
final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where the report goes (default: lambdawatch-demo.html).")
    private Path output = Path.of("lambdawatch-demo.html");

    @Override
    public Integer call() throws IOException {
        Diagnostics diagnostics = new Diagnostics(spec.commandLine().getErr());
        Replayed replayed = Replay.with(new RuleOptions(), new HistoryOptions(), diagnostics)
                .run(List.of(sample("trail.json"), sample("flow.log")));
        List<Finding> alerts = replayed.findings().stream()
                .filter(finding -> finding.severity().atLeast(Severity.MEDIUM))
                .toList();
        Format.TEXT.print(alerts, replayed.chronicle(), spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        try (PrintWriter report = new PrintWriter(Files.newBufferedWriter(output))) {
            Format.HTML.print(replayed.findings(), replayed.chronicle(), report);
        }
        diagnostics.say(replayed.summary());
        diagnostics.say("The report with all findings, low ones among them: " + output);
        return 0;
    }

    private static Source sample(String name) {
        return new Source("demo/" + name, 0, () -> {
            InputStream resource = DemoCommand.class.getResourceAsStream("/samples/" + name);
            if (resource == null) {
                throw new IOException("the jar lacks samples/" + name);
            }
            return resource;
        });
    }
}
