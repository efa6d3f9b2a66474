package dev.lambdawatch.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who called: the key by which a principal is remembered, and which of the six kinds it is.
class IdentityTest {
    private static final String OURS = "111122223333";

    /// Kind, key, and the caller as `session <role path and name> <session name>` or as JSON.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ROOT       | 111122223333:root                                | "type":"Root","accountId":"111122223333","arn":"arn:aws:iam::111122223333:root"
                    HUMAN      | arn:aws:iam::111122223333:user/bob               | "type":"IAMUser","arn":"arn:aws:iam::111122223333:user/bob","accountId":"111122223333","userName":"bob"
                    HUMAN      | 906-user                                         | "type":"IdentityCenterUser","accountId":"111122223333","onBehalfOf":{"userId":"906-user"}
                    HUMAN      | arn:aws:sts::111122223333:federated-user/eve     | "type":"FederatedUser","arn":"arn:aws:sts::111122223333:federated-user/eve","accountId":"111122223333"
                    EXTERNAL   | 444455556666:AROAX:s                             | "type":"AWSAccount","accountId":"444455556666","principalId":"AROAX:s"
                    SERVICE    | events.amazonaws.com                             | "type":"AWSService","invokedBy":"events.amazonaws.com"
                    SERVICE    | 111122223333:lambda.amazonaws.com                | "accountId":"111122223333","invokedBy":"lambda.amazonaws.com"
                    AUTOMATION | :unknown                                         |
                    HUMAN      | 111122223333:AIDAX                               | "type":"IAMUser","accountId":"111122223333","principalId":"AIDAX"
                    """)
    void thePrincipalWithoutARole(Principal.Kind kind, String key, String identity) {
        Principal principal = principal("\"userIdentity\":{" + (identity == null ? "" : identity) + "}", Set.of());
        assertThat(principal.kind()).isEqualTo(kind);
        assertThat(principal.key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SERVICE    | aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig                  | config
                    HUMAN      | aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Power_0123456789abcdef | alice
                    HUMAN      | Operators                                                                      | alice@example.com
                    HUMAN      | OrganizationAccountAccessRole                                                  | alice
                    RUNTIME    | web-servers                                                                    | i-0123456789abcdef0
                    RUNTIME    | tasks                                                                          | 0123456789abcdef0123456789abcdef
                    AUTOMATION | ci/DeployRole                                                                  | build-17
                    AUTOMATION | web-servers                                                                    | i-am-no-instance
                    AUTOMATION | x:role/aws-service-role/config.amazonaws.com/mine                              | s
                    AUTOMATION | x:role/aws-reserved/sso.amazonaws.com/mine                                     | s
                    """)
    void theRoleDecidesAndItsSessionOnlyRaises(Principal.Kind kind, String role, String session) {
        Principal principal = principal(session(OURS, role, session), Set.of());
        assertThat(principal.kind()).isEqualTo(kind);
        assertThat(principal.key()).isEqualTo("arn:aws:iam::111122223333:role/" + role);
        assertThat(principal.name()).isEqualTo(role.substring(role.lastIndexOf('/') + 1));
        assertThat(principal.sessionName()).isEqualTo(session);
    }

    @Test
    void aSessionNamedLikeTheDeployRoleKeepsTheKeyOfItsOwn() {
        Principal principal = principal(session(OURS, "Interns", "x-DeployRole"), Set.of());
        assertThat(principal.key()).isEqualTo("arn:aws:iam::111122223333:role/Interns");
    }

    @Test
    void aSessionWithoutIssuerIsKnownByTheRoleInItsArn() {
        Principal principal = principal("""
                "userIdentity":{"type":"AssumedRole","arn":"arn:aws-cn:sts::111122223333:assumed-role/Deploy/x"}""", Set.of());
        assertThat(principal.key()).isEqualTo("arn:aws-cn:iam::111122223333:role/Deploy");
        assertThat(principal.account()).isEqualTo(OURS);
        assertThat(principal.sessionName()).isEqualTo("x");
    }

    @Test
    void whatOnlyAwsWritesTellsARuntime() {
        String role = session(OURS, "worker", "w");
        for (String mark : List.of(
                role.replace("\"attributes\"", "\"ec2RoleDelivery\":\"2.0\",\"attributes\""),
                role.replace(
                        "\"type\":\"AssumedRole\"",
                        "\"type\":\"AssumedRole\",\"inScopeOf\":{\"issuerType\":\"AWS::Lambda::Function\"}"),
                role + ",\"userAgent\":\"Boto3/1.40 exec-env/AWS_Lambda_python3.13 Botocore/1.40\"")) {
            assertThat(principal(mark, Set.of()).kind()).as(mark).isEqualTo(Principal.Kind.RUNTIME);
        }
        assertThat(principal(role + ",\"userAgent\":\"exec-env/CloudShell\"", Set.of())
                        .kind())
                .isEqualTo(Principal.Kind.AUTOMATION);
    }

    @Test
    void aRoleAtTheConsoleIsAPerson() {
        String role = session(OURS, "Operators", "s");
        for (String mark : List.of(
                "\"sessionCredentialFromConsole\":\"true\"",
                "\"sessionCredentialFromConsole\":true",
                "\"userAgent\":\"[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12]\"",
                "\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64)\"")) {
            ApiCall call = Records.one(Records.record("ListFunctions20150331", role, mark));
            assertThat(call.console()).isTrue();
            assertThat(call.principal().kind()).isEqualTo(Principal.Kind.HUMAN);
        }
    }

    @Test
    void aServiceThatCallsForAPersonIsNoPardon() {
        String byCloudFormation = "\"type\":\"IAMUser\",\"invokedBy\":\"cloudformation.amazonaws.com\"";
        Principal user = principal(
                "\"userIdentity\":{" + byCloudFormation + ",\"arn\":\"arn:aws:iam::111122223333:user/bob\"}", Set.of());
        assertThat(user.kind()).isEqualTo(Principal.Kind.HUMAN);
        assertThat(user.invokedBy()).isEqualTo("cloudformation.amazonaws.com");
    }

    @Test
    void aServiceThatCallsWithARoleOfOursIsAServiceAndWithAForeignOneIsExternal() {
        String byStepFunctions = "\"type\":\"AssumedRole\",\"invokedBy\":\"states.amazonaws.com\"";
        String ours = session(OURS, "Workflow", "s").replace("\"type\":\"AssumedRole\"", byStepFunctions);
        String foreign = session("444455556666", "Workflow", "s").replace("\"type\":\"AssumedRole\"", byStepFunctions);
        assertThat(principal(ours, Set.of()).kind()).isEqualTo(Principal.Kind.SERVICE);
        assertThat(principal(foreign, Set.of()).kind()).isEqualTo(Principal.Kind.EXTERNAL);
    }

    @Test
    void anAccountOfTheOrganizationIsNotExternal() {
        String other = session("444455556666", "Deploy", "s");
        assertThat(principal(other, Set.of()).kind()).isEqualTo(Principal.Kind.EXTERNAL);
        assertThat(principal(other, Set.of("999900001111")).kind()).isEqualTo(Principal.Kind.EXTERNAL);
        assertThat(principal(other, Set.of("444455556666")).kind()).isEqualTo(Principal.Kind.AUTOMATION);
        // The list may lag behind: an account whose trail we read is ours.
        assertThat(principal(session(OURS, "Deploy", "s"), Set.of("444455556666"))
                        .kind())
                .isEqualTo(Principal.Kind.AUTOMATION);
    }

    @Test
    void anIdentityThatIsNullOrMissingIsNobodyKnown() {
        assertThat(principal("\"userIdentity\":null", Set.of()).key()).isEqualTo(":unknown");
        assertThat(principal("\"x\":1", Set.of()).kind()).isEqualTo(Principal.Kind.AUTOMATION);
    }

    @Test
    void aSecondFactorCountsOnlyIfTheRecordSaysTrue() {
        assertThat(principal(session(OURS, "r", "s"), Set.of()).mfa()).isFalse();
        assertThat(principal(session(OURS, "r", "s").replace("\"false\"", "\"true\""), Set.of())
                        .mfa())
                .isTrue();
    }

    private static String session(String account, String role, String session) {
        return """
               "userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:%3$s","arn":"arn:aws:sts::%1$s:assumed-role/%4$s/%3$s",\
               "accountId":"%1$s","accessKeyId":"ASIAEXAMPLE","sessionContext":{"sessionIssuer":{"type":"Role",\
               "arn":"arn:aws:iam::%1$s:role/%2$s","accountId":"%1$s","userName":"%4$s"},\
               "attributes":{"mfaAuthenticated":"false"}}}""".formatted(account, role, session, role.substring(role.lastIndexOf('/') + 1));
    }

    private static Principal principal(String fields, Set<String> knownAccounts) {
        String record = Records.record("ListFunctions20150331", "\"recipientAccountId\":\"" + OURS + "\"", fields);
        Records records = new Records();
        try {
            CloudTrail.capturing(List.of(), knownAccounts)
                    .read("here", new ByteArrayInputStream(record.getBytes(StandardCharsets.UTF_8)), records);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(records.skipped).isEmpty();
        return records.calls.getFirst().principal();
    }
}
