package dev.lambdawatch.audit;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.FindingSink;
import dev.lambdawatch.sigma.Filter;

/// Hands on what is to be told and counts what is held back. Mutable, for one thread.
public final class Tally implements Verdicts {
    private final FindingSink told;
    private long approved;
    private long rehearsed;

    private Tally(FindingSink told) {
        this.told = told;
    }

    /// A tally that hands on to this sink; its exceptions are the caller's.
    public static Tally of(FindingSink told) {
        return new Tally(told);
    }

    @Override
    public void accept(Finding finding) {
        told.accept(finding);
    }

    @Override
    public void suppressed(Finding finding, Filter filter) {
        approved++;
    }

    @Override
    public void rehearsed(Finding finding) {
        rehearsed++;
    }

    /// Findings that a filter approved of.
    public long approved() {
        return approved;
    }

    /// Findings of rules in stage dry-run.
    public long rehearsed() {
        return rehearsed;
    }
}
