package dev.lambdawatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.aws.Aws;
import dev.lambdawatch.aws.Deliveries;
import dev.lambdawatch.aws.ObjectNotice;
import dev.lambdawatch.dns.ContactHistory;
import dev.lambdawatch.rule.NameApprovals;
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
        Rulebook book = wiring.edition(log).book();
        RowRules rules = RowRules.of(book);
        NameApprovals approvals = NameApprovals.of(book.filters());
        Deliveries.write(
                Deliveries.parse(event)
                        .read(
                                notice -> {
                                    // Hours are for one object: they list what they could not read.
                                    ResolverLane.Means means =
                                            new ResolverLane.Means(rules, approvals, contacts, wiring.resolverHours());
                                    read(notice, means, outcomes, log);
                                },
                                log::failed),
                response);
    }

    private void read(ObjectNotice notice, ResolverLane.Means means, Outcomes outcomes, Log log) throws IOException {
        try (InputStream object = wiring.objects().open(notice.bucket(), notice.key())) {
            ResolverLane.read(means, outcomes, log, notice, object);
        }
    }
}
