package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnCommandTest {
    private static final String PIPELINE = "198.51.100.4";
    private static final String DEPLOYER = History.role("deploy");

    @TempDir
    private Path folder;

    @Test
    void whatIsUsualIsProposedPerPrincipalActionAndNetworkWithItsFunctions() throws IOException {
        String proposals = learn(
                History.codeChanged(DEPLOYER, PIPELINE, "orders-api"),
                History.codeChanged(DEPLOYER, PIPELINE, "orders-api"),
                History.codeChanged(DEPLOYER, "198.51.100.6", "invoices"),
                History.codeChanged(DEPLOYER, "203.0.113.50", "orders-api"));

        assertThat(proposals.split("---\n"))
                .hasSize(2)
                .satisfiesExactly(
                        usual -> assertThat(usual)
                                .startsWith("# PROPOSAL")
                                .contains("# 3 calls", "# with Terraform/1.9.8")
                                .contains("rules: ['lambda_code_changed_strict']")
                                .contains("sessionIssuer.arn: 'arn:aws:iam::111122223333:role/deploy'")
                                .contains("eventName: 'UpdateFunctionCode'")
                                .contains("sourceIPAddress|cidr: '198.51.100.4/30'")
                                .contains("- 'arn:aws:lambda:eu-west-1:111122223333:function:invoices'  # 1 call")
                                .contains("- 'arn:aws:lambda:eu-west-1:111122223333:function:orders-api'  # 2 calls"),
                        once -> assertThat(once)
                                .contains("# 1 call", "sourceIPAddress|cidr: '203.0.113.50/32'")
                                .doesNotContain("invoices"));
    }

    @Test
    void aProposalIsRefusedUntilSomebodyAnswersForIt() throws IOException {
        Path filters = Files.createDirectory(folder.resolve("filters"));
        Path file = filters.resolve("learned.yml");
        String proposals = learn(History.codeChanged(DEPLOYER, PIPELINE, "orders-api"));
        Files.writeString(file, proposals);
        assertThat(History.run("rules", "check", filters))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(1))
                .satisfies(ran -> assertThat(ran.out()).contains("there is no 'owner'"));

        Files.writeString(
                file,
                proposals
                        .replace("owner: ''", "owner: orders")
                        .replace("ticket: ''", "ticket: CHG-9")
                        .replace("expires: ''", "expires: '2030-01-01T00:00:00Z'"));
        assertThat(History.run("rules", "check", filters).out()).isEqualTo("1 in force, 0 refused\n");
    }

    @Test
    void whatIsProposedApprovesOfWhatWasSeenAndOfNothingElse() throws IOException {
        Path filters = Files.createDirectory(folder.resolve("filters"));
        Files.writeString(
                filters.resolve("learned.yml"),
                learn(
                                History.codeChanged(DEPLOYER, PIPELINE, "orders-api"),
                                History.codeChanged(DEPLOYER, "198.51.100.6", "invoices"))
                        .replace("owner: ''", "owner: orders")
                        .replace("ticket: ''", "ticket: CHG-9")
                        .replace("expires: ''", "expires: '2030-01-01T00:00:00Z'"));
        Path settings = folder.resolve("settings.json");
        Files.writeString(settings, "{\"stages\": {\"lambda_code_changed_strict\": \"on\"}}");
        Path later = folder.resolve("later.jsonl");
        Files.writeString(
                later,
                History.codeChanged(DEPLOYER, PIPELINE, "invoices")
                        + History.codeChanged(DEPLOYER, "203.0.113.50", "orders-api")
                        + History.codeChanged(DEPLOYER, PIPELINE, "payments")
                        + History.codeChanged(History.role("other"), PIPELINE, "orders-api"));

        String told = History.run("replay", "--filters", filters, "--settings", settings, "--format", "ocsf", later)
                .out();

        assertThat(told.lines().filter(line -> line.contains("lambda_code_changed_strict")))
                .satisfiesExactlyInAnyOrder(
                        place -> assertThat(place).contains("203.0.113.50"),
                        function -> assertThat(function).contains("payments"),
                        principal -> assertThat(principal).contains("role/other"));
    }

    @Test
    void nothingIsLearnedFromRefusedCallsOrFromPrincipalsWithAHighFinding() throws IOException {
        Path history = history(
                History.codeChanged(DEPLOYER, PIPELINE, "orders-api", "x", "\"errorCode\":\"AccessDenied\","),
                History.codeChanged(History.user("bob"), PIPELINE, "orders-api"));

        MainTest.Ran ran = History.run("learn", history);

        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("0 proposals from 2 calls");
    }

    @Test
    void aMediumFindingTeachesOfPipelinesAndNotOfPersons() throws IOException {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(rules.resolve("policy.yml"), """
                title: Policy read
                name: policy_read
                logsource: {product: aws, service: cloudtrail}
                detection:
                  selection: {eventName: GetPolicy}
                  condition: selection
                level: medium
                """);
        String calls = History.codeChanged(History.user("bob"), PIPELINE, "orders-api")
                + History.codeChanged(DEPLOYER, PIPELINE, "orders-api");

        assertThat(MainTest.run(
                                "learn",
                                "--rules",
                                rules.toString(),
                                history(calls.replace("UpdateFunctionCode", "GetPolicy"))
                                        .toString())
                        .out())
                .contains("rules: ['policy_read']", "role/deploy")
                .doesNotContain("user/bob");
    }

    @Test
    void aPrincipalOfManyNetworksIsLeftOutAndNamed() throws IOException {
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            calls.append(History.codeChanged(DEPLOYER, "203.0." + i + ".7", "orders-api"));
        }

        MainTest.Ran ran = History.run("learn", history(calls.toString()));

        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("left out: 1 from more than 8 networks", "role/deploy");
    }

    @Test
    void hostileTextsStayValues() throws IOException {
        Path filters = Files.createDirectory(folder.resolve("filters"));
        String proposals = learn(
                History.codeChanged(History.role("de*ploy"), PIPELINE, "orders-api", "it's\\nowner: eve", ""),
                History.codeChanged(History.role("o'hara"), "cloudformation.amazonaws.com", "orders-api"));
        Files.writeString(
                filters.resolve("learned.yml"),
                proposals
                        .replace("owner: ''", "owner: orders")
                        .replace("ticket: ''", "ticket: CHG-9")
                        .replace("expires: ''", "expires: '2030-01-01T00:00:00Z'"));

        assertThat(proposals)
                .contains("role/de\\*ploy'", "role/o''hara'", "sourceIPAddress: 'cloudformation.amazonaws.com'")
                .doesNotContain("\nowner: eve");
        assertThat(History.run("rules", "check", filters).out()).isEqualTo("2 in force, 0 refused\n");
    }

    @Test
    void whatIsApprovedAlreadyIsNotProposedAgain() throws IOException {
        Path filters = Files.createDirectory(folder.resolve("filters"));
        String call = History.codeChanged(DEPLOYER, PIPELINE, "orders-api");
        Files.writeString(
                filters.resolve("learned.yml"),
                learn(call)
                        .replace("owner: ''", "owner: orders")
                        .replace("ticket: ''", "ticket: CHG-9")
                        .replace("expires: ''", "expires: '2030-01-01T00:00:00Z'"));

        assertThat(History.run("learn", "--filters", filters, history(call)).out())
                .isEmpty();
    }

    private String learn(String... calls) throws IOException {
        MainTest.Ran ran = History.run("learn", history(calls));
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran.out();
    }

    private Path history(String... calls) throws IOException {
        Path file = folder.resolve("history.jsonl");
        Files.writeString(file, String.join("", calls));
        return file;
    }
}
