package dev.lambdawatch.beacon;

import static dev.lambdawatch.beacon.Replay.DAY;
import static dev.lambdawatch.beacon.Replay.GATEWAY;
import static dev.lambdawatch.beacon.Replay.NEXT_MIDNIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Parsed;
import dev.lambdawatch.sigma.Sigma;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalsTest {
    private static final String LATER = "2026-12-31T00:00:00Z";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{dst_ip: 3.216.135.9, dst_port: 443}",
                "{dstaddr|cidr: 3.216.135.0/24, dstport: 443, protocol: 6}",
                "{srcaddr: 10.0.0.5, account-id: '111122223333', region: us-east-1}",
                "{interface-id: eni-0a1b2c3d4e5f60718}",
                "{workload: i-0a1b2c3d4e5f60718, workload_kind: instance}",
                "{platform: Amazon API Gateway, tier: B}",
                "{platform_group: 'aws:API_GATEWAY:us-east-1', period_seconds|lte: 300}",
                "{resource: '3.216.135.9:443'}"
            })
    void whatAFilterSelectsIsApproved(String selection) {
        assertThat(approved(filter(selection, LATER), GATEWAY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{dst_ip: 3.216.135.10}",
                "{dst_ip: 3.216.135.9, dst_port: 8443}",
                "{srcaddr: 10.0.0.6}",
                "{account-id: '444455556666'}",
                "{platform_group: 'aws:API_GATEWAY:eu-west-1'}",
                "{userIdentity.arn: '*'}"
            })
    void whatItDoesNotSelectIsTold(String selection) {
        assertThat(approved(filter(selection, LATER), GATEWAY)).isFalse();
    }

    @Test
    void aFilterThatExpiredApprovesOfNothing() {
        assertThat(approved(filter("{dst_ip: 3.216.135.9}", "2026-11-21T12:00:00Z"), GATEWAY))
                .isFalse();
    }

    @Test
    void aFilterOfAnotherLogSourceApprovesOfNothing() {
        String calls = filter("{dst_ip: 3.216.135.9}", LATER).replace("service: vpcflow", "service: cloudtrail");
        assertThat(approved(calls, GATEWAY)).isFalse();
        assertThat(approved(calls.replace(", service: cloudtrail", ""), GATEWAY))
                .isTrue();
    }

    @Test
    void aFilterMayNameADetection() {
        String any = filter("{dst_ip: 3.216.135.9}", LATER);
        assertThat(approved(any.replace("rules: any", "rules: [serverless_beacon]"), GATEWAY))
                .isTrue();
        assertThat(approved(any.replace("rules: any", "rules: [another_rule]"), GATEWAY))
                .isFalse();
    }

    @Test
    void oneAddressOfAPlatformDoesNotApproveOfAllOfThem() {
        FlowText log = log();
        for (int beat = 0; beat < 288; beat++) {
            log.connection(DAY + 120 + 300L * beat, 40_000 + beat, "3.216.135." + (10 + beat * 7 % 8), 443, 1200, 3400);
        }
        assertThat(approved(filter("{dstaddr|cidr: 3.216.135.0/24}", LATER), log))
                .isFalse();
        assertThat(approved(filter("{platform_group: 'aws:API_GATEWAY:us-east-1', dstport: 443}", LATER), log))
                .isTrue();
    }

    private static boolean approved(String filter, String destination) {
        FlowText log = log();
        for (int beat = 0; beat < 288; beat++) {
            log.connection(DAY + 120 + 300L * beat, 40_000 + beat, destination, 443, 1200, 3400);
        }
        return approved(filter, log);
    }

    private static boolean approved(String yaml, FlowText log) {
        Parsed parsed = Sigma.parse("filter", yaml);
        assertThat(parsed.refusals()).isEmpty();
        List<Finding> told = new ArrayList<>();
        List<Filter> by = new ArrayList<>();
        Beacons.Verdicts verdicts = new Beacons.Verdicts() {
            @Override
            public void accept(Finding finding) {
                told.add(finding);
            }

            @Override
            public void suppressed(Finding finding, Filter filter) {
                by.add(filter);
            }
        };
        try {
            Beacons.Summary summary = Beacons.of(Platforms.bundled())
                    .withFilters(parsed.filters())
                    .evaluate(Beacons.Span.day(NEXT_MIDNIGHT), Replay.store(List.of(log.object())), verdicts);
            assertThat(summary.findings()).isEqualTo(told.size());
            assertThat(summary.approved()).isEqualTo(by.size());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(told.size() + by.size()).isEqualTo(1);
        return !by.isEmpty();
    }

    private static FlowText log() {
        return FlowText.withFlags(new FlowText.Windows(DAY + 13, 60));
    }

    private static String filter(String selection, String expires) {
        return """
                title: approved
                logsource: {product: aws, service: vpcflow}
                filter:
                  rules: any
                  selection: %s
                  condition: not selection
                owner: net-team
                ticket: NET-1
                expires: '%s'
                """.formatted(selection, expires);
    }
}
