package dev.lambdawatch;

import dev.lambdawatch.alert.Alerts;
import dev.lambdawatch.alert.Approval;
import dev.lambdawatch.alert.HeldBack;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.sigma.Filter;

/// What the deployed monitor does with each finding: tells it, or keeps it marked.
record Outcomes(Alerts alerts, HeldBack heldBack) implements Verdicts {
    @Override
    public void accept(Finding finding) {
        alerts.accept(finding);
    }

    @Override
    public void suppressed(Finding finding, Filter filter) {
        heldBack.approved(
                finding,
                new Approval(filter.title(), filter.owner(), filter.ticket(), filter.expires(), filter.hash()));
    }

    @Override
    public void rehearsed(Finding finding) {
        heldBack.rehearsed(finding);
    }
}
