package dev.lambdawatch;

import dev.lambdawatch.alert.Approval;
import dev.lambdawatch.alert.HeldBack;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.content.Organization;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.FindingSink;
import dev.lambdawatch.sigma.Filter;

/// What the deployed monitor does with each finding: tells it, or keeps it marked.
///
/// @param alerts       name the accounts by themselves
/// @param organization names those of what is kept
record Outcomes(FindingSink alerts, HeldBack heldBack, Organization organization) implements Verdicts {
    @Override
    public void accept(Finding finding) {
        alerts.accept(finding);
    }

    @Override
    public void suppressed(Draft finding, Filter filter) {
        heldBack.approved(
                finding.changed(organization::named),
                new Approval(filter.title(), filter.owner(), filter.ticket(), filter.expires(), filter.hash()));
    }

    @Override
    public void rehearsed(Draft finding) {
        heldBack.rehearsed(finding.changed(organization::named));
    }

    @Override
    public void learning(Draft finding) {
        heldBack.learning(finding.changed(organization::named));
    }
}
