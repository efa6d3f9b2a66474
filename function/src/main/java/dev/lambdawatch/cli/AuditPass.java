package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Tally;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.sigma.Filter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Counts the calls of a replay and examines them in order of time.
final class AuditPass implements Calls {
    /// Rules that are named in the summary.
    private static final int SHOWN = 5;

    private final AuditOnDemand audit;
    private final CallsInOrder inOrder;
    private final Tally tally;
    private final Diagnostics diagnostics;
    private Instant last = Instant.MIN;
    private long records;
    private long skipped;

    AuditPass(AuditOnDemand audit, Span span, Verdicts verdicts, Diagnostics diagnostics) {
        this.audit = audit;
        this.inOrder = CallsInOrder.within(span);
        this.tally = Tally.of(verdicts);
        this.diagnostics = diagnostics;
    }

    /// Reads an object.
    ///
    /// @throws IOException if the stream fails; what was read before stays
    void read(Source source, InputStream content) throws IOException {
        inOrder.read(source, content, audit.reader(), this);
    }

    /// Examines all calls. To be asked once, when all objects are read.
    void examine() {
        inOrder.each(audit::reader, diagnostics, call -> {
            last = call.time();
            audit.examiner().examine(call, call.time(), tally);
        });
        audit.remember();
    }

    @Override
    public void call(ApiCall call) {
        records++;
    }

    @Override
    public void skipped(String place, long index, String reason) {
        skipped++;
        diagnostics.warn(place + ": record " + index + " skipped: " + reason);
    }

    /// When the last call was made.
    Instant last() {
        return last;
    }

    long records() {
        return records;
    }

    /// Where findings of rules on other logs go, to be counted with those on calls.
    Verdicts verdicts() {
        return tally;
    }

    /// Counts a finding about flow logs that a filter approves of.
    void approved(Finding finding, Filter filter) {
        tally.suppressed(Draft.of(finding), filter);
    }

    /// Says once what of the memory of what is usual has to be known.
    void sayWhatIsNotKnown() {
        if (tally.learning() > 0) {
            diagnostics.warn(Counted.text(tally.learning(), "finding")
                    + " not shown: what is new in an account counts only after 14 days of its records");
        }
        if (audit.turnedAway() > 0) {
            diagnostics.warn(Counted.text(audit.turnedAway(), "time") + " there was no room for more that is usual");
        }
    }

    /// What filters and rules in dry-run held back, in words; empty if nothing.
    String heldBack() {
        if (tally.approved() + tally.rehearsed() == 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "; held back: %,d by filters, %,d of rules in dry-run (%s)",
                tally.approved(),
                tally.rehearsed(),
                byRule());
    }

    /// The rules of which most was held back.
    private String byRule() {
        List<Tally.Count> counts = tally.byRule().stream()
                .filter(count -> heldBack(count) > 0)
                .sorted(Comparator.comparingLong((Tally.Count count) -> heldBack(count))
                        .reversed())
                .toList();
        String shown = counts.stream()
                .limit(SHOWN)
                .map(count -> String.format(Locale.ROOT, "%s %,d", count.rule(), heldBack(count)))
                .collect(Collectors.joining(", "));
        return counts.size() > SHOWN ? shown + " and " + (counts.size() - SHOWN) + " more rules" : shown;
    }

    private static long heldBack(Tally.Count count) {
        return count.approved() + count.rehearsed();
    }

    long skippedRecords() {
        return skipped;
    }
}
