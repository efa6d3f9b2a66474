package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.audit.ShippedRules;
import dev.lambdawatch.content.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest {
    private static final String RULE = """
            title: Any permission
            name: any_permission
            logsource: {product: aws, service: cloudtrail}
            detection:
              selection: {eventName: AddPermission}
              condition: selection
            level: low
            """;
    private static final String POOL = """
            title: A name of a mining pool
            name: pool
            logsource: {category: dns}
            detection:
              pool: {query|endswith: .pool.example}
              condition: pool
            level: high
            """;
    private static final Path FINDS = Path.of("src/test/resources/rules/lambda_policy_public/finds/everyone.json");
    private static final Path SILENT = Path.of("src/test/resources/rules/lambda_policy_public/silent/removed.json");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void theShippedRulesAreInForce() {
        MainTest.Ran ran = MainTest.run("rules", "check", "src/main/resources/rules");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains(" in force, 0 refused");
    }

    @Test
    void aRefusedRuleIsNamedWithItsPlaceAndFailsTheCommand() throws IOException {
        Files.writeString(folder.resolve("a.yml"), RULE);
        Files.writeString(folder.resolve("b.yml"), RULE.replace("eventName:", "eventName|nonsense:"));
        MainTest.Ran ran = MainTest.run("rules", "check", folder.toString());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("b.yml").contains("nonsense").contains("1 in force, 1 refused");
    }

    @Test
    void testingNamesWhatIsRefusedAndFailsTheCommand() throws IOException {
        Files.writeString(folder.resolve("any.yml"), RULE);
        Files.createDirectories(folder.resolve("any/finds"));
        Files.createDirectories(folder.resolve("any/silent"));
        Files.copy(FINDS, folder.resolve("any/finds/one.json"));
        Files.copy(SILENT, folder.resolve("any/silent/other.json"));
        Files.writeString(folder.resolve("b.yml"), RULE.replace("eventName:", "eventName|nonsense:"));
        Files.writeString(folder.resolve("c.yml"), POOL.replace("query|endswith", "question"));

        MainTest.Ran ran = MainTest.run("rules", "test", folder.toString());

        assertThat(ran.out())
                .contains("finds 1/1, silent 1/1")
                .containsPattern("b.yml.*: refused: .*nonsense")
                .containsPattern("c.yml.*: refused: 'A name of a mining pool': .*question");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void aFileThatIsTooLargeForTheDeployedMonitorIsRefused() throws IOException {
        Files.writeString(folder.resolve("a.yml"), RULE + "#".repeat(Library.LARGEST_FILE));

        MainTest.Ran ran = MainTest.run("rules", "check", folder.toString());

        assertThat(ran.out())
                .contains("a.yml: refused: '': a file has at most 65536 bytes")
                .contains("0 in force, 1 refused");
    }

    @Test
    void theListShowsWhatIsInForce() throws IOException {
        Files.writeString(folder.resolve("a.yml"), RULE);
        assertThat(MainTest.run("rules", "list", folder.toString()).out())
                .containsPattern("rule +low +any_permission +Any permission");
    }

    @Test
    void withoutAFolderTheListShowsWhatIsShipped() {
        MainTest.Ran ran = MainTest.run("rules", "list");
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines())
                .hasSize(ShippedRules.all().size() + ShippedRules.correlations().size());
    }

    @Test
    void aRuleIsRunAgainstItsSamples() throws IOException {
        Files.writeString(folder.resolve("any.yml"), RULE);
        Files.createDirectories(folder.resolve("any/finds"));
        Files.createDirectories(folder.resolve("any/silent"));
        Files.copy(FINDS, folder.resolve("any/finds/one.json"));
        Files.copy(SILENT, folder.resolve("any/silent/other.json"));
        MainTest.Ran ran = MainTest.run("rules", "test", folder.toString());
        assertThat(ran.out()).contains("finds 1/1, silent 1/1");
        assertThat(ran.code()).isZero();

        Files.copy(FINDS, folder.resolve("any/silent/wrong.json"));
        ran = MainTest.run("rules", "test", folder.toString());
        assertThat(ran.out()).contains("is not silent on wrong.json");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void aCorrelationIsRunOverTheRulesOfItsFolder() throws IOException {
        Files.writeString(folder.resolve("any.yml"), RULE);
        Files.writeString(folder.resolve("two.yml"), """
                title: Two permissions
                name: two_permissions
                correlation:
                  type: event_count
                  rules: [any_permission]
                  group-by: [recipientAccountId]
                  timespan: 1h
                  condition: {gte: 2}
                level: medium
                """);
        for (String kind : List.of("any/finds", "any/silent", "two/finds", "two/silent")) {
            Files.createDirectories(folder.resolve(kind));
        }
        String grant = Files.readString(FINDS).replace("\n", "");
        Files.writeString(
                folder.resolve("two/finds/both.jsonl"),
                grant + "\n" + grant.replaceFirst("\"eventID\": \"", "$0x") + "\n");
        Files.writeString(folder.resolve("two/silent/one.jsonl"), grant + "\n");
        Files.copy(FINDS, folder.resolve("any/finds/one.json"));
        Files.copy(SILENT, folder.resolve("any/silent/other.json"));
        MainTest.Ran ran = MainTest.run("rules", "test", folder.toString());
        assertThat(ran.out()).containsPattern("two_permissions +finds 1/1, silent 1/1");
        assertThat(ran.code()).isZero();
    }

    @Test
    void aRuleWithoutSamplesFails() throws IOException {
        Files.writeString(folder.resolve("any.yml"), RULE);
        MainTest.Ran ran = MainTest.run("rules", "test", folder.toString());
        assertThat(ran.out()).contains("it needs samples of both kinds");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void aFolderThatIsNotThereFailsAndAMissingCommandIsBadUsage() {
        assertThat(MainTest.run("rules", "check", "no/such").code()).isEqualTo(1);
        assertThat(MainTest.run("rules", "check").code()).isEqualTo(64);
        assertThat(MainTest.run("rules", "frobnicate", ".").code()).isEqualTo(64);
        assertThat(MainTest.run("rules").code()).isEqualTo(64);
    }

    @Test
    void whatNoAuditCanUseIsRefusedBeforeItIsDeployed() throws IOException {
        Files.writeString(folder.resolve("mood.yml"), """
                title: Mood
                logsource: {product: aws, service: cloudtrail}
                detection:
                  selection: {lambdawatch.mood: bad}
                  condition: selection
                """);

        MainTest.Ran ran = MainTest.run("rules", "check", folder.toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("there is no derived field 'lambdawatch.mood'", "0 in force, 1 refused");
    }

    @Test
    void aRuleOnRowsIsRunAgainstRowsAndFindsThemInAReplay() throws IOException {
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(rules.resolve("pool.yml"), POOL);
        Path rows = Files.createDirectories(rules.resolve("pool/finds")).resolve("rows.log");
        Files.writeString(rows, row("a.pool.example"));
        Files.writeString(
                Files.createDirectories(rules.resolve("pool/silent")).resolve("rows.log"), row("pool.example.org"));

        assertThat(MainTest.run("rules", "test", rules.toString()).out()).contains("finds 1/1, silent 1/1");
        assertThat(MainTest.run("replay", "--rules", rules.toString(), rows.toString())
                        .out())
                .startsWith("[HIGH] A name of a mining pool: 10.0.0.7 -> a[.]pool[.]example");
    }

    @Test
    void aRuleOnRowsThatAsksWhatNoRowHasIsRefused() throws IOException {
        Files.writeString(folder.resolve("pool.yml"), POOL.replace("query|", "Image|"));
        MainTest.Ran ran = MainTest.run("rules", "check", folder.toString());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("has no field 'Image'", "0 in force, 1 refused");
    }

    @Test
    void aRuleOnBeaconsThatAsksWhatNoBeaconHasIsRefused() throws IOException {
        Files.writeString(
                folder.resolve("beat.yml"), POOL.replace("{category: dns}", "{product: aws, service: vpcflow}"));
        MainTest.Ran ran = MainTest.run("rules", "check", folder.toString());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("a beacon has no field 'query'", "0 in force, 1 refused");
        assertThat(MainTest.run("replay", "--rules", folder.toString(), folder.toString())
                        .err())
                .contains("is refused: a beacon has no field 'query'");
    }

    @Test
    void whatCouldNeverFindIsRefused() throws IOException {
        Files.writeString(
                folder.resolve("a.yml"),
                RULE.replace("{product: aws, service: cloudtrail}", "{product: windows, category: process_creation}"));
        Files.writeString(folder.resolve("b.yml"), correlation("Of nothing", "no_such_rule"));
        Files.writeString(folder.resolve("c.yml"), correlation("Circle", "Circle"));
        MainTest.Ran ran = MainTest.run("rules", "check", folder.toString());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains(
                        "a.yml:1: refused: 'Any permission': {category: process_creation, product: windows} is no log")
                .contains("b.yml:1: refused: 'Of nothing': there is no rule 'no_such_rule'")
                .contains("c.yml:1: refused: 'Circle': it names a correlation that is refused, or itself in a circle")
                .contains("0 in force, 3 refused");
    }

    @Test
    void whatDoesLessThanItsAuthorMayThinkIsNamed() throws IOException {
        Files.writeString(folder.resolve("a.yml"), correlation("Many changes", "lambda_code_changed"));
        Files.writeString(folder.resolve("b.yml"), filter("Old", "lambda_code_changed", "2020-01-01T00:00:00Z"));
        Files.writeString(folder.resolve("c.yml"), filter("Misspelt", "lambda_code_chnged", "2999-01-01T00:00:00Z"));
        Files.writeString(
                folder.resolve("d.yml"),
                filter("Good", "dns_tunnel", "2999-01-01T00:00:00Z")
                        .replace("{product: aws, service: cloudtrail}", "{category: dns}")
                        .replace("sourceIPAddress", "src_ip"));
        MainTest.Ran ran = MainTest.run("rules", "check", folder.toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains(
                        "a.yml:1: look at: 'Many changes': the rule 'lambda_code_changed' is no longer told by itself")
                .contains("b.yml:1: look at: 'Old': expired at 2020-01-01T00:00:00Z and is ignored; owner: web")
                .contains("c.yml:1: look at: 'Misspelt': means no rule: lambda_code_chnged")
                .doesNotContain("Good")
                .contains("4 in force, 0 refused");
    }

    private static String correlation(String title, String rule) {
        return """
                title: %s
                correlation: {type: event_count, rules: [%s], timespan: 1h, condition: {gte: 5}}
                level: low
                """.formatted(title, rule);
    }

    private static String filter(String title, String rule, String expires) {
        return """
                title: %s
                logsource: {product: aws, service: cloudtrail}
                filter: {rules: [%s], office: {sourceIPAddress: 203.0.113.50}, condition: not office}
                owner: web
                ticket: WEB-1
                expires: '%s'
                """.formatted(title, rule, expires);
    }

    private static String row(String name) {
        return """
                {"version": "1.100000", "account_id": "111122223333", "region": "eu-west-1", "vpc_id": "vpc-1",\
                 "query_timestamp": "2026-11-21T12:00:00Z", "query_name": "%s.", "query_type": "A",\
                 "query_class": "IN", "rcode": "NOERROR", "answers": [], "srcaddr": "10.0.0.7", "srcport": "40000",\
                 "transport": "UDP", "srcids": {}}
                """.formatted(name);
    }
}
