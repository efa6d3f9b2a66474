package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Sigma;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Eight callers of one successful UpdateFunctionCode. Every record is equal in all but identity and
/// source, and the verdict must follow from these alone.
class IdentityTableTest {
    private static final String NOWHERE = "203.0.113.50";
    private static final String PIPELINE = "198.51.100.7";
    private static final String INSIDE_AWS = "54.194.10.20";
    private static final String CLI = "aws-cli/2.32.3 md/awscrt#0.28.4 ua/2.1 os/linux#6.1 md/arch#x86_64";
    private static final String TERRAFORM = "APN/1.0 HashiCorp/1.0 Terraform/1.9.8 aws-sdk-go-v2/1.32.6";

    private static final String USER = """
            {"type":"IAMUser","principalId":"AIDACKCEVSQ6C2EXAMPLE","accountId":"111122223333",
             "arn":"arn:aws:iam::111122223333:user/bob","accessKeyId":"AKIAIOSFODNN7EXAMPLE","userName":"bob"}""";
    private static final String SINGLE_SIGN_ON = role(
            "/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_PowerUser_0123456789abcdef",
            "alice@example.com",
            "");
    private static final String ROOT = """
            {"type":"Root","principalId":"111122223333","arn":"arn:aws:iam::111122223333:root",
             "accountId":"111122223333","accessKeyId":"ASIAIOSFODNN7EXAMPLE"}""";
    private static final String ADMIN = role("/OrganizationAccountAccessRole", "admin", "");
    private static final String FUNCTION = role("/orders-api-exec", "orders-api", """
            ,"inScopeOf":{"issuerType":"AWS::Lambda::Function",
             "sourceArn":"arn:aws:lambda:eu-west-1:111122223333:function:orders-api","sourceAccount":"111122223333",
             "credentialsIssuedTo":"arn:aws:lambda:eu-west-1:111122223333:function:orders-api"}""");
    private static final String DEPLOYER = role("/deploy-orders", "GitHubActions", "");
    private static final String SESSION_LIKE_DEPLOYER = role("/other", "deploy-orders", "");
    private static final String RUNNER = role("/runner", "i-0c50d5961bcb2d47b", "");

    private static final List<Row> ROWS = List.of(
            new Row("1 user", USER, NOWHERE, CLI, "lambda_code_changed high"),
            new Row("2 single sign-on", SINGLE_SIGN_ON, NOWHERE, CLI, "lambda_code_changed high"),
            new Row("3 root", ROOT, NOWHERE, CLI, "lambda_code_changed high"),
            new Row("4 other human role", ADMIN, NOWHERE, CLI, "lambda_code_changed high"),
            new Row(
                    "5 stolen role of a function",
                    FUNCTION,
                    NOWHERE,
                    CLI,
                    "lambda_code_changed high",
                    "runtime_credentials_outside high"),
            new Row(
                    "8 build runner on an instance",
                    RUNNER,
                    INSIDE_AWS,
                    TERRAFORM,
                    "lambda_code_changed_by_runner medium"));

    private static final List<Row> DEPLOYER_UNKNOWN = List.of(
            new Row("6 deploy role", DEPLOYER, PIPELINE, TERRAFORM),
            new Row("7 stolen deploy role", DEPLOYER, NOWHERE, CLI));

    private static final List<Row> DEPLOYER_APPROVED = List.of(
            new Row("6 deploy role", DEPLOYER, PIPELINE, TERRAFORM),
            new Row("7 stolen: another address", DEPLOYER, NOWHERE, TERRAFORM, "lambda_code_changed_strict high"),
            new Row("7 stolen: another agent", DEPLOYER, PIPELINE, CLI, "lambda_code_changed_strict high"),
            new Row(
                    "7 a session named like it",
                    SESSION_LIKE_DEPLOYER,
                    PIPELINE,
                    TERRAFORM,
                    "lambda_code_changed_strict high"));

    private static final String DEPLOYMENTS = """
                title: Deployments of orders
                id: 0f5c1d0e-6f0b-4a52-9c1c-3c5f5cf8b6a1
                logsource: {product: aws, service: cloudtrail}
                filter:
                  rules: [lambda_code_changed_strict]
                  deployment:
                    userIdentity.sessionContext.sessionIssuer.arn: arn:aws:iam::111122223333:role/deploy-orders
                    sourceIPAddress|cidr: 198.51.100.0/24
                    userAgent|contains: Terraform/
                  condition: not deployment
                owner: orders
                ticket: CHG-123
                expires: '2027-01-01T00:00:00Z'
                """;

    static Stream<Row> rowsWithoutConfiguration() {
        return Stream.of(ROWS, DEPLOYER_UNKNOWN).flatMap(List::stream);
    }

    static Stream<Row> rowsWithOneFilter() {
        return Stream.of(ROWS, DEPLOYER_APPROVED).flatMap(List::stream);
    }

