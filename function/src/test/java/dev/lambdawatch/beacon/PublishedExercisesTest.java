package dev.lambdawatch.beacon;

import static dev.lambdawatch.beacon.Replay.DAY;
import static dev.lambdawatch.beacon.Replay.GATEWAY;
import static dev.lambdawatch.beacon.Replay.MINUTES;
import static dev.lambdawatch.beacon.Replay.NEXT_MIDNIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Sigma;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What MITRE's exercises for T1584.007 leave in flow logs, and the false positives that are
/// published with them. The first exercise is an early sign ([SignsTest]), the second shows by its
/// name, in Resolver logs, and the third in CloudTrail.
class PublishedExercisesTest {
    @Test
    void fivePostsToAFunctionUrlAreTooFewForAFlowLog() {
        FlowText log = FlowText.withFlags(MINUTES);
        for (int post = 0; post < 5; post++) {
            log.connection(DAY + 40_000 + 20L * post, 40_000 + post, GATEWAY, 443, 1800, 900);
        }
        assertThat(Replay.findings(log)).isEmpty();
    }

    @Test
    void telemetryOfEveryHostToAServerlessBackEndIsInformational() {
        FlowText log = FlowText.withFlags(MINUTES);
        for (int host = 0; host < 20; host++) {
            log.host("10.0.1." + host, "host" + host);
            timer(log, 60 + 7 * host);
        }
        assertThat(Replay.findings(log))
                .hasSize(20)
                .extracting(Finding::severity)
                .containsOnly(Severity.INFORMATIONAL);
    }

    @Test
    void aDevelopersWorkstationIsSilent() {
        FlowText log = FlowText.withFlags(MINUTES);
        Random random = new Random(1);
        for (int session = 0; session < 9; session++) {
            browse(log, random, DAY + 28_800 + random.nextInt(30_000), "3.216.135." + random.nextInt(250));
        }
        assertThat(Replay.findings(log)).isEmpty();
    }

    @Test
    void aBrowserOnAnEdgePlatformIsSilent() {
        FlowText log = FlowText.withFlags(MINUTES).service("CLOUDFRONT");
        Random random = new Random(2);
        for (int visit = 0; visit < 25; visit++) {
            browse(log, random, DAY + 3_600 + random.nextInt(70_000), "13.32.4." + random.nextInt(8));
        }
        assertThat(Replay.findings(log)).isEmpty();
    }

    @Test
    void aPipelineThatPollsIsAllowedByOneLine() throws IOException {
        FlowText log = FlowText.withFlags(MINUTES).host("10.0.0.8", "0c1c0000000000000");
        timer(log, 120);
        assertThat(told(log, List.of())).hasSize(1);
        assertThat(told(log, List.of(filter("{workload: i-0c1c0000000000000}"))))
                .isEmpty();
    }

    @Test
    void anAgentOfASecurityToolIsAllowedByOneLineForAllHosts() throws IOException {
        FlowText log = FlowText.withFlags(MINUTES);
        for (int host = 0; host < 3; host++) {
            log.host("10.0.2." + host, "agent" + host);
            timer(log, 60 + 7 * host);
        }
        for (int host = 0; host < 17; host++) {
            log.host("10.0.3." + host, "other" + host).connection(DAY + 600, 41_000, "203.0.113.9", 443, 700, 900);
        }
        assertThat(told(log, List.of())).hasSize(3);
        assertThat(told(log, List.of(filter("{platform_group: 'aws:API_GATEWAY:us-east-1', dst_port: 443}"))))
                .isEmpty();
    }

    /// One every five minutes.
    private static void timer(FlowText log, int first) {
        for (int beat = 0; beat < 287; beat++) {
            log.connection(DAY + first + 300L * beat, 41_000 + beat, GATEWAY, 443, 1200, 3400);
        }
    }

    /// A page and what it loads.
    private static void browse(FlowText log, Random random, long second, String destination) {
        long now = second;
        for (int request = 0; request < 2 + random.nextInt(12); request++) {
            log.connection(
                    now,
                    30_000 + random.nextInt(30_000),
                    destination,
                    443,
                    400 + random.nextInt(6_000),
                    900 + random.nextInt(90_000));
            now += 1 + (long) Math.exp(4 * random.nextDouble());
        }
    }

    private static List<Finding> told(FlowText log, List<Filter> filters) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Beacons.of(Platforms.bundled())
                .withFilters(filters)
                .evaluate(Beacons.Span.day(NEXT_MIDNIGHT), Replay.store(List.of(log.object())), findings::add);
        return findings;
    }

    private static Filter filter(String selection) {
        return Sigma.parse("pipelines.yml", """
                        title: Our pipelines poll
                        logsource: {product: aws, service: vpcflow}
                        filter:
                          rules: [serverless_beacon]
                          selection: %s
                          condition: not selection
                        owner: build
                        ticket: CI-1
                        expires: '2026-12-31T00:00:00Z'
                        """.formatted(selection)).filters().getFirst();
    }
}
