package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.join.Attachment;
import dev.lambdawatch.join.CodeChange;
import dev.lambdawatch.join.FunctionHistory;
import dev.lambdawatch.join.InterfaceUse;
import dev.lambdawatch.sigma.Parsed;
import dev.lambdawatch.sigma.Sigma;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the audit tells the history of functions.
class FunctionActsTest {
    private static final String ORDERS = "arn:aws:lambda:eu-west-1:111122223333:function:orders-api";
    private static final LocalDate DAY = LocalDate.parse("2026-03-03");

    /// Lambda's answer to a change, as far as it is about the network.
    private static final String IN_TWO_SUBNETS = """
            {"functionName":"orders-api","functionArn":"%s","vpcConfig":{"subnetIds":["subnet-0a1b","subnet-2c3d"],\
            "securityGroupIds":["sg-0a1b"],"vpcId":"vpc-0a1b"},"version":"$LATEST"}""".formatted(ORDERS);

    private static final String PERSON = """
            {"type":"IAMUser","principalId":"AIDACKCEVSQ6C2EXAMPLE","arn":"arn:aws:iam::111122223333:user/bob",\
            "accountId":"111122223333","accessKeyId":"AKIAIOSFODNN7EXAMPLE","userName":"bob"}""";
    private static final String PIPELINE = """
            {"type":"AssumedRole","principalId":"AROADEPLOYEXAMPLE:ci",\
            "arn":"arn:aws:sts::111122223333:assumed-role/deploy/ci","accountId":"111122223333","sessionContext":\
            {"sessionIssuer":{"type":"Role","principalId":"AROADEPLOYEXAMPLE",\
            "arn":"arn:aws:iam::111122223333:role/deploy","accountId":"111122223333","userName":"deploy"}}}""";

    private static final String SEQUENCE = """
            title: Deployed
            name: deployed
            level: informational
            logsource: {product: aws, service: cloudtrail}
            detection: {selection: {eventName: UpdateFunctionCode}, condition: selection}
            ---
            title: Called
            name: called
            level: informational
            logsource: {product: aws, service: cloudtrail}
            detection: {selection: {eventName: Invoke}, condition: selection}
            ---
            title: Deployed and called
            name: deployed_and_called
            level: high
            correlation:
              type: temporal_ordered
              rules: [deployed, called]
              group-by: [lambdawatch.principal, lambdawatch.functionArn]
              timespan: 10m
            """;

    private final FunctionHistory history = FunctionHistory.inMemory();
    private final List<Finding> told = new ArrayList<>();

    @Test
    void aChangeThatWasAFindingIsUnapprovedAndNamesIt() {
        examine(PERSON, "UpdateFunctionCode20150331v2", "{\"functionName\":\"orders-api\",\"dryRun\":false}", "");
        CodeChange change = changes().getFirst();
        assertThat(change.unapproved()).isTrue();
        assertThat(change.what()).isEqualTo("code");
        assertThat(change.by()).isEqualTo("bob");
        assertThat(told).extracting(Finding::id).contains(change.findingId());
        assertThat(change.call().eventId()).isEqualTo("e-1");
    }

    @Test
    void aDeploymentThatNobodyMindsIsAnOrdinaryChange() {
        examine(PIPELINE, "UpdateFunctionCode20150331v2", "{\"functionName\":\"orders-api\",\"dryRun\":false}", "");
        assertThat(told).isEmpty();
        assertThat(changes()).singleElement().matches(change -> !change.unapproved());
    }

    @Test
    void layersAndUrlsAreChangesToo() {
        examine(
                PERSON,
                "UpdateFunctionConfiguration20150331v2",
                "{\"functionName\":\"orders-api\",\"layers\":[\"arn:aws:lambda:eu-west-1:999988887777:layer:x:1\"]}",
                "");
        assertThat(changes()).singleElement().matches(change -> change.what().equals("layers"));
        examine(PERSON, "CreateFunctionUrlConfig", "{\"functionName\":\"orders-api\",\"authType\":\"NONE\"}", "");
        assertThat(changes()).last().matches(change -> change.what().equals("function URL"));
    }

    @Test
    void aMemorySizeARehearsalAndARefusalChangeNothing() {
        examine(
                PERSON,
                "UpdateFunctionConfiguration20150331v2",
                "{\"functionName\":\"orders-api\",\"memorySize\":512}",
                "");
        examine(PERSON, "UpdateFunctionCode20150331v2", "{\"functionName\":\"orders-api\",\"dryRun\":true}", "");
        examine(
                PERSON,
                "UpdateFunctionCode20150331v2",
                "{\"functionName\":\"orders-api\"}",
                ",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"no\"");
        assertThat(changes()).isEmpty();
    }

    @Test
    void anInvocationSaysBehindWhichInterfaceAFunctionRan() {
        examine(
                "{\"type\":\"AWSService\",\"invokedBy\":\"lambda.amazonaws.com\"}",
                "InvokeExecution",
                "null",
                ",\"additionalEventData\":{\"customerEniId\":\"eni-0a1b2c3d\"}");
        Instant time = Instant.parse("2026-03-03T10:00:00Z");
        assertThat(history.functions("eni-0a1b2c3d")).isEqualTo(Map.of(ORDERS, new InterfaceUse.Period(time, time)));
    }

    @Test
    void theAnswerToAChangeSaysToWhichSubnetsAFunctionIsAttached() {
        answered("UpdateFunctionCode20150331v2", PERSON, "{\"functionName\":\"orders-api\"}", IN_TWO_SUBNETS);
        assertThat(attachments("subnet-0a1b")).containsExactly(new Attachment("subnet-0a1b", ORDERS, DAY, true));
        assertThat(attachments("subnet-2c3d")).containsExactly(new Attachment("subnet-2c3d", ORDERS, DAY, true));
    }

