package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.Tally;
import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import dev.lambdawatch.finding.FindingSink;
import java.util.Locale;

/// Examines the calls of a replay and counts them.
final class AuditPass implements Calls {
    private final Audit audit;
    private final Span span;
    private final Tally tally;
    private final Diagnostics diagnostics;
    private long records;
    private long skipped;

    AuditPass(Audit audit, Span span, FindingSink findings, Diagnostics diagnostics) {
        this.audit = audit;
        this.span = span;
        this.tally = Tally.of(findings);
        this.diagnostics = diagnostics;
    }

    @Override
    public void call(ApiCall call) {
        records++;
        if (span.holds(call.time())) {
            audit.examine(call, call.time(), tally);
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

    /// What filters and rules in dry-run held back, in words; empty if nothing.
    String heldBack() {
        if (tally.approved() + tally.rehearsed() == 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "; held back: %,d by filters, %,d of rules in dry-run",
                tally.approved(),
                tally.rehearsed());
    }

    long skippedRecords() {
        return skipped;
    }
}
