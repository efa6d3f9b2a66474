package dev.lambdawatch;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.Examiner;
import dev.lambdawatch.audit.Tally;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// Brings the calls of one event or trail file through the audit to the alerts.
final class AuditLane implements Calls {
    private final Audit audit;
    private final Examiner examiner;
    private final EachTold findings;
    private final Tally tally;
    private int calls;
    private final Skipped skipped;
    private final Consumer<ApiCall> canary;

    private AuditLane(Audit audit, Verdicts outcomes, Consumer<ApiCall> canary, Log log) {
        this.audit = audit;
        this.examiner = audit.examiner();
        this.canary = canary;
        this.findings = new EachTold(outcomes);
        this.tally = Tally.of(findings);
        this.skipped = new Skipped(log);
    }

    /// Reads and tells everything that can be.
    ///
    /// @param canary is handed the canary's own calls
    /// @throws IOException if the bytes cannot be had
    /// @throws RuntimeException if a finding could not be told or kept, or a call not be remembered
    static void read(Audit audit, Verdicts outcomes, Consumer<ApiCall> canary, Log log, String place, InputStream in)
            throws IOException {
        AuditLane lane = new AuditLane(audit, outcomes, canary, log);
        long turnedAway = audit.turnedAway();
        audit.reader().read(place, in, lane);
        lane.findings.attempt(lane.examiner::remember);
        log.report("%s: %d calls, %d findings, %d approved by filters, %d in dry-run, %d skipped"
                .formatted(
                        place,
                        lane.calls,
                        lane.findings.count(),
                        lane.tally.approved(),
                        lane.tally.rehearsed(),
                        lane.skipped.count()));
        lane.tally.byRule().forEach(count -> log.report(count.toString()));
        if (lane.tally.learning() > 0) {
            log.report("%s: %d findings rest on what is usual, which is still being learned"
                    .formatted(place, lane.tally.learning()));
        }
        if (audit.turnedAway() > turnedAway) {
            log.report("%s: %d times there was no room for more that is usual"
                    .formatted(place, audit.turnedAway() - turnedAway));
        }
        lane.findings.complain();
    }

    @Override
    public void call(ApiCall call) {
        calls++;
        if (audit.isCanary(call)) {
            canary.accept(call);
            return;
        }
        // What a call is remembered by may fail as well as what tells its findings; the next may do.
        findings.attempt(() -> examiner.examine(call, call.time(), tally));
    }

    @Override
    public void skipped(String place, long index, String reason) {
        skipped.add("record", index, place, reason);
    }
}
