package dev.lambdawatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lambdawatch.aws.Aws;
import dev.lambdawatch.aws.Deliveries;
import dev.lambdawatch.aws.ObjectNotice;
import dev.lambdawatch.dns.ContactHistory;
import dev.lambdawatch.rule.RowRules;
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
        RowRules rules = RowRules.of(wiring.edition(log).book());
        rules.refusals().forEach(refusal -> log.warn("'" + refusal.title() + "' is refused: " + refusal.reason()));
        Deliveries.write(
                Deliveries.parse(event).read(notice -> read(notice, rules, outcomes, log), log::failed), response);
    }

    private void read(ObjectNotice notice, RowRules rules, Outcomes outcomes, Log log) throws IOException {
        ResolverLane.Means means = new ResolverLane.Means(rules, contacts, wiring.resolverHours());
        try (InputStream object = wiring.objects().open(notice.bucket(), notice.key())) {
            ResolverLane.read(means, outcomes, log, notice, object);
        }
    }
}
