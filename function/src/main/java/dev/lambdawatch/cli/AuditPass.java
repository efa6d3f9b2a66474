package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import dev.lambdawatch.finding.FindingSink;

/// Examines the calls of a replay and counts them.
final class AuditPass implements Calls {
    private final Audit audit;
    private final Span span;
    private final FindingSink findings;
    private final Diagnostics diagnostics;
    private long records;
    private long skipped;

    AuditPass(Audit audit, Span span, FindingSink findings, Diagnostics diagnostics) {
        this.audit = audit;
        this.span = span;
        this.findings = findings;
        this.diagnostics = diagnostics;
    }

    @Override
    public void call(ApiCall call) {
        records++;
        if (span.holds(call.time())) {
            audit.examine(call, findings);
        }
    }

    @Override
    public void skipped(String place, long index, String reason) {
        skipped++;
        diagnostics.warn(place + ": record " + index + " skipped: " + reason);
    }

    long records() {
        return records;
    }

    long skippedRecords() {
        return skipped;
    }
}
