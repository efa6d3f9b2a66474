package dev.lambdawatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.aws.Deliveries;
import dev.lambdawatch.cloudtrail.TrailFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Lane B: trail files in S3, announced by messages of a queue.
public final class TrailHandler implements RequestStreamHandler {
    private final Wiring wiring = new Wiring();
    private final Alerting alerting = new Alerting(wiring);
    private final Auditing auditing = new Auditing(wiring);

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        Log log = Log.of(context);
        Audit audit = auditing.audit(log);
        Outcomes outcomes = alerting.outcomes(log);
        Deliveries.write(
                Deliveries.parse(event)
                        .read(
                                notice -> {
                                    if (!TrailFile.mayHoldCalls(notice.key())) {
                                        log.report(notice.place() + ": holds no calls, not read");
                                        return;
                                    }
                                    try (InputStream file = wiring.objects().open(notice.bucket(), notice.key())) {
                                        AuditLane.read(audit, outcomes, _ -> {}, log, notice.place(), file);
                                    }
                                },
                                log::failed),
                response);
    }
}
