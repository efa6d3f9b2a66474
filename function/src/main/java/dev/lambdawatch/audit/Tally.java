package dev.lambdawatch.audit;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.sigma.Filter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Hands on verdicts and counts them, by rule. Mutable, for one thread.
public final class Tally implements Verdicts {
    private final Verdicts next;
    private final Map<String, Count> counts = new TreeMap<>();
    private long learning;

    /// How often a rule found something, and what became of it.
    ///
    /// @param rule      its name, or title where it has none
    /// @param found     to be told
    /// @param approved  by a filter
    /// @param rehearsed in stage dry-run
    public record Count(String rule, long found, long approved, long rehearsed) {

        private static Count zero(String rule) {
            return new Count(rule, 0, 0, 0);
        }

        private Count plus(long moreFound, long moreApproved, long moreRehearsed) {
            return new Count(rule, found + moreFound, approved + moreApproved, rehearsed + moreRehearsed);
        }

        /// One line, to be searched for in a log.
        @Override
        public String toString() {
            return "rule %s: %d found, %d approved, %d in dry-run".formatted(rule, found, approved, rehearsed);
        }
    }

    private Tally(Verdicts next) {
        this.next = next;
    }

    /// A tally that hands on to these; their exceptions are the caller's.
    public static Tally of(Verdicts next) {
        return new Tally(next);
    }

    @Override
    public void accept(Finding finding) {
        count(finding.detection(), 1, 0, 0);
        next.accept(finding);
    }

    @Override
    public void suppressed(Draft finding, Filter filter) {
        count(finding.detection(), 0, 1, 0);
        next.suppressed(finding, filter);
    }

    @Override
    public void rehearsed(Draft finding) {
        count(finding.detection(), 0, 0, 1);
        next.rehearsed(finding);
    }

    @Override
    public void learning(Draft finding) {
        learning++;
        next.learning(finding);
    }

    private void count(Detection detection, long found, long approved, long rehearsed) {
        String rule = detection.name();
        counts.put(rule, counts.getOrDefault(rule, Count.zero(rule)).plus(found, approved, rehearsed));
    }

    /// The counts of each rule that found something, by the names of the rules.
    public List<Count> byRule() {
        return List.copyOf(counts.values());
    }

    /// Findings that a filter approved of.
    public long approved() {
        return counts.values().stream().mapToLong(Count::approved).sum();
    }

    /// Findings of rules in stage dry-run.
    public long rehearsed() {
        return counts.values().stream().mapToLong(Count::rehearsed).sum();
    }

    /// Findings that rest on what is usual, where that is not known yet.
    public long learning() {
        return learning;
    }
}
