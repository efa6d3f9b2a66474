package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.Estate;
import dev.lambdawatch.audit.Examiner;
import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import dev.lambdawatch.dns.Queries;
import dev.lambdawatch.dns.Query;
import dev.lambdawatch.dns.ResolverLog;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.rule.RowMatches;
import dev.lambdawatch.rule.RowRules;
import dev.lambdawatch.sigma.Correlation;
import dev.lambdawatch.sigma.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// One rule or correlation against its samples.
///
/// @param finds  samples that it must find, and how many it found
/// @param silent samples on which it must be silent, and on how many it was
/// @param faults what went wrong, one a sample
record SampleRun(Score finds, Score silent, List<String> faults) {

    record Score(int right, int all) {}

    /// What is found in a sample.
    @FunctionalInterface
    private interface Judge {
        /// @param faults hear of what is wrong with the sample
        List<Finding> findings(Path sample, List<String> faults) throws IOException;
    }

    /// Runs the samples in `NAME/finds` and `NAME/silent` beside the rule's file, where `NAME` is the
    /// file's name without its ending. Each sample meets an audit that has seen nothing yet.
    static SampleRun of(Rule rule, Path file) throws IOException {
        if (RowRules.concerns(rule)) {
            RowRules rules = RowRules.of(Rulebook.of(List.of(rule)));
            return of((sample, faults) -> findings(rules, sample, faults), finding -> true, file);
        }
        return of(
                (sample, faults) -> findings(Audit.of(List.of(rule), Set.of(), ""), sample, faults),
                finding -> true,
                file);
    }

    /// The same for a correlation over the rules of its folder.
    static SampleRun of(Correlation correlation, RuleFiles files, Path file) throws IOException {
        Rulebook book = new Rulebook(files.rules(), files.correlations(), List.of(), Map.of());
        return of(
                (sample, faults) -> findings(Audit.of(book, new Estate(Set.of(), "", Set.of())), sample, faults),
                finding -> finding.detection().version().equals(correlation.hash()),
                file);
    }

    private static SampleRun of(Judge judge, Predicate<Finding> wanted, Path file) throws IOException {
        Path samples = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.ya?ml$", ""));
        List<String> faults = new ArrayList<>();
        Score finds = score(judge, wanted, samples.resolve("finds"), true, faults);
        Score silent = score(judge, wanted, samples.resolve("silent"), false, faults);
        return new SampleRun(finds, silent, faults);
    }

    boolean passed() {
        return finds.all > 0 && silent.all > 0 && faults.isEmpty();
    }

    String verdict() {
        String counts = "finds %d/%d, silent %d/%d".formatted(finds.right, finds.all, silent.right, silent.all);
        if (finds.all == 0 || silent.all == 0) {
            return counts + ": it needs samples of both kinds";
        }
        return faults.isEmpty() ? counts : counts + ": " + String.join("; ", faults);
    }

    private static Score score(Judge judge, Predicate<Finding> wanted, Path folder, boolean find, List<String> faults)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            return new Score(0, 0);
        }
        int right = 0;
        int all = 0;
        try (Stream<Path> samples = Files.list(folder)) {
            for (Path sample : samples.sorted().toList()) {
                all++;
                if (judge.findings(sample, faults).stream().anyMatch(wanted) == find) {
                    right++;
                } else {
                    faults.add((find ? "does not find " : "is not silent on ") + sample.getFileName());
                }
            }
        }
        return new Score(right, all);
    }

    /// What is found in a sample, of a rule in dry-run as well.
    private static List<Finding> findings(Audit audit, Path sample, List<String> faults) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Verdicts all = into(findings);
        Examiner examiner = audit.examiner();
        try (InputStream in = Files.newInputStream(sample)) {
            audit.reader().read(sample.toString(), in, new Calls() {
                @Override
                public void call(ApiCall call) {
                    examiner.examine(call, call.time(), all);
                }

                @Override
                public void skipped(String place, long index, String reason) {
                    faults.add(place + " record " + index + ": " + reason);
                }
            });
        }
        examiner.remember();
        return findings;
    }

    /// The same of a rule on rows of Resolver logs.
    private static List<Finding> findings(RowRules rules, Path sample, List<String> faults) throws IOException {
        RowMatches matches = rules.look();
        try (InputStream in = Files.newInputStream(sample)) {
            ResolverLog.read(sample.toString(), in, new Queries() {
                @Override
                public void query(Query query) {
                    matches.add(query);
                }

                @Override
                public void skipped(String place, long line, String reason) {
                    faults.add(place + " line " + line + ": " + reason);
                }
            });
        }
        List<Finding> findings = new ArrayList<>();
        matches.tell(into(findings));
        return findings;
    }

    private static Verdicts into(List<Finding> findings) {
        return new Verdicts() {
            @Override
            public void accept(Finding finding) {
                findings.add(finding);
            }

            @Override
            public void rehearsed(Draft finding) {
                findings.add(finding.finding());
            }
        };
    }
}