    record Row(String name, String identity, String source, String agent, List<String> found) {
        Row(String name, String identity, String source, String agent, String... found) {
            this(name, identity, source, agent, List.of(found));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("rowsWithoutConfiguration")
    void withoutConfigurationADeployRoleIsTrusted(Row row) {
        Audit audit = Audit.of(ShippedRules.book(), Estate.UNKNOWN);

        assertThat(found(audit, row)).containsExactlyInAnyOrderElementsOf(row.found());
    }

    @ParameterizedTest
    @MethodSource("rowsWithOneFilter")
    void withTheStrictRuleAndOneFilterADeployRoleIsTrustedFromItsOwnPlace(Row row) {
        Audit audit = withStrictRule(DEPLOYMENTS);

        assertThat(found(audit, row)).containsExactlyInAnyOrderElementsOf(row.found());
    }

    @Test
    void theReaderSeesWhyAnApprovedRoleIsNotApproved() {
        Audit audit = withStrictRule(DEPLOYMENTS);

        assertThat(reasons(audit, new Row("another address", DEPLOYER, NOWHERE, TERRAFORM)))
                .containsExactly("the place is not as filter 'Deployments of orders' approves:"
                        + " sourceIPAddress: in 198.51.100.0/24 (orders, CHG-123), got 203.0.113.50");
        assertThat(reasons(audit, new Row("another agent", DEPLOYER, PIPELINE, CLI)))
                .containsExactly("the tool is not as filter 'Deployments of orders' approves:"
                        + " userAgent: *Terraform/* (orders, CHG-123), got " + CLI);
        assertThat(reasons(audit, new Row("another role", SESSION_LIKE_DEPLOYER, PIPELINE, TERRAFORM)))
                .containsExactly("the principal is not as filter 'Deployments of orders' approves:"
                        + " userIdentity.sessionContext.sessionIssuer.arn: arn:aws:iam::111122223333:role/deploy-orders"
                        + " (orders, CHG-123), got arn:aws:iam::111122223333:role/other");
    }

    private static List<String> reasons(Audit audit, Row row) {
        List<Finding> findings = new ArrayList<>();
        Calling.read(audit, record(row), findings::add);
        return findings.getFirst().reasons().stream()
                .filter(reason -> reason.name().contains("filter"))
                .map(reason -> reason.name() + ": " + reason.expected() + ", got " + reason.observed())
                .toList();
    }

    @Test
    void aFilterForABuildRunnerSilencesIt() {
        Filter runner = filter("""
                title: Build runners
                id: 0f5c1d0e-6f0b-4a52-9c1c-3c5f5cf8b6a2
                logsource: {product: aws, service: cloudtrail}
                filter:
                  rules: [lambda_code_changed_by_runner]
                  runner:
                    userIdentity.sessionContext.sessionIssuer.arn: arn:aws:iam::111122223333:role/runner
                  condition: not runner
                owner: build
                ticket: CHG-124
                expires: '2027-01-01T00:00:00Z'
                """);
        Audit audit = Audit.of(
                new Rulebook(ShippedRules.all(), ShippedRules.correlations(), List.of(runner), Map.of()),
                Estate.UNKNOWN);

        assertThat(found(audit, ROWS.getLast())).isEmpty();
        assertThat(found(audit, ROWS.getFirst())).containsExactly("lambda_code_changed high");
    }

    private static Audit withStrictRule(String filter) {
        return Audit.of(
                new Rulebook(
                        ShippedRules.all(),
                        ShippedRules.correlations(),
                        List.of(filter(filter)),
                        Map.of("lambda_code_changed_strict", Stage.ON)),
                Estate.UNKNOWN);
    }

    private static Filter filter(String yaml) {
        return Sigma.parse("filter.yml", yaml).filters().getFirst();
    }

    private static List<String> found(Audit audit, Row row) {
        List<Finding> findings = new ArrayList<>();
        Calling.read(audit, record(row), findings::add);
        return findings.stream()
                .map(finding -> finding.detection().name() + " "
                        + finding.severity().name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String role(String path, String session, String more) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return """
                {"type":"AssumedRole","principalId":"AROAEXAMPLE:%2$s","accountId":"111122223333",
                 "arn":"arn:aws:sts::111122223333:assumed-role/%1$s/%2$s","accessKeyId":"ASIAIOSFODNN7EXAMPLE",
                 "sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAEXAMPLE","userName":"%1$s",
                  "arn":"arn:aws:iam::111122223333:role%3$s","accountId":"111122223333"},
                  "attributes":{"creationDate":"2026-01-01T10:00:00Z","mfaAuthenticated":"false"}}%4$s}""".formatted(name, session, path, more);
    }

    private static String record(Row row) {
        return """
                {"eventVersion":"1.11","userIdentity":%s,"eventTime":"2026-01-01T10:00:28Z",
                 "eventSource":"lambda.amazonaws.com","eventName":"UpdateFunctionCode20150331v2","awsRegion":"eu-west-1",
                 "sourceIPAddress":"%s","userAgent":"%s",
                 "requestParameters":{"functionName":"arn:aws:lambda:eu-west-1:111122223333:function:orders-api",
                  "publish":false,"dryRun":false,"s3Bucket":"releases","s3Key":"orders/41.zip"},
                 "responseElements":{"functionName":"orders-api","codeSha256":"h7JxyLCp0c2dYx0kW0sKoYk3W1n0nUOe7bJ2yqgXJ3E="},
                 "requestID":"00000000-0000-4000-8000-000000000001","eventID":"00000000-0000-4000-9000-000000000001",
                 "readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333",
                 "eventCategory":"Management"}""".formatted(row.identity(), row.source(), row.agent());
    }
}
