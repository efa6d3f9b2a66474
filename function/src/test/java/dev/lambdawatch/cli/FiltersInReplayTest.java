package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a replay does with filters on Resolver logs and flow logs, and says of those that do nothing.
class FiltersInReplayTest {
    private static final String FLOW = "{product: aws, service: vpcflow}";
    private static final String ROWS = "{category: dns}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private Path log = Path.of("rows.log");
    private Path filters = Path.of("filters");
    private Path rules = Path.of("rules");

    @BeforeEach
    void aTunnel() throws IOException {
        filters = Files.createDirectory(folder.resolve("filters"));
        rules = Files.createDirectory(folder.resolve("rules"));
        log = folder.resolve("rows.log");
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            rows.append("""
                    {"version":"1.100000","account_id":"111122223333","region":"eu-west-1","vpc_id":"vpc-1",\
                    "query_timestamp":"2026-11-21T10:00:00Z","query_name":"%032x.lists.example.com.","query_type":"A",\
                    "rcode":"NOERROR","answers":[],"srcaddr":"10.0.1.20","srcids":{"instance":"i-0abc"}}
                    """.formatted(i));
        }
        Files.writeString(log, rows);
    }

    @Test
    void aTunnelThatAFilterApprovesOfIsHeldBackAndCounted() throws IOException {
        filter("lists", ROWS, "dns_tunnel", "{parent_domain: example.com}", "2027-01-01");
        MainTest.Ran ran = replay();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains("held back: 1 by filters, 0 of rules in dry-run (dns_tunnel 1)")
                .doesNotContain("approved of nothing", "means no rule");
    }

    @Test
    void filtersThatExpiredOrMeanNoRuleAreNamedWhicheverLogTheyAreOn() throws IOException {
        filter("expired", ROWS, "any", "{parent_domain: example.com}", "2026-01-01");
        filter("no such row", ROWS, "no_such_rule", "{parent_domain: example.com}", "2027-01-01");
        filter("no such beacon", FLOW, "dns_tunnel", "{srcaddr: 10.0.0.1}", "2027-01-01");
        MainTest.Ran ran = replay();
        assertThat(ran.out()).contains("DNS tunnel");
        assertThat(ran.err())
                .contains("'expired' expired at 2026-01-01T00:00:00Z")
                .contains("'no such row' means no rule: no_such_rule")
                .contains("'no such beacon' means no rule: dns_tunnel")
                .doesNotContain("approved of nothing");
    }

    @Test
    void aFilterOverARuleOfTheUsersIsNotIdle() throws IOException {
        Files.writeString(rules.resolve("beat.yml"), """
                title: A beat
                name: beat
                logsource: {product: aws, service: vpcflow}
                detection: {gateway: {tier: B}, condition: gateway}
                """);
        filter("beat", FLOW, "beat", "{srcaddr: 10.0.0.1}", "2027-01-01");
        filter("beacon", FLOW, "serverless_beacon", "{srcaddr: 10.0.0.1}", "2027-01-01");
        assertThat(replay().err())
                .contains("2 filters approved of nothing here: 'beacon', 'beat'")
                .doesNotContain("means no rule");
    }

    private MainTest.Ran replay() {
        return MainTest.run("replay", "--rules", rules.toString(), "--filters", filters.toString(), log.toString());
    }

    private void filter(String title, String logsource, String rule, String selection, String expires)
            throws IOException {
        Files.writeString(filters.resolve(title + ".yml"), """
                title: %s
                logsource: %s
                filter: {rules: [%s], selection: %s, condition: not selection}
                owner: web
                ticket: WEB-1
                expires: '%sT00:00:00Z'
                """.formatted(title, logsource, rule, selection, expires));
    }
}
