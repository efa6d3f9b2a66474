package dev.lambdawatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.dns.Queries;
import dev.lambdawatch.dns.Query;
import dev.lambdawatch.dns.ResolverLog;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Parsed;
import dev.lambdawatch.sigma.Sigma;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowRulesTest {
    private static final String MINERS = """
            title: A name of a mining pool
            name: mining_pool
            logsource: {category: dns}
            detection:
              pool: {query|endswith: ['.pool.example', '.miners.example']}
              condition: pool
            level: high
            tags: [attack.impact, attack.t1496]
            """;

    /// In the form of the public rules that ask for record type and answer.
    private static final String ANSWERED_COMMAND = """
            title: A command in the answer of a TXT record
            logsource: {category: dns}
            detection:
              selection:
                record_type: TXT
                answer|contains: ['IEX', 'cmd.exe']
              condition: selection
            level: medium
            """;

    private static final String FILTER = """
            title: The lab may mine
            logsource: {category: dns}
            filter:
              rules: [mining_pool]
              lab: {src_ip|cidr: 10.9.0.0/16}
              condition: not lab
            owner: lab
            ticket: CHG-3
            expires: '2030-01-01T00:00:00Z'
            """;

    private final List<Finding> told = new ArrayList<>();
    private final List<String> heldBack = new ArrayList<>();

    @Test
    void aRuleFindsTheRowsThatItMeansAndTellsThemInItsWords() throws IOException {
        examine(MINERS, row("a.pool.example", "A", "10.0.0.7"), row("a.pool.example.org", "A", "10.0.0.7"));
        assertThat(told).singleElement().satisfies(finding -> {
            assertThat(finding.detection().name()).isEqualTo("mining_pool");
            assertThat(finding.detection().techniques()).extracting("id").containsExactly("T1496");
            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
            assertThat(finding.headline()).isEqualTo("A name of a mining pool: 10.0.0.7 -> a.pool.example");
            assertThat(finding.reasons()).extracting("observed").containsExactly("a.pool.example");
            assertThat(finding.account()).isEqualTo("111122223333");
        });
    }

    @Test
    void aThousandNamesOfOneDomainAreOneFinding() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rows.add(row("n" + i + ".pool.example", "A", "10.0.0.7"));
        }
        examine(MINERS, rows.toArray(String[]::new));
        assertThat(told).singleElement().satisfies(finding -> {
            assertThat(finding.resource()).isEqualTo("pool.example");
            assertThat(finding.facts()).containsEntry("rows", "1000").containsEntry("name", "n0.pool.example");
        });
    }

    @Test
    void eachWorkloadAndDomainIsAFindingOfItsOwn() throws IOException {
        examine(
                MINERS,
                row("a.pool.example", "A", "10.0.0.7"),
                row("a.pool.example", "A", "10.0.0.8"),
                row("a.miners.example", "A", "10.0.0.8"));
        assertThat(told).extracting(Finding::id).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void theRowThatWasFirstInTimeIsTheOneThatIsTold() throws IOException {
        examine(
                MINERS,
                row("late.pool.example", "A", "10.0.0.7").replace("12:00:00Z", "13:00:00Z"),
                row("early.pool.example", "A", "10.0.0.7"));
        assertThat(told).singleElement().satisfies(finding -> {
            assertThat(finding.facts()).containsEntry("name", "early.pool.example");
            assertThat(finding.first()).isEqualTo(Instant.parse("2026-11-21T12:00:00Z"));
            assertThat(finding.evidence())
                    .extracting(Evidence::last)
                    .containsExactly(Instant.parse("2026-11-21T13:00:00Z"));
        });
    }

    @Test
    void recordTypesAndAnswersAreAsked() throws IOException {
        String answer = row("cmd.example", "TXT", "10.0.0.7")
                .replace("\"answers\": []", "\"answers\": [{\"Rdata\": \"iex(payload)\", \"Type\": \"TXT\"}]");
        examine(ANSWERED_COMMAND, answer, row("cmd.example", "TXT", "10.0.0.8"));
        assertThat(told).hasSize(1);
    }

    @Test
    void aFilterApprovesOfItsRowsAlone() throws IOException {
        examine(
                MINERS + "---\n" + FILTER,
                row("a.pool.example", "A", "10.9.0.7"),
                row("a.pool.example", "A", "10.0.0.7"));
        assertThat(heldBack).containsExactly("The lab may mine");
        assertThat(told).hasSize(1);
    }

    @Test
    void aRuleInDryRunIsToldToNobody() throws IOException {
        examine(MINERS + "stage: dry-run\n", row("a.pool.example", "A", "10.0.0.7"));
        assertThat(told).isEmpty();
        assertThat(heldBack).containsExactly("dry-run");
    }

    @Test
    void rulesOnOtherLogsAreLeftAlone() throws IOException {
        for (String logsource : List.of(
                "{product: aws, service: cloudtrail}",
                "{product: windows, category: dns_query}",
                "{product: aws}",
                "{category: proxy}")) {
            examine(MINERS.replace("{category: dns}", logsource), row("a.pool.example", "A", "10.0.0.7"));
        }
        assertThat(told).isEmpty();
    }

    private void examine(String sigma, String... rows) throws IOException {
        Parsed parsed = Sigma.parse("rule.yml", sigma);
        assertThat(parsed.refusals()).isEmpty();
        RowRules rules = RowRules.of(new Rulebook(parsed.rules(), List.of(), parsed.filters(), Map.of()));
        RowMatches matches = rules.look();
        byte[] log = String.join("", rows).getBytes(StandardCharsets.UTF_8);
        ResolverLog.read("rows", new ByteArrayInputStream(log), new Queries() {
            @Override
            public void query(Query query) {
                matches.add(query);
            }

            @Override
            public void skipped(String place, long line, String reason) {
                throw new AssertionError(reason);
            }
        });
        matches.tell(verdicts());
    }

    private Verdicts verdicts() {
        return new Verdicts() {
            @Override
            public void accept(Finding finding) {
                told.add(finding);
            }

            @Override
            public void suppressed(Draft finding, Filter filter) {
                heldBack.add(filter.title());
            }

            @Override
            public void rehearsed(Draft finding) {
                heldBack.add("dry-run");
            }
        };
    }

    private static String row(String name, String type, String source) {
        return """
                {"version": "1.100000", "account_id": "111122223333", "region": "eu-west-1", "vpc_id": "vpc-1",\
                 "query_timestamp": "2026-11-21T12:00:00Z", "query_name": "%s.", "query_type": "%s",\
                 "query_class": "IN", "rcode": "NOERROR", "answers": [], "srcaddr": "%s", "srcport": "40000",\
                 "transport": "UDP", "srcids": {}}
                """.formatted(name, type, source);
    }
}
