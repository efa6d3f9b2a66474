package dev.lambdawatch;

import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.beacon.Beacons;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.sigma.Filter;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hands findings on one by one, so that one that cannot be told does not keep the others back.
final class EachTold implements Verdicts, Beacons.Verdicts {
    /// Failures told in the end beside the first.
    private static final int MORE = 10;

    private final Verdicts next;
    private final BiFunction<Finding, Consumer<RuntimeException>, Finding> first;
    private int count;
    private int failures;
    private @Nullable RuntimeException failure;

    EachTold(Verdicts next) {
        this(next, (finding, _) -> finding);
    }

    /// @param first what is done with a finding before it is told; it goes on where that fails,
    ///     and the failure is kept for the end
    EachTold(Verdicts next, BiFunction<Finding, Consumer<RuntimeException>, Finding> first) {
        this.next = next;
        this.first = first;
    }

    @Override
    public void accept(Finding finding) {
        count++;
        attempt(() -> next.accept(first.apply(finding, this::failed)));
    }

    @Override
    public void suppressed(Draft finding, Filter filter) {
        attempt(() -> next.suppressed(finding, filter));
    }

    @Override
    public void suppressed(Finding beacon, Filter filter) {
        suppressed(Draft.of(beacon), filter);
    }

    @Override
    public void rehearsed(Draft finding) {
        attempt(() -> next.rehearsed(finding));
    }

    @Override
    public void learning(Draft finding) {
        attempt(() -> next.learning(finding));
    }

    /// Does something for one of many, and keeps its failure for the end.
    void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /// Keeps a failure for the end; of many the first ones.
    void failed(RuntimeException e) {
        failures++;
        if (failure == null) {
            failure = e;
        } else if (failures <= MORE + 1 && !failure.equals(e)) {
            failure.addSuppressed(e);
        }
    }

    /// Findings that were to be told.
    int count() {
        return count;
    }

    /// To be called at the end: whoever delivered the records delivers them again.
    ///
    /// @throws RuntimeException the first failure
    void complain() {
        if (failure != null) {
            throw failure;
        }
    }
}
