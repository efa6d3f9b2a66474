package dev.lambdawatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.lambdawatch.audit.Tally;
import dev.lambdawatch.aws.Aws;
import dev.lambdawatch.aws.Deliveries;
import dev.lambdawatch.beacon.Beacons;
import dev.lambdawatch.content.AddressRanges;
import dev.lambdawatch.dns.Hours;
import dev.lambdawatch.dns.Names;
import dev.lambdawatch.dns.Tunnels;
import dev.lambdawatch.join.Join;
import dev.lambdawatch.rule.BeaconRules;
import dev.lambdawatch.rule.NameApprovals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Scores the beacons of the last 24 hours, and every six hours of longer spans: one shard of the
/// workloads for each message of the schedule, by the names that they asked for. Joins each with a
/// change of the function behind it. The run of the first shard also looks for tunnels in the
/// questions of the last hours.
public final class BeaconHandler implements RequestStreamHandler {
    private static final Duration LEARNING = Duration.ofDays(7);

    /// The run of an hour sees the one before it whole but for what is late, and that the next run
    /// sees as well.
    private static final Duration TUNNELS = Duration.ofHours(2);

    private final Wiring wiring = new Wiring();
    private final Alerting alerting = new Alerting(wiring);
    private final Attributing attributing = new Attributing(AddressRanges.in(wiring.content()), alerting.contentNews());
    private final Join join = join();

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        Log log = Log.of(context);
        for (Turn turn : Turn.parse(event)) {
            score(turn, log);
        }
        Deliveries.write(new SQSBatchResponse(List.of()), response);
    }

    private Join join() {
        Join join = Join.over(Aws.functionHistory(Wiring.variable("STATE_TABLE")), Beacons::severity);
        return System.getenv().getOrDefault("FUNCTIONS_BY_SUBNET", "no").equals("yes")
                ? join.with(Aws.subnetFunctions(wiring.clock()))
                : join;
    }

    private void score(Turn turn, Log log) throws IOException {
        Instant now = turn.time();
        boolean learning = now.isBefore(wiring.firstRun(now).plus(LEARNING));
        List<Beacons.Span> spans = Beacons.Span.due(now, learning);
        Outcomes outcomes = alerting.outcomes(log);
        EachTold findings = new EachTold(outcomes, join::examine);
        EachTold ruled = new EachTold(outcomes);
        BeaconRules rules = BeaconRules.of(wiring.edition(log).book());
        Beacons.Summary summary = Beacons.of(
                        attributing.platforms(wiring.clock().instant(), log))
                .withFilters(wiring.edition(log).filters())
                .withNames(names(spans, log))
                .evaluate(spans, turn.shard(), wiring.state(), rules.beside(findings, ruled));
        summary.damaged().forEach(segment -> log.warn("damaged segment " + segment));
        log.report(
                ("beacons until %s, shard %s: %d hours (%d segments merged anew, %d hours without room), %d pairs, %d strobes,"
                                + " %d findings, %d approved by filters, %d more by rules, %d connections beyond bounds%s")
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
                                ruled.count(),
                                summary.leftOut(),
                                learning ? ", still learning" : ""));
        if (turn.shard().isFirst()) {
            examineTunnels(now, log);
        }
        findings.complain();
        ruled.complain();
    }

    private Names names(List<Beacons.Span> spans, Log log) throws IOException {
        Hours hours = wiring.resolverHours();
        Names names = hours.names(
                spans.stream()
                        .map(Beacons.Span::from)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                spans.getFirst().now());
        hours.damaged().forEach(state -> log.warn("damaged names " + state));
        if (!names.isComplete()) {
            log.warn("more names were asked for than are kept: those of platforms and the newest stay");
        }
        return names;
    }

    private void examineTunnels(Instant now, Log log) throws IOException {
        Hours hours = wiring.resolverHours();
        Tunnels tunnels = hours.tunnels(now.minus(TUNNELS), now);
        hours.damaged().forEach(state -> log.warn("damaged counts of names " + state));
        if (tunnels.isBlind()) {
            log.warn("more names were asked for than are counted: tunnels of up to " + tunnels.blindUpTo()
                    + " names a minute may be missed");
        }
        EachTold findings = new EachTold(alerting.outcomes(log));
        Tally tally = Tally.of(findings);
        NameApprovals.of(wiring.edition(log).filters()).examine(tunnels, tally);
        log.report("tunnels until %s: %d findings, %d approved by filters"
                .formatted(now, findings.count(), tally.approved()));
        findings.complain();
    }
}
