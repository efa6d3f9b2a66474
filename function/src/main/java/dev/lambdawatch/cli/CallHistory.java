package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import dev.lambdawatch.cloudtrail.CloudTrail;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The API calls of some sources, each examined once. What holds no CloudTrail records is passed
/// over; what is damaged is named and skipped.
final class CallHistory implements Calls {
    private final Audit audit;
    private final Span span;
    private final Verdicts verdicts;
    private final Diagnostics diagnostics;
    private long calls;

    private CallHistory(Audit audit, Span span, Verdicts verdicts, Diagnostics diagnostics) {
        this.audit = audit;
        this.span = span;
        this.verdicts = verdicts;
        this.diagnostics = diagnostics;
    }

    /// Examines them all and returns how many there were in the span.
    static long examine(List<Source> sources, Audit audit, Span span, Verdicts verdicts, Diagnostics diagnostics) {
        CallHistory history = new CallHistory(audit, span, verdicts, diagnostics);
        CloudTrail cloudTrail = audit.reader();
        for (Source source : sources) {
            try (InputStream content = source.open()) {
                Kind.Opened opened = Kind.of(content);
                if (opened.kind() == Kind.CLOUDTRAIL) {
                    cloudTrail.read(source.place(), opened.content(), history);
                }
            } catch (IOException e) {
                diagnostics.warn(source.place() + ": skipped: " + e.getMessage());
            }
        }
        return history.calls;
    }

    @Override
    public void call(ApiCall call) {
        if (span.holds(call.time())) {
            calls++;
            audit.examine(call, call.time(), verdicts);
        }
    }

    @Override
    public void skipped(String place, long index, String reason) {
        diagnostics.warn(place + ": record " + index + " skipped: " + reason);
    }
}
