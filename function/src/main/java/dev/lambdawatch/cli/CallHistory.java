package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.Examiner;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import dev.lambdawatch.cloudtrail.CloudTrail;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The API calls of some sources, each examined once, in order of time. What holds no CloudTrail
/// records is passed over; what is damaged is named and skipped.
final class CallHistory implements Calls {
    private final Diagnostics diagnostics;
    private long calls;

    private CallHistory(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /// Examines them all and returns how many there were in the span.
    static long examine(List<Source> sources, Audit audit, Span span, Verdicts verdicts, Diagnostics diagnostics) {
        CallHistory history = new CallHistory(diagnostics);
        CallsInOrder inOrder = CallsInOrder.within(span);
        CloudTrail reader = audit.reader();
        for (Source source : sources) {
            try (InputStream content = source.open()) {
                Kind.Opened opened = Kind.of(content);
                if (opened.kind() == Kind.CLOUDTRAIL) {
                    inOrder.read(source, opened.content(), reader, history);
                }
            } catch (IOException e) {
                diagnostics.warn(source.place() + ": skipped: " + Failure.reason(e));
            }
        }
        Examiner examiner = audit.examiner();
        inOrder.each(() -> reader, diagnostics, call -> {
            history.calls++;
            examiner.examine(call, call.time(), verdicts);
        });
        examiner.remember();
        return history.calls;
    }

    @Override
    public void call(ApiCall call) {}

    @Override
    public void skipped(String place, long index, String reason) {
        diagnostics.warn(place + ": record " + index + " skipped: " + reason);
    }
}
