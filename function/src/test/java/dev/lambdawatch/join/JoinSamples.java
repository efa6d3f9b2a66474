package dev.lambdawatch.join;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A beacon of an interface behind which functions of an application run, and changes of these.
final class JoinSamples {
    static final String ACCOUNT = "111122223333";
    static final String ORDERS = "arn:aws:lambda:eu-west-1:111122223333:function:orders-api";
    static final String WORKER = "arn:aws:lambda:eu-west-1:111122223333:function:orders-worker";
    static final String INTERFACE = "eni-0a1b2c3d";
    static final Instant BEGUN = Instant.parse("2026-03-03T14:41:00Z");
    static final Instant ENDED = BEGUN.plus(Duration.ofHours(9));

    private JoinSamples() {}

    static CodeChange change(String function, Instant when, String finding, String headline) {
        Evidence.Call call = new Evidence.Call(
                "event-" + when.getEpochSecond(),
                when,
                "UpdateFunctionCode",
                "lambda.amazonaws.com",
                ACCOUNT,
                "eu-west-1",
                "203.0.113.50",
                "Boto3/1.34.162",
                "",
                "");
        return new CodeChange(function, "code", "ci-legacy", call, finding, headline);
    }

    static Finding beacon() {
        return beacon(Severity.MEDIUM);
    }

    static Finding beacon(Severity severity) {
        Detection detection = new Detection(
                "lambdawatch-beacon", "serverless_beacon", "A beacon", "1", "", List.of(), List.of(), List.of());
        return new Finding(
                        detection,
                        severity,
                        ACCOUNT,
                        "eu-west-1",
                        new Subject.Workload(
                                ACCOUNT + "/eu-west-1/INTERFACE/" + INTERFACE,
                                INTERFACE,
                                ACCOUNT,
                                INTERFACE,
                                "10.20.3.17"),
                        "203.0.113.77:443",
                        "Beacon 10.20.3.17 -> 203.0.113.77:443 every 5 min",
                        List.of(
                                Reason.scored("score", "below 0.60", "0.95", 95),
                                Reason.scored("destination", "", "tier A", 20)),
                        List.of(new Evidence.Connections(
                                "10.20.3.17", "203.0.113.77", 443, 6, 110, 1200, 2400, BEGUN, ENDED)),
                        List.of(),
                        Map.of("points", "115", "period_seconds", "300"))
                .with(beginning(BEGUN, BEGUN.minus(Duration.ofDays(7))));
    }

    static Map<String, String> beginning(Instant began, Instant watchedFrom) {
        return Map.of("began", began.toString(), "watched_from", watchedFrom.toString());
    }
}