    @Test
    void aDeploymentThatNobodyMindsTellsOfSubnetsToo() {
        answered("UpdateFunctionCode20150331v2", PIPELINE, "{\"functionName\":\"orders-api\"}", IN_TWO_SUBNETS);
        assertThat(attachments("subnet-0a1b")).containsExactly(new Attachment("subnet-0a1b", ORDERS, DAY, false));
    }

    @Test
    void whereTheAnswerIsLeftOutTheRequestTellsOfSubnets() {
        answered(
                "UpdateFunctionConfiguration20150331v2",
                PIPELINE,
                "{\"functionName\":\"orders-api\",\"vpcConfig\":{\"subnetIds\":[\"subnet-0a1b\"]}}",
                "null");
        assertThat(attachments("subnet-0a1b")).hasSize(1);
    }

    @Test
    void whatIsNoSubnetAndWhatFailedIsNotRemembered() {
        answered("UpdateFunctionCode20150331v2", PERSON, "null", "{\"vpcConfig\":{\"subnetIds\":[\"subnet-0a#1\",7]}}");
        assertThat(attachments("subnet-0a#1")).isEmpty();
        examine(
                PERSON,
                "UpdateFunctionConfiguration20150331v2",
                "{\"functionName\":\"orders-api\",\"vpcConfig\":{\"subnetIds\":[\"subnet-0a1b\"]}}",
                ",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"no\"");
        assertThat(attachments("subnet-0a1b")).isEmpty();
    }

    @Test
    void whatIsNoInterfaceIsNotRemembered() {
        examine(PERSON, "Invoke", "null", ",\"additionalEventData\":{\"customerEniId\":\"eni-0a#eni-1\"}");
        assertThat(history.functions("eni-0a#eni-1")).isEmpty();
    }

    @Test
    void aChangeThatOnlyASequenceAccusesIsUnapprovedAndNamesTheSequence() {
        // A runner of the house's own deploys, which nobody minds, and then calls what it deployed.
        Parsed sequence = Sigma.parse("sequence.yml", SEQUENCE);
        Audit audit = Audit.of(
                new Rulebook(sequence.rules(), sequence.correlations(), List.of(), Map.of()),
                Estate.UNKNOWN,
                Memory.inProcess(history));
        Calling.read(audit, record(PIPELINE, "UpdateFunctionCode20150331v2", "null", "", "e-1"), told::add);
        assertThat(changes()).singleElement().matches(change -> !change.unapproved());

        Calling.read(audit, record(PIPELINE, "Invoke", "null", "", "e-2"), told::add);
        assertThat(told).extracting(Finding::headline).containsExactly("Deployed and called");
        assertThat(changes()).filteredOn(CodeChange::unapproved).singleElement().satisfies(change -> {
            assertThat(change.call().eventId()).isEqualTo("e-1");
            assertThat(change.findingId()).isEqualTo(told.getFirst().id());
            assertThat(change.headline()).isEqualTo("Deployed and called");
        });
    }

    @Test
    void aSequenceThatShowsOnlyWhenBothFilesWereReadAccusesTheChangeInTheOther() {
        Parsed sequence = Sigma.parse("sequence.yml", SEQUENCE);
        Audit audit = Audit.of(
                new Rulebook(sequence.rules(), sequence.correlations(), List.of(), Map.of()),
                Estate.UNKNOWN,
                Memory.inProcess(history));
        Examiner ofTheInvocation = audit.examiner();
        Calling.examine(audit, ofTheInvocation, record(PIPELINE, "Invoke", "null", "", "e-2"), told::add);
        Calling.read(audit, record(PIPELINE, "UpdateFunctionCode20150331v2", "null", "", "e-1"), told::add);
        assertThat(told).isEmpty();

        ofTheInvocation.remember();

        assertThat(told).extracting(Finding::headline).containsExactly("Deployed and called");
        assertThat(changes())
                .filteredOn(CodeChange::unapproved)
                .singleElement()
                .satisfies(change -> assertThat(change.call().eventId()).isEqualTo("e-1"));
    }

    private List<CodeChange> changes() {
        return history.changes(ORDERS, DAY);
    }

    private List<Attachment> attachments(String subnet) {
        return history.attachments(subnet, DAY);
    }

    private void answered(String name, String who, String parameters, String answer) {
        Calling.read(
                Audit.of(ShippedRules.book(), Estate.UNKNOWN, Memory.inProcess(history)),
                record(who, name, parameters, "", "e-1")
                        .replace("\"responseElements\":null", "\"responseElements\":" + answer),
                told::add);
    }

    private void examine(String who, String name, String parameters, String more) {
        Calling.read(
                Audit.of(ShippedRules.book(), Estate.UNKNOWN, Memory.inProcess(history)),
                record(who, name, parameters, more, "e-1"),
                told::add);
    }

    private static String record(String who, String name, String parameters, String more, String id) {
        return """
                {"eventVersion":"1.11","userIdentity":%s,"eventTime":"2026-03-03T10:00:00Z",\
                "eventSource":"lambda.amazonaws.com","eventName":"%s","awsRegion":"eu-west-1",\
                "sourceIPAddress":"203.0.113.50","userAgent":"Boto3/1.34.162"%s,"requestParameters":%s,\
                "responseElements":null,"requestID":"r-1","eventID":"%s","readOnly":false,"eventType":"AwsApiCall",\
                "resources":[{"accountId":"111122223333","type":"AWS::Lambda::Function","ARN":"%s"}],\
                "managementEvent":true,"recipientAccountId":"111122223333","eventCategory":"Management"}
                """.formatted(who, name, more, parameters, id, ORDERS);
    }
}
