package dev.lambdawatch;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.FindingSink;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Brings the calls of one event or trail file through the audit to the alerts.
///
/// A finding that cannot be told does not keep the others back: all are tried, then the failure is
/// thrown, so that whoever delivered the records delivers them again.
final class AuditLane implements Calls {
    private final Audit audit;
    private final FindingSink alerts;
    private final Log log;
    private int calls;
    private int findings;
    private int skipped;
    private @Nullable RuntimeException failure;

    private AuditLane(Audit audit, FindingSink alerts, Log log) {
        this.audit = audit;
        this.alerts = alerts;
        this.log = log;
    }

    /// @throws IOException if the bytes cannot be had
    /// @throws RuntimeException if a finding could not be told or kept
    static void read(Audit audit, FindingSink alerts, Log log, String place, InputStream in) throws IOException {
        AuditLane lane = new AuditLane(audit, alerts, log);
        audit.reader().read(place, in, lane);
        log.report(place + ": " + lane.calls + " calls, " + lane.findings + " findings, " + lane.skipped + " skipped");
        if (lane.failure != null) {
            throw lane.failure;
        }
    }

    @Override
    public void call(ApiCall call) {
        calls++;
        audit.examine(call, this::tell);
    }

    @Override
    public void skipped(String place, long index, String reason) {
        skipped++;
        log.warn("skipped record " + index + " of " + place + ": " + reason);
    }

    private void tell(Finding finding) {
        findings++;
        try {
            alerts.accept(finding);
        } catch (RuntimeException e) {
            if (failure == null) {
                failure = e;
            } else {
                failure.addSuppressed(e);
            }
        }
    }
}
