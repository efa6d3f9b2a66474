package dev.lambdawatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lambdawatch.audit.GuardDuty;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Lane A: one event from EventBridge an invocation, a call that CloudTrail recorded or a finding of
/// GuardDuty.
///
/// An event that cannot be told fails the invocation, so that Lambda tries again and at last hands
/// it to the failure queue. One that is neither, or not of its claimed account, is logged and
/// dropped: to try it again would change nothing.
public final class AuditHandler implements RequestStreamHandler {
    private final Wiring wiring = new Wiring();
    private final Alerting alerting = new Alerting(wiring);
    private final Auditing auditing = new Auditing(wiring);

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        Log log = Log.of(context);
        String place = "event " + context.getAwsRequestId();
        byte[] bytes = event.readAllBytes();
        InputStream in = new ByteArrayInputStream(bytes);
        if (GuardDuty.isAtStartOf(bytes)) {
            GuardDutyLane.read(alerting.outcomes(log), log, place, in);
        } else {
            CanaryReturn canary = new CanaryReturn(log, wiring.clock().instant());
            AuditLane.read(auditing.audit(log), alerting.outcomes(log), canary, log, place, in);
        }
    }
}
