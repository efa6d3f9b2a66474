package dev.lambdawatch.audit;

import dev.lambdawatch.sigma.Correlation;
import dev.lambdawatch.sigma.Correlations;
import dev.lambdawatch.sigma.Described;
import dev.lambdawatch.sigma.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `docs/findings.md`: what the shipped rules find, made from the rules themselves.
final class FindingsDocument {
    private static final List<String> LEVELS = List.of("critical", "high", "medium", "low", "informational");

    private static final String HEAD = """
            # Findings

            What the shipped rules find, from their own files in `function/src/main/resources/rules/`. Written by
            `FindingsDocumentTest`; a change here is lost.

            **Level.** Critical, high and medium go out at once; low and informational are kept and shown by `replay`. The setting
            `publishFrom` moves the line.

            **Lane A** is EventBridge: a call is judged about a minute after it was made, in every Region in which the monitor
            or its forwarder stands. It is best effort, and needs a trail that logs reads and writes. **Lane B** is the trail's
            files: about five minutes, sometimes fifteen, complete. Whatever lane A brings comes once more by lane B and is one
            finding.

            **Stage.** A rule in *dry-run* is counted and told to nobody. The setting `stages` switches a rule on or off by its
            name.

            **Who.** A principal is a person (a user, a single sign-on or console session), root, external (another account), a
            service, a runtime (credentials that a function, an instance or a task was given) or automation (any other role).
            "Someone who is not a pipeline" is a person, root, external or a runtime.

            **Bursts and sequences** count different calls, not records or pages, of one principal (or one key, or one function)
            within a time that slides. Each is told once, with the calls behind it, and again only after a pause; further calls
            of a burst are kept as repeats of it, up to a hundred.

            **What is new** (a newcomer, an unused Region, another network) is known after changes, or direct invocations, of the
            account were watched for 14 days; until then it is kept and told to nobody. Forgotten is what was not met in 90 days.
            Only calls that succeeded teach, never those of services or of the monitor. A finding at medium or above teaches
            nothing until it has gone on for 14 days or a filter approves of it.

            **GuardDuty.** What GuardDuty finds about Lambda functions (types `...:Lambda/...`) is passed on as `guardduty_lambda`,
            by lane A, at GuardDuty's own severity: low below 4, medium below 7, high below 9, critical. It sees the traffic of
            functions that are attached to no VPC. An update of a finding is the same finding; of one type and one function there is
            one. What GuardDuty's suppression rules archive is not passed on; `stages` and filters do not touch it. Needs GuardDuty
            with Lambda Protection.

            **The join.** `changed_function_beacons` (critical; T1584.007, T1071.001, T1648): a beacon from a network interface behind
            which a function ran whose code, layers or URL somebody changed in the seven days before, by a change that was a
            finding of medium or above, or part of one. It names both findings and stands in the beacon's place. High where several
            functions ran behind the interface meanwhile, or where no flow log from before the change shows that it did not beacon then.
            Which function ran behind which interface is read from records of invocations: Lambda data events (lane B). Without them functions that
            were changed in the interface's subnet are candidates, by the records of these changes, and it is high at most. It needs flow logs.

            **No rule** finds `detection_content_changed`: the monitor itself tells when rules, filters, settings or the table of
            platforms' addresses in its state bucket have changed, at high where more is approved, and nothing silences it ([how](operations.md#rules-filters-and-settings)).
            """;

    private FindingsDocument() {}

    /// What is told by itself; what only counts towards a burst or sequence is left out.
    static String of(List<Rule> rules, List<Correlation> correlations) {
        Correlations known = Correlations.of(correlations, rules);
        List<Described> sorted = Stream.<Described>concat(rules.stream(), correlations.stream())
                .filter(known::tells)
                .sorted(Comparator.comparingInt((Described rule) -> LEVELS.indexOf(rule.level()))
                        .thenComparing(Described::name))
                .toList();
        return HEAD + "\n" + table(sorted) + "\n"
                + sorted.stream().map(FindingsDocument::section).collect(Collectors.joining("\n"));
    }

    private static String table(List<Described> rules) {
        return "| level | rule | finds | lane | samples |\n|---|---|---|---|---|\n"
                + rules.stream()
                        .map(rule -> "| %s | [%s](#%s) | %s | %s | %d / %d |\n"
                                .formatted(
                                        rule.level() + (stage(rule).isEmpty() ? "" : ", " + stage(rule)),
                                        rule.name(),
                                        rule.name(),
                                        rule.title(),
                                        text(rule, "lane")
                                                + (text(rule, "needs").isEmpty() ? "" : " \\*"),
                                        samples(rule, "finds"),
                                        samples(rule, "silent")))
                        .collect(Collectors.joining())
                + "\n\\* needs more than a trail of management events, see there. Samples: records or stories that the rule"
                + " must find /\nmust not find; each is a test.\n";
    }

    private static int samples(Described rule, String kind) {
        Path folder = Path.of("src/test/resources/rules", rule.name(), kind);
        try (Stream<Path> files = Files.list(folder)) {
            return Math.toIntExact(files.count());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static String section(Described rule) {
        return "## " + rule.name() + "\n\n"
                + "**" + rule.title() + "** · " + rule.level() + " · lane " + text(rule, "lane")
                + (stage(rule).isEmpty() ? "" : " · " + stage(rule))
                + " · " + techniques(rule) + "\n\n"
                + rule.description() + "\n\n"
                + (text(rule, "needs").isEmpty() ? "" : "Needs " + text(rule, "needs") + ".\n\n")
                + "Looks the same but is harmless:\n\n"
                + rule.falsePositives().stream()
                        .map(harmless -> "- " + harmless + "\n")
                        .collect(Collectors.joining());
    }

    private static String techniques(Described rule) {
        return "ATT&CK " + text(rule, "attack_version") + ": "
                + rule.tags().stream()
                        .filter(tag -> tag.matches("attack\\.t\\d.*"))
                        .map(tag -> tag.substring("attack.".length()).toUpperCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    private static String stage(Described rule) {
        Stage stage = Stage.of(rule);
        return stage == Stage.ON ? "" : stage.text();
    }

    private static String text(Described rule, String key) {
        return rule.custom().getOrDefault(key, "").toString();
    }
}
