package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.FindingSink;
import dev.lambdawatch.sigma.Filter;
import java.util.Locale;

/// Examines the calls of a replay and counts them.
final class AuditPass implements Calls {
    private final Audit audit;
    private final Span span;
    private final FindingSink findings;
    private final Diagnostics diagnostics;
    private long records;
    private long skipped;
    private long suppressed;
    private long rehearsed;

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
            audit.examine(call, call.time(), new Told());
        }
    }

    /// Tells what is to be told and counts what is held back.
    private final class Told implements Verdicts {
        @Override
        public void accept(Finding finding) {
            findings.accept(finding);
        }

        @Override
        public void suppressed(Finding finding, Filter filter) {
            suppressed++;
        }

        @Override
        public void rehearsed(Finding finding) {
            rehearsed++;
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
        return suppressed + rehearsed == 0
                ? ""
                : String.format(
                        Locale.ROOT, "; held back: %,d by filters, %,d of rules in dry-run", suppressed, rehearsed);
    }

    long skippedRecords() {
        return skipped;
    }
}
