package dev.lambdawatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.dns.ContactHistory;
import dev.lambdawatch.dns.FirstContacts;
import dev.lambdawatch.dns.Query;
import dev.lambdawatch.dns.Tunnels;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Parsed;
import dev.lambdawatch.sigma.Sigma;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameApprovalsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String LATER = "2026-12-31T00:00:00Z";
    private static final String WEB = "10.0.1.20";

    private final ContactHistory history = ContactHistory.inMemory(NOON.minus(Duration.ofDays(20)));
    private final List<Finding> told = new ArrayList<>();
    private final List<String> approved = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{query: api.vendor.workers.dev}",
                "{QueryName|endswith: .vendor.workers.dev, src_ip: 10.0.1.20}",
                "{platform: Cloudflare Workers, tier: A, vpc_id: vpc-1}",
                "{platform_group|startswith: cloudflare, account_id: '111122223333', region: eu-west-1}",
                "{workload: 10.0.1.20, record_type: A}",
            })
    void aContactIsApprovedByWhatItsRowHas(String selection) {
        contact(filter("serverless_first_contact", selection, LATER), row(WEB, "api.vendor.workers.dev"));
        assertThat(told).isEmpty();
        assertThat(approved).containsExactly("approved");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{query: vendor.workers.dev}",
                "{src_ip|cidr: 10.9.0.0/16}",
                "{platform: AWS Lambda}",
                "{names|gt: 100}",
            })
    void aContactThatTheFilterDoesNotMeanIsTold(String selection) {
        contact(filter("any", selection, LATER), row(WEB, "api.vendor.workers.dev"));
        assertThat(told).hasSize(1);
        assertThat(approved).isEmpty();
    }

    @Test
    void toApproveOfOneNameOfAPlatformDoesNotHideTheNext() {
        String filter = filter("any", "{query: api.vendor.workers.dev}", LATER);
        contact(
                filter,
                row(WEB, "api.vendor.workers.dev"),
                row(NOON.plusSeconds(60), WEB, "c2.evil.workers.dev"),
                row(NOON.plusSeconds(90), WEB, "api.vendor.workers.dev"));
        assertThat(approved).hasSize(1);
        assertThat(told).singleElement().satisfies(finding -> {
            assertThat(finding.facts()).containsEntry("name", "c2.evil.workers.dev");
            assertThat(finding.severity())
                    .as("the platform itself is known to the fleet by then")
                    .isEqualTo(Severity.INFORMATIONAL);
        });

        contact(filter, row(NOON.plusSeconds(600), WEB, "c2.evil.workers.dev"));
        contact(filter, row(NOON.plusSeconds(600), WEB, "api.vendor.workers.dev"));
        assertThat(told).as("each is a first contact once").hasSize(1);
        assertThat(approved).hasSize(1);
    }

    @Test
    void aContactIsNewsWhenItsFilterHasExpired() {
        String filter = filter("any", "{query: api.vendor.workers.dev}", "2026-11-21T12:30:00Z");
        contact(filter, row(WEB, "api.vendor.workers.dev"));
        assertThat(told).isEmpty();
        contact(filter, row(NOON.plusSeconds(3600), WEB, "api.vendor.workers.dev"));
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{parent_domain: reputation.example}",
                "{domain: reputation.example, src_ip|cidr: 10.0.1.0/24}",
                "{srcaddr: 10.0.1.20, vpc_id: vpc-1, account_id: '111122223333', region: eu-west-1}",
                "{parent_domain: reputation.example, names|lt: 500, record_types: A}",
            })
    void aTunnelIsApprovedByWhatItsRowsHaveInCommon(String selection) {
        tunnel(filter("dns_tunnel", selection, LATER));
        assertThat(told).isEmpty();
        assertThat(approved).containsExactly("approved");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{parent_domain: example}",
                "{src_ip: 10.0.1.21}",
                "{names|gt: 500}",
                "{query|endswith: .reputation.example}",
            })
    void aTunnelThatTheFilterDoesNotMeanIsTold(String selection) {
        tunnel(filter("any", selection, LATER));
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{product: aws, service: vpcflow}",
                "{product: aws, service: cloudtrail}",
                "{category: proxy}",
                "{product: windows, category: dns}",
            })
    void aFilterOnOtherLogsApprovesOfNeither(String logsource) {
        String filter = filter("any", "{src_ip: 10.0.1.20}", LATER).replace("{category: dns}", logsource);
        contact(filter, row(WEB, "api.vendor.workers.dev"));
        tunnel(filter);
        assertThat(told).hasSize(2);
    }

    @Test
    void aFilterThatNamesTheOneDoesNotApproveOfTheOther() {
        String filter = filter("serverless_first_contact", "{src_ip: 10.0.1.20}", LATER);
        contact(filter, row(WEB, "api.vendor.workers.dev"));
        tunnel(filter);
        assertThat(told).extracting(finding -> finding.detection().name()).containsExactly("dns_tunnel");
    }

    @Test
    void aTunnelIsToldOnceItsFilterHasExpired() {
        tunnel(filter("any", "{parent_domain: reputation.example}", "2026-11-21T12:00:00Z"));
        assertThat(told).hasSize(1);
    }

    private void contact(String filter, Query... rows) {
        NameApprovals approvals = approvals(filter);
        FirstContacts contacts = approvals.contacts(Platforms.bundled());
        List.of(rows).forEach(contacts::add);
        approvals.examine(contacts, history, verdicts());
        contacts.remember(history);
    }

    private void tunnel(String filter) {
        Tunnels tunnels = Tunnels.empty();
        IntStream.range(0, 150).forEach(i -> tunnels.add(row(WEB, "%032x.reputation.example".formatted(i))));
        approvals(filter).examine(tunnels, verdicts());
    }

    private static NameApprovals approvals(String filter) {
        Parsed parsed = Sigma.parse("filter.yml", filter);
        assertThat(parsed.refusals()).isEmpty();
        return NameApprovals.of(parsed.filters());
    }

    private Verdicts verdicts() {
        return new Verdicts() {
            @Override
            public void accept(Finding finding) {
                told.add(finding);
            }

            @Override
            public void suppressed(Draft finding, Filter filter) {
                approved.add(filter.title());
            }
        };
    }

    private static Query row(String source, String name) {
        return row(NOON, source, name);
    }

    private static Query row(Instant time, String source, String name) {
        return new Query(
                time,
                "111122223333",
                "eu-west-1",
                "vpc-1",
                name,
                "A",
                "NOERROR",
                List.of(),
                source,
                "40000",
                "UDP",
                "",
                "",
                "",
                "",
                "");
    }

    private static String filter(String rules, String selection, String expires) {
        return """
                title: approved
                logsource: {category: dns}
                filter:
                  rules: [%s]
                  selection: %s
                  condition: not selection
                owner: web
                ticket: WEB-1
                expires: '%s'
                """.formatted(rules, selection, expires);
    }
}
