package dev.lambdawatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.lambdawatch.aws.Aws;
import dev.lambdawatch.aws.Deliveries;
import dev.lambdawatch.beacon.Beacons;
import dev.lambdawatch.join.Join;
import dev.lambdawatch.platform.Platforms;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Scores the beacons of the last 24 hours, and every six hours of longer spans: one shard of the
/// workloads for each message of the schedule. Joins each with a change of the function behind it.
public final class BeaconHandler implements RequestStreamHandler {
    private static final Duration LEARNING = Duration.ofDays(7);

    private final Wiring wiring = new Wiring();
    private final Alerting alerting = new Alerting(wiring);
    private final Beacons beacons = Beacons.of(Platforms.bundled());
    private final Join join = Join.over(Aws.functionHistory(Wiring.variable("STATE_TABLE")), Beacons::severity);

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        Log log = Log.of(context);
        for (Turn turn : Turn.parse(event)) {
            score(turn, log);
        }
        Deliveries.write(new SQSBatchResponse(List.of()), response);
    }

    private void score(Turn turn, Log log) throws IOException {
        Instant now = turn.time();
        boolean learning = now.isBefore(wiring.firstRun(now).plus(LEARNING));
        EachTold findings = new EachTold(alerting.outcomes(log), join::examine);
        Beacons.Summary summary = beacons.withFilters(wiring.edition(log).filters())
                .evaluate(Beacons.Span.due(now, learning), turn.shard(), wiring.segments(), findings);
        summary.damaged().forEach(segment -> log.warn("damaged segment " + segment));
        log.report(
                ("beacons until %s, shard %s: %d hours (%d segments merged anew, %d hours without room), %d pairs, %d strobes,"
                                + " %d findings, %d approved by filters, %d connections beyond bounds%s")
                        .formatted(
                                now,
                                turn.shard(),
                                summary.hours(),
                                summary.segments(),
                                summary.omitted(),
                                summary.pairs(),
                                summary.strobes(),
                                summary.findings(),
                                summary.approved(),
                                summary.leftOut(),
                                learning ? ", still learning" : ""));
        findings.complain();
    }
}
