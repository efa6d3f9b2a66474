package dev.lambdawatch;

import dev.lambdawatch.alert.Approval;
import dev.lambdawatch.alert.HeldBack;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.content.Organization;
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
    public void suppressed(Finding finding, Filter filter) {
        heldBack.approved(
                organization.named(finding),
                new Approval(filter.title(), filter.owner(), filter.ticket(), filter.expires(), filter.hash()));
    }

    @Override
    public void rehearsed(Finding finding) {
        heldBack.rehearsed(organization.named(finding));
    }

    @Override
    public void learning(Finding finding) {
        heldBack.learning(organization.named(finding));
    }
}
