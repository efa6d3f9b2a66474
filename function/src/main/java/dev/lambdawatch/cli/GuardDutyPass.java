package dev.lambdawatch.cli;

import dev.lambdawatch.audit.GuardDuty;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.FindingSink;
import dev.lambdawatch.stored.StoredBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// Takes the findings of GuardDuty of a replay and counts them.
final class GuardDutyPass implements GuardDuty.Reports {
    private final Span span;
    private final FindingSink findings;
    private final Diagnostics diagnostics;
    private long records;
    private long skipped;

    GuardDutyPass(Span span, FindingSink findings, Diagnostics diagnostics) {
        this.span = span;
        this.findings = findings;
        this.diagnostics = diagnostics;
    }

    void read(String place, InputStream content) throws IOException {
        StoredBytes stored = new StoredBytes(content);
        GuardDuty.read(place, stored.isGzip() ? new GZIPInputStream(stored) : stored, this);
    }

    @Override
    public void found(Finding finding) {
        records++;
        if (span.holds(finding.last())) {
            findings.accept(finding);
        }
    }

    @Override
    public void skipped(String place, long index, String reason) {
        skipped++;
        diagnostics.warn(place + ": finding " + index + " skipped: " + reason);
    }

    @Override
    public void ignored(String place, long index, String kind) {
        records++;
    }

    long records() {
        return records;
    }

    long skippedRecords() {
        return skipped;
    }
}
