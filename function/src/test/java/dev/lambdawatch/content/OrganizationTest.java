package dev.lambdawatch.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdawatch.content.Organization.Account;
import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationTest {
    private static final Organization ORGANIZATION = Organization.of(
            "o-exampleorgid",
            List.of(
                    new Account("111122223333", "security", ""),
                    new Account("444455556666", "prod-payments", "Workloads/Production")));

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertThat(Organization.parse(ORGANIZATION.json())).isEqualTo(ORGANIZATION);
    }

    @Test
    void theOutputOfListAccountsIsRead() throws IOException {
        assertThat(parse("""
                {"Accounts": [{
                    "Id": "444455556666",
                    "Arn": "arn:aws:organizations::111122223333:account/o-exampleorgid/444455556666",
                    "Email": "payments@example.com", "Name": "prod-payments", "Status": "ACTIVE",
                    "JoinedMethod": "CREATED", "JoinedTimestamp": 1735689600.0}]}
                """))
                .isEqualTo(
                        Organization.of("o-exampleorgid", List.of(new Account("444455556666", "prod-payments", ""))));
    }

    @Test
    void aNumberALineIsEnough() throws IOException {
        assertThat(parse("""
                111122223333

                444455556666 prod payments
                """).accounts())
                .isEqualTo(Map.of(
                        "111122223333", new Account("111122223333", "", ""),
                        "444455556666", new Account("444455556666", "prod payments", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11112222333",
                "{\"accounts\": [{\"name\": \"nameless\"}]}",
                "{\"accounts\": [\"111122223333\"]}",
                "{\"accounts\": [{\"id\": \"111122223333\"}",
                "{\"members\": []}"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(IOException.class);
    }

    @Test
    void aFindingInAMemberIsHandedOnWithItsNameUnitAndOrganization() {
        List<Finding> told = new ArrayList<>();

        ORGANIZATION.naming(told::add).accept(finding("444455556666", "444455556666"));

        assertThat(told.getFirst().facts())
                .isEqualTo(Map.of(
                        "api", "ListFunctions",
                        "account_name", "prod-payments",
                        "ou", "Workloads/Production",
                        "organization", "o-exampleorgid"));
    }

    @Test
    void aCallerOfAnotherMemberIsNamedToo() {
        assertThat(ORGANIZATION.named(finding("444455556666", "111122223333")).facts())
                .containsEntry("account_name", "prod-payments")
                .containsEntry("caller_account_name", "security");
    }

    @Test
    void aStrangersAccountStaysANumber() {
        assertThat(ORGANIZATION.named(finding("777788889999", "777788889999")).facts())
                .isEqualTo(Map.of("api", "ListFunctions"));
    }

    @Test
    void aNameChangesNoId() {
        Finding finding = finding("444455556666", "444455556666");

        assertThat(ORGANIZATION.named(finding).id()).isEqualTo(finding.id());
    }

    private static Organization parse(String text) throws IOException {
        return Organization.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Finding finding(String account, String callersAccount) {
        return new Finding(
                new Detection("id", "name", "title", "1", "", List.of(), List.of(), List.of()),
                Severity.MEDIUM,
                account,
                "eu-west-1",
                new Subject.Principal("key", "eve", "human", callersAccount, ""),
                "",
                "headline",
                List.of(),
                List.of(new Evidence.Call(
                        "", Instant.EPOCH, "ListFunctions", "lambda.amazonaws.com", account, "", "", "", "", "")),
                List.of(),
                Map.of("api", "ListFunctions"));
    }
}
