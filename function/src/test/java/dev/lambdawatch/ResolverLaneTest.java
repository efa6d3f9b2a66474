package dev.lambdawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.aws.ObjectNotice;
import dev.lambdawatch.dns.ContactHistory;
import dev.lambdawatch.dns.Hours;
import dev.lambdawatch.dns.Resolution;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.rule.NameApprovals;
import dev.lambdawatch.rule.RowRules;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Sigma;
import dev.lambdawatch.stored.StateStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResolverLaneTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String CONTACT = row("10.0.1.20", "c2.workers.dev", "203.0.113.9");

    private final List<String> log = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final StateStore store = StateStore.inMemory();
    private List<Filter> filters = List.of();
    private final ContactHistory history = ContactHistory.inMemory(NOON.minusSeconds(30 * 86_400));

    @Test
    void aTunnelAndAFirstContactOfOneObjectAreTold() throws IOException {
        read(CONTACT + tunnel(), told());
        assertThat(told).containsExactly("dns_tunnel", "serverless_first_contact");
        assertThat(log)
                .contains(
                        "s3://logs/one.log.gz: 151 questions, 2 findings, 0 approved by filters, 0 in dry-run, 0 skipped;"
                                + " beyond bounds: 0 names, 0 counts, 0 contacts, 0 matches");
    }

    @Test
    void namesAndCountsAreKeptForTheHourlyRun() throws IOException {
        read(CONTACT + tunnel(), told());
        Resolution resolution = hours().names(NOON, NOON).lookup("vpc-1", "10.0.1.20", 0, 0xFFFFCB007109L, NOON);
        assertThat(resolution.names()).extracting(Resolution.Candidate::name).containsExactly("c2.workers.dev");
        List<Finding> again = new ArrayList<>();
        hours().tunnels(NOON, NOON).examine(again::add);
        assertThat(again).hasSize(1);
    }

    @Test
    void whatCannotBeToldFailsItsObjectAndIsToldWhenThatComesAgain() throws IOException {
        assertThatThrownBy(() -> read(CONTACT, _ -> {
                    throw new IllegalStateException("no topic");
                }))
                .hasMessage("no topic");
        read(CONTACT, told());
        read(CONTACT, told());
        assertThat(told).containsExactly("serverless_first_contact");
    }

    @Test
    void aRowThatCannotBeReadIsNamedAndTheOthersCount() throws IOException {
        read("{\"query_name\": 7}\n" + CONTACT, told());
        assertThat(told).containsExactly("serverless_first_contact");
        assertThat(log).anyMatch(line -> line.startsWith("skipped line 1 of s3://logs/one.log.gz: "));
    }

    @Test
    void whatAFilterApprovesOfIsKeptAndCountedAndToldToNobody() throws IOException {
        filters = Sigma.parse("filters.yml", """
                title: The back end of our vendor
                logsource: {category: dns}
                filter:
                  rules: [serverless_first_contact]
                  vendor: {query: c2.workers.dev}
                  condition: not vendor
                owner: web
                ticket: WEB-1
                expires: '2027-01-31T00:00:00Z'
                """).filters();
        List<String> kept = new ArrayList<>();
        Verdicts outcomes = new Verdicts() {
            @Override
            public void accept(Finding finding) {
                told.add(finding.detection().name());
            }

            @Override
            public void suppressed(Draft finding, Filter filter) {
                kept.add(finding.detection().name() + " by " + filter.title());
            }
        };
        read(CONTACT, outcomes);
        assertThat(told).isEmpty();
        assertThat(kept).containsExactly("serverless_first_contact by The back end of our vendor");
        assertThat(log)
                .anyMatch(line -> line.contains("1 questions, 0 findings, 1 approved by filters"))
                .contains("rule serverless_first_contact: 0 found, 1 approved, 0 in dry-run");
    }

    private void read(String rows, Verdicts outcomes) throws IOException {
        ResolverLane.read(
                new ResolverLane.Means(
                        RowRules.of(Rulebook.of(List.of())), NameApprovals.of(filters), history, hours()),
                outcomes,
                new Log(new LogLines(log)),
                new ObjectNotice("logs", "one.log.gz"),
                new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)));
    }

    private Verdicts told() {
        return finding -> told.add(finding.detection().name());
    }

    private Hours hours() {
        return Hours.in(store, Platforms.bundled());
    }

    private static String tunnel() {
        return IntStream.range(0, 150)
                .mapToObj(row -> row("10.0.9.9", "%032x.drop.example".formatted(row), "203.0.113.99"))
                .collect(Collectors.joining());
    }

    private static String row(String source, String name, String address) {
        return """
                {"version": "1.100000", "account_id": "111122223333", "region": "eu-west-1", "vpc_id": "vpc-1",\
                 "query_timestamp": "%s", "query_name": "%s.", "query_type": "A", "query_class": "IN",\
                 "rcode": "NOERROR", "answers": [{"Rdata": "%s", "Type": "A", "Class": "IN"}],\
                 "srcaddr": "%s", "srcport": "40000", "transport": "UDP", "srcids": {}}
                """.formatted(NOON, name, address, source);
    }
}
