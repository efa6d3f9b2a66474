package dev.lambdawatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lambdawatch.aws.Aws;
import dev.lambdawatch.aws.Deliveries;
import dev.lambdawatch.dns.ContactHistory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Route 53 Resolver query logs in S3, announced by messages of a queue.
public final class ResolverHandler implements RequestStreamHandler {
    private final Wiring wiring = new Wiring();
    private final Alerting alerting = new Alerting(wiring);
    private final ContactHistory contacts = Aws.contactHistory(Wiring.variable("STATE_TABLE"));

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        Log log = Log.of(context);
        Outcomes outcomes = alerting.outcomes(log);
        Deliveries.write(
                Deliveries.parse(event)
                        .read(
                                notice -> {
                                    try (InputStream object = wiring.objects().open(notice.bucket(), notice.key())) {
                                        ResolverLane.read(
                                                contacts, wiring.resolverHours(), outcomes, log, notice, object);
                                    }
                                },
                                log::failed),
                response);
    }
}
