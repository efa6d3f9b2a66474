package dev.lambdawatch;

import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.beacon.Beacons;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.sigma.Filter;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Hands findings on one by one, so that one that cannot be told does not keep the others back.
final class EachTold implements Verdicts, Beacons.Verdicts {
    private final Verdicts next;
    private final UnaryOperator<Finding> first;
    private int count;
    private @Nullable RuntimeException failure;

    EachTold(Verdicts next) {
        this(next, UnaryOperator.identity());
    }

    /// @param first what is done with a finding before it is told
    EachTold(Verdicts next, UnaryOperator<Finding> first) {
        this.next = next;
        this.first = first;
    }

    @Override
    public void accept(Finding finding) {
        count++;
        attempt(() -> next.accept(first.apply(finding)));
    }

    @Override
    public void suppressed(Finding finding, Filter filter) {
        attempt(() -> next.suppressed(finding, filter));
    }

    @Override
    public void rehearsed(Finding finding) {
        attempt(() -> next.rehearsed(finding));
    }

    @Override
    public void learning(Finding finding) {
        attempt(() -> next.learning(finding));
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            if (failure == null) {
                failure = e;
            } else {
                failure.addSuppressed(e);
            }
        }
    }

    /// Findings that were to be told.
    int count() {
        return count;
    }

    /// To be called at the end: whoever delivered the records delivers them again.
    ///
    /// @throws RuntimeException if a finding could not be told or kept, the first of them
    void complain() {
        if (failure != null) {
            throw failure;
        }
    }
}
