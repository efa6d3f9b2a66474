package dev.lambdawatch.cli;

import dev.lambdawatch.flow.FlowRecord;
import dev.lambdawatch.flow.FlowRecords;
import java.time.Instant;

/// Counts the flow records of a replay and keeps the time that they span.
final class FlowPass {
    private final Span span;
    private final Diagnostics diagnostics;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long records;
    private long skipped;

    FlowPass(Span span, Diagnostics diagnostics) {
        this.span = span;
        this.diagnostics = diagnostics;
    }

    /// Lets the records of the span through to what comes next.
    FlowRecords before(FlowRecords next) {
        return new FlowRecords() {
            @Override
            public void record(FlowRecord record) {
                records++;
                if (span.holds(record.start())) {
                    first = Math.min(first, record.start());
                    last = Math.max(last, record.end());
                    next.record(record);
                }
            }

            @Override
            public void skipped(String place, long line, String reason) {
                FlowPass.this.skipped(place, line, reason);
            }
        };
    }

    void skipped(String place, long line, String reason) {
        skipped++;
        diagnostics.warn(place + ": line " + line + " skipped: " + reason);
    }

    /// When the first record begins; [Instant#MAX] if there is none.
    Instant first() {
        return records == 0 || first > last ? Instant.MAX : Instant.ofEpochSecond(first);
    }

    /// When the last record ends; [Instant#MIN] if there is none.
    Instant last() {
        return records == 0 || first > last ? Instant.MIN : Instant.ofEpochSecond(last);
    }

    long records() {
        return records;
    }

    long skippedRecords() {
        return skipped;
    }
}
