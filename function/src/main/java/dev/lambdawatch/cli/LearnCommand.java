package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.join.FunctionHistory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learn`: filters from history, for review.
@Command(
        name = "learn",
        description = "Proposes Sigma filters for what history shows to be usual: who does what to which function from"
                + " where. They are refused until a person has filled in owner, ticket and expires. What rules in stage"
                + " dry-run find is what teaches, and medium findings of roles that no person signs in to; never refused calls, nor principals with a"
                + " finding at high or above.",
        sortOptions = false)
final class LearnCommand implements Callable<Integer> {
    /// More than a person reviews.
    private static final int PROPOSALS = 500;

    /// Reasons why something was left out.
    private static final int SHOWN = 50;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            converter = Place.class,
            description = "CloudTrail records: a file, a folder (with all below it) or s3://bucket/prefix.")
    private List<String> paths = List.of();

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Mixin
    private SpanOptions times = new SpanOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Span span = times.span();
        Diagnostics diagnostics = new Diagnostics(spec.commandLine().getErr());
        Audit audit = rules.audit(rules.filters(diagnostics), FunctionHistory.inMemory(), diagnostics);
        Lessons lessons = new Lessons(audit.correlationNames());
        long calls = CallHistory.examine(Sources.at(paths), audit, span, lessons, diagnostics);
        List<Proposal> proposals = lessons.proposals();
        String yaml = proposals.stream().limit(PROPOSALS).map(Proposal::yaml).collect(Collectors.joining("---\n"));
        output.print(out -> out.print(yaml));
        List<String> leftOut = lessons.leftOut();
        leftOut.stream().limit(SHOWN).forEach(reason -> diagnostics.say("left out: " + reason));
        if (leftOut.size() > SHOWN) {
            diagnostics.say("left out for other reasons: " + (leftOut.size() - SHOWN));
        }
        if (proposals.size() > PROPOSALS) {
            diagnostics.say(
                    "left out: " + Counted.text(proposals.size() - PROPOSALS, "proposal") + " beyond " + PROPOSALS);
        }
        diagnostics.say("%s from %s"
                .formatted(
                        Counted.text(Math.min(proposals.size(), PROPOSALS), "proposal"), Counted.text(calls, "call")));
        return 0;
    }
}
