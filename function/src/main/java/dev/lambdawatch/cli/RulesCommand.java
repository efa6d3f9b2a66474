package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.ShippedRules;
import dev.lambdawatch.rule.BeaconRules;
import dev.lambdawatch.sigma.Correlation;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Refusal;
import dev.lambdawatch.sigma.Rule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `rules`: what a folder of Sigma files says, before it is deployed.
@Command(name = "rules", description = "Checks, lists and tests Sigma rules, correlations and filters.")
final class RulesCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Command(
            name = "check",
            description = "Puts every file at or below DIR into force beside the shipped rules, and names what is"
                    + " refused or looks wrong."
                    + " Exit code 1 if anything is refused.")
    int check(@Parameters(paramLabel = "DIR") Path folder) throws IOException {
        RuleFiles files = RuleFiles.below(folder);
        Trial trial = Trial.of(files, Instant.now());
        List<Refusal> refusals = Stream.concat(files.refusals().stream(), trial.refusals().stream())
                .toList();
        refusals.forEach(
                refusal -> say("%s: refused: '%s': %s".formatted(refusal.place(), refusal.title(), refusal.reason())));
        Stream.concat(files.notices().stream(), trial.notices().stream())
                .forEach(notice ->
                        say("%s: look at: '%s': %s".formatted(notice.place(), notice.title(), notice.text())));
        int parsed = files.rules().size()
                + files.correlations().size()
                + files.filters().size();
        say(parsed - trial.refusals().size() + " in force, " + refusals.size() + " refused");
        return refusals.isEmpty() ? 0 : Main.FAILED;
    }

    /// Names what of a file is refused, and returns how much that is.
    private int refused(RuleFiles.RuleFile file) {
        List<Refusal> refusals = Stream.concat(file.parsed().refusals().stream(), file.screened().refusals().stream())
                .toList();
        refusals.forEach(
                refusal -> say("%s: refused: '%s': %s".formatted(refusal.place(), refusal.title(), refusal.reason())));
        return refusals.size();
    }

    @Command(
            name = "list",
            description = "Lists what is in force in every file at or below DIR, or without DIR what is shipped, one a"
                    + " line: kind, level, name or id, title.")
    int list(@Parameters(arity = "0..1", paramLabel = "DIR") Optional<Path> folder) throws IOException {
        if (folder.isEmpty()) {
            list(ShippedRules.all(), ShippedRules.correlations(), List.of());
            return 0;
        }
        for (RuleFiles.RuleFile file : RuleFiles.below(folder.get()).files()) {
            list(
                    file.parsed().rules(),
                    file.parsed().correlations(),
                    file.parsed().filters());
        }
        return 0;
    }

    private void list(List<Rule> rules, List<Correlation> correlations, List<Filter> filters) {
        rules.forEach(rule -> line("rule", rule.level(), nameOf(rule), rule.title()));
        correlations.forEach(
                correlation -> line("correlation", correlation.level(), nameOf(correlation), correlation.title()));
        filters.forEach(filter -> line("filter", "-", nameOf(filter), filter.title()));
    }

    @Command(
            name = "test",
            description =
                    "Runs each rule and correlation of DIR against its samples, NAME/finds/ and NAME/silent/ beside its file."
                            + " Exit code 1 if a rule has none, fails one or is refused.")
    int test(@Parameters(paramLabel = "DIR") Path folder) throws IOException {
        RuleFiles files = RuleFiles.below(folder);
        boolean passed = true;
        for (RuleFiles.RuleFile file : files.files()) {
            passed &= refused(file) == 0;
            Rulebook inUse = file.screened().book();
            for (Rule rule : inUse.rules()) {
                if (BeaconRules.concerns(rule)) {
                    say(nameOf(rule)
                            + ": is on beacons, which a sample of records is too short for; see replay --rules");
                    continue;
                }
                passed &= told(nameOf(rule), SampleRun.of(rule, file.path()));
            }
            for (Correlation correlation : inUse.correlations()) {
                passed &= told(nameOf(correlation), SampleRun.of(correlation, files, file.path()));
            }
        }
        return passed ? 0 : Main.FAILED;
    }

    private boolean told(String name, SampleRun run) {
        say("%-50s %s".formatted(name, run.verdict()));
        return run.passed();
    }

    private void line(String kind, String level, String name, String title) {
        say("%-11s  %-13s  %-44s  %s".formatted(kind, level.isEmpty() ? "-" : level, name, title));
    }

    private void say(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Terminal.plain(text));
    }

    private static String nameOf(Rule rule) {
        return firstOf(List.of(rule.name(), rule.id(), rule.title()));
    }

    private static String nameOf(Correlation correlation) {
        return firstOf(List.of(correlation.name(), correlation.id(), correlation.title()));
    }

    private static String nameOf(Filter filter) {
        return firstOf(List.of(filter.id(), filter.title()));
    }

    private static String firstOf(List<String> names) {
        return names.stream().filter(name -> !name.isEmpty()).findFirst().orElse("-");
    }
}
