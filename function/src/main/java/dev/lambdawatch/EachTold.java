package dev.lambdawatch;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.FindingSink;
import org.jspecify.annotations.Nullable;

/// Hands findings on one by one, so that one that cannot be told does not keep the others back.
final class EachTold implements FindingSink {
    private final FindingSink next;
    private int count;
    private @Nullable RuntimeException failure;

    EachTold(FindingSink next) {
        this.next = next;
    }

    @Override
    public void accept(Finding finding) {
        count++;
        try {
            next.accept(finding);
        } catch (RuntimeException e) {
            if (failure == null) {
                failure = e;
            } else {
                failure.addSuppressed(e);
            }
        }
    }

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
