package dev.lambdawatch;

import dev.lambdawatch.audit.GuardDuty;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.finding.Finding;
import java.io.IOException;
import java.io.InputStream;

/// Brings the findings of GuardDuty in one event to the alerts.
final class GuardDutyLane implements GuardDuty.Reports {
    private final EachTold findings;
    private final Skipped skipped;
    private int ignored;

    private GuardDutyLane(Verdicts outcomes, Log log) {
        this.findings = new EachTold(outcomes);
        this.skipped = new Skipped(log);
    }

    /// Reads and tells everything that can be.
    ///
    /// @throws IOException if the bytes cannot be had
    /// @throws RuntimeException if a finding could not be told or kept
    static void read(Verdicts outcomes, Log log, String place, InputStream in) throws IOException {
        GuardDutyLane lane = new GuardDutyLane(outcomes, log);
        GuardDuty.read(place, in, lane);
        log.report("%s: %d findings of GuardDuty, %d not passed on, %d skipped"
                .formatted(place, lane.findings.count(), lane.ignored, lane.skipped.count()));
        lane.findings.complain();
    }

    @Override
    public void found(Finding finding) {
        findings.accept(finding);
    }

    @Override
    public void skipped(String place, long index, String reason) {
        skipped.add("finding", index, place, reason);
    }

    @Override
    public void ignored(String place, long index, String kind) {
        ignored++;
    }
}
