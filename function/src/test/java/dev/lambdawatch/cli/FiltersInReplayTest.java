package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            rows.append(row("2026-11-21T10:00:00Z", "%032x.lists.example.com".formatted(i), "i-0abc"));
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

    /// A tunnel, a first contact and a beacon: each alert brings the filter that approves of it.
    @Test
    void theFilterThatAnAlertSuggestsApprovesOfItAlone() throws IOException {
        StringBuilder rows = new StringBuilder();
        StringBuilder records = new StringBuilder();
        long start = Instant.parse("2026-11-21T00:00:10Z").getEpochSecond();
        for (int day = 1; day < 9; day++) {
            rows.append(row("2026-11-%02dT00:00:00Z".formatted(20 - day), "www.example.org", ""));
        }
        rows.append(row("2026-11-21T10:00:00Z", "api.vendor.workers.dev", "i-0abc"));
        for (int beat = 0; beat < 288; beat++) {
            records.append("2 111122223333 eni-1 10.0.0.5 3.216.135.9 %d 443 6 6 1200 %d %d ACCEPT OK\n"
                    .formatted(40_000 + beat, start + 300L * beat, start + 300L * beat + 58));
        }
        Files.writeString(folder.resolve("contact.log"), rows);
        Files.writeString(folder.resolve("flow.log"), records);
        List<String> alerts = alerts();
        assertThat(alerts).hasSize(3);

        int number = 0;
        for (String alert : alerts) {
            suggested("suggested-" + number++ + ".yml", alert);
            assertThat(alerts()).as(alert).hasSize(3 - number);
        }
    }

    /// Calls that were refused have no request; the function stands in the message.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lambda_change_denied/finds/code.json",
                "lambda_change_denied/finds/permission.json",
                "lambda_code_changed/finds/by_iam_user.json",
                "lambda_invoke_unexpected/finds/denied.json"
            })
    void theFilterThatTheAlertOfACallSuggestsApprovesOfIt(String sample) throws IOException {
        Files.copy(Path.of("src/test/resources/rules", sample), log, StandardCopyOption.REPLACE_EXISTING);
        List<String> alerts = alerts();
        for (String alert : alerts) {
            suggested("of-a-call.yml", alert);
            assertThat(alerts()).as(alert).hasSize(alerts.size() - 1);
        }
    }

    /// Mail programs would make a link of the name, so its dots are written as escapes.
    @Test
    void theFilterThatAnAlertSuggestsNamesAUserWithADot() throws IOException {
        Files.writeString(log, History.codeChanged(History.user("ann.example"), "203.0.113.50", "orders-api"));
        String alert = alerts().getFirst();
        assertThat(alert).contains("userIdentity.arn: \"arn:aws:iam::111122223333:user/ann\\x2eexample\"");
        suggested("of-ann.yml", alert);
        assertThat(alerts()).isEmpty();
    }

    @Test
    void whatACorrelationFoundSuggestsNoFilterForNoneCanMeanIt() throws IOException {
        Files.copy(
                Path.of("src/test/resources/rules/lambda_functions_deleted/finds/just_enough.jsonl"),
                log,
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(alerts())
                .filteredOn(alert -> alert.contains("rule lambda_functions_deleted,"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .doesNotContain("SUPPRESS");
    }

    /// Puts the filter that an alert suggests into force.
    private void suggested(String file, String alert) throws IOException {
        String filter = alert.substring(alert.indexOf("  title:"), alert.indexOf("\nID "));
        Files.writeString(
                filters.resolve(file),
                filter.stripIndent().replace("owner: ''", "owner: web").replace("ticket: ''", "ticket: WEB-1"));
    }

    private List<String> alerts() {
        MainTest.Ran ran = MainTest.run(
                "replay", "--min-severity", "informational", "--filters", filters.toString(), folder.toString());
        assertThat(ran.err()).doesNotContain("refused", "approved of nothing");
        return Arrays.stream(ran.out().split("(?m)^-{90,}$", -1))
                .filter(alert -> !alert.isBlank())
                .toList();
    }

    private static String row(String time, String name, String instance) {
        return """
                {"version":"1.100000","account_id":"111122223333","region":"eu-west-1","vpc_id":"vpc-1",\
                "query_timestamp":"%s","query_name":"%s.","query_type":"A","rcode":"NOERROR","answers":[],\
                "srcaddr":"10.0.1.20","srcids":{"instance":"%s"}}
                """.formatted(time, name, instance);
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
