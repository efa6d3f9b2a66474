package dev.lambdawatch;

import static dev.lambdawatch.CloudFormation.at;
import static dev.lambdawatch.CloudFormation.json;
import static dev.lambdawatch.CloudFormation.list;
import static dev.lambdawatch.CloudFormation.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lambdawatch.beacon.Shard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Ruler;

/// What can be known about the deployed stack before anybody deploys it. Patterns are judged by
/// EventBridge's own matching engine.
class TemplateTest {
    private static final CloudFormation TEMPLATE = read();

    private static final Map<String, Map<String, Object>> FUNCTIONS = TEMPLATE.resources("AWS::Serverless::Function");

    @Test
    void theRuleForCallsIsThisAndNoLooser() {
        assertThat(json(at(ruleForCalls(), "Pattern"))).isEqualTo("""
                        {"source":["aws.lambda"],"detail-type":["AWS API Call via CloudTrail"],\
                        "detail":{"eventSource":["lambda.amazonaws.com"],"managementEvent":[true]}}""");
    }

    @Test
    void theRuleForCallsHearsTheCallsThatOnlyRead() {
        assertThat(at(ruleForCalls(), "State")).isEqualTo("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
    }

    @Test
    void aManagementCallWakesTheAudit() throws Exception {
        assertThat(wakesTheAudit("aws.lambda", "AWS API Call via CloudTrail", true))
                .isTrue();
    }

    @Test
    void anInvocationDoesNotSoThatTheMonitorCannotWatchItself() throws Exception {
        assertThat(wakesTheAudit("aws.lambda", "AWS API Call via CloudTrail", false))
                .isFalse();
    }

    @Test
    void anEventThatAnybodyMayPutDoesNot() throws Exception {
        assertThat(wakesTheAudit("orders.shop", "AWS API Call via CloudTrail", true))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSLogs/111122223333/vpcflowlogs/us-east-1/2026/01/01/111122223333_vpcflowlogs_x.log.gz",
                "AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=us-east-1/year=2026/x.log.gz",
                "vpc-flow-logs/AWSLogs/111122223333/vpcflowlogs/us-east-1/2026/01/01/x.log.gz"
            })
    void aFlowLogGoesToTheFlowLogQueue(String key) throws Exception {
        assertThat(rulesFor(key)).containsExactly("FlowLogRule");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSLogs/111122223333/CloudTrail/us-east-1/2026/01/01/x.json.gz",
                "AWSLogs/o-exampleorgid/111122223333/CloudTrail/us-east-1/2026/01/01/x.json.gz",
                "cloudtrail-organization/AWSLogs/o-exampleorgid/111122223333/CloudTrail/us-east-1/2026/01/01/x.json.gz"
            })
    void aTrailFileGoesToTheTrailQueue(String key) throws Exception {
        assertThat(rulesFor(key)).containsExactly("TrailFileRule");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSLogs/111122223333/vpcdnsquerylogs/vpc-1/2026/01/01/vpc-1_vpcdnsquerylogs_111122223333_x.log.gz",
                "dns/AWSLogs/111122223333/vpcdnsquerylogs/vpc-1/2026/01/01/vpc-1_vpcdnsquerylogs_111122223333_x.log.gz"
            })
    void aResolverLogGoesToTheResolverQueue(String key) throws Exception {
        assertThat(rulesFor(key)).containsExactly("ResolverLogRule");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/01/01/x.json.gz",
                "AWSLogs/111122223333/elasticloadbalancing/us-east-1/2026/01/01/x.log.gz",
                "MyAWSLogs/111122223333/CloudTrail/us-east-1/x.json.gz",
                "findings/2026/01/01/vpcflowlogs/x.jsonl",
                "segments/2026-01-01T00/x"
            })
    void anotherObjectWakesNobody(String key) throws Exception {
        assertThat(rulesFor(key)).isEmpty();
    }

    @Test
    void everyHandlerIsAClassThatCanBeCalled() throws ReflectiveOperationException {
        for (Map<String, Object> function : FUNCTIONS.values()) {
            assertThat(Class.forName(at(function, "Handler").toString())).isAssignableTo(RequestStreamHandler.class);
        }
    }

    @Test
    void aMessageStaysHiddenSixTimesAsLongAsItsFunctionMayTake() {
        Map<String, Map<String, Object>> queues = TEMPLATE.resources("AWS::SQS::Queue");
        FUNCTIONS.forEach((id, function) -> events(function, "SQS").forEach(event -> {
            String queue = at(event, "Queue", "Fn::GetAtt").toString().replace(".Arn", "");
            assertThat(seconds(at(queues, queue), "VisibilityTimeout"))
                    .as("visibility of %s, which %s reads", queue, id)
                    .isGreaterThanOrEqualTo(
                            6 * seconds(function, "Timeout") + seconds(event, "MaximumBatchingWindowInSeconds"));
        }));
    }

    @Test
    void oneBadMessageOfABatchFailsAlone() {
        FUNCTIONS.values().stream()
                .flatMap(function -> events(function, "SQS"))
                .forEach(event ->
                        assertThat(at(event, "FunctionResponseTypes")).isEqualTo(List.of("ReportBatchItemFailures")));
    }

    @Test
    void whatCannotBeDeliveredEndsInAQueue() {
        FUNCTIONS.values().stream()
                .flatMap(function -> Stream.concat(events(function, "EventBridgeRule"), events(function, "Schedule")))
                .forEach(event -> assertThat(map(event)).containsKey("DeadLetterConfig"));
        TEMPLATE.resources("AWS::Events::Rule").values().stream()
                .flatMap(rule -> list(at(rule, "Targets")).stream())
                .forEach(target -> assertThat(always(target)).containsKey("DeadLetterConfig"));
        FUNCTIONS.values().stream()
                .filter(function -> events(function, "SQS").findAny().isEmpty())
                .forEach(function -> assertThat(at(function, "EventInvokeConfig", "DestinationConfig", "OnFailure"))
                        .isNotNull());
    }

    @Test
    void theScheduleSendsATurnForEachShard() throws IOException {
        List<Turn> turns = new ArrayList<>();
        for (Object target : list(at(TEMPLATE.resources("AWS::Events::Rule"), "BeaconSchedule", "Targets"))) {
            // What EventBridge and CloudFormation make of it: a text in quotes, the parameter.
            String message = at(always(target), "InputTransformer", "InputTemplate", "Fn::Sub")
                    .toString()
                    .replace("<time>", "\"2026-01-01T10:20:00Z\"")
                    .replace("${BeaconShards}", "5");
            turns.addAll(Turn.parse(new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8))));
        }
        Instant time = Instant.parse("2026-01-01T10:20:00Z");
        assertThat(turns)
                .containsExactlyElementsOf(IntStream.range(0, 5)
                        .mapToObj(number -> new Turn(time, new Shard(number, 5)))
                        .toList());
    }

    @Test
    void aQueueWhereThingsEndHasAnAlarm() {
        List<String> watched = TEMPLATE.resources("AWS::CloudWatch::Alarm").values().stream()
                .filter(alarm -> at(alarm, "MetricName").equals("ApproximateNumberOfMessagesVisible"))
                .map(alarm -> at(alarm, "Dimensions", "0", "Value", "Fn::GetAtt")
                        .toString()
                        .replace(".QueueName", ""))
                .toList();
        TEMPLATE.resources("AWS::SQS::Queue").forEach((id, queue) -> {
            if (!queue.containsKey("RedrivePolicy")) {
                assertThat(watched).contains(id);
            }
        });
    }

    @Test
    void everyAlarmIsHeard() {
        TEMPLATE.resources("AWS::CloudWatch::Alarm")
                .forEach((id, alarm) -> assertThat(alarm.get("AlarmActions"))
                        .as(id)
                        .isEqualTo(List.of(Map.of("Ref", "OperationsTopic"))));
    }

    @Test
    void theTrailOfInvocationsHoldsNothingElseAndLeavesOutThoseOfThisMonitor() {
        Object trail = at(TEMPLATE.resources("AWS::CloudTrail::Trail"), "LambdaDataTrail");
        Object ownFunctions = at(TEMPLATE.root(), "Globals", "Function", "Environment", "Variables", "OWN_FUNCTIONS");

        assertThat(list(at(trail, "AdvancedEventSelectors"))).hasSize(1);
        assertThat(at(trail, "AdvancedEventSelectors", "0", "FieldSelectors"))
                .isEqualTo(List.of(
                        Map.of("Field", "eventCategory", "Equals", List.of("Data")),
                        Map.of("Field", "resources.type", "Equals", List.of("AWS::Lambda::Function")),
                        Map.of("Field", "resources.ARN", "NotStartsWith", List.of(ownFunctions))));
    }

    @Test
    void everyAlarmSaysWhatToDoAndSoDoesTheRunbook() throws IOException {
        String runbook = Files.readString(Path.of("../docs/operations.md"));
        TEMPLATE.resources("AWS::CloudWatch::Alarm").forEach((id, alarm) -> {
            assertThat(json(at(alarm, "AlarmDescription"))).as(id).contains(" Do: ");
            assertThat(runbook).contains("`" + id.replaceAll("Alarm$", "") + "`");
        });
    }

    @Test
    void theLossOfWhatARuleHandsOverHasAnAlarm() {
        List<String> watched = TEMPLATE.resources("AWS::CloudWatch::Alarm").values().stream()
                .filter(alarm -> at(alarm, "MetricName").equals("InvocationsFailedToBeSentToDlq"))
                .flatMap(alarm -> list(at(alarm, "Dimensions")).stream())
                .filter(dimension -> at(dimension, "Name").equals("RuleName"))
                .map(dimension -> json(at(dimension, "Value")))
                .toList();
        TEMPLATE.resources("AWS::Events::Rule").forEach((id, rule) -> {
            if (rule.containsKey("EventPattern") && !rule.containsKey("Name")) {
                assertThat(watched).contains("{\"Ref\":\"" + id + "\"}");
            }
        });
        events(map(at(FUNCTIONS, "AuditFunction")), "EventBridgeRule")
                .forEach(rule -> assertThat(watched).contains(json(at(rule, "RuleName"))));
    }

    @Test
    void theTrailOfTheOrganizationRecordsTheSameOfEveryAccount() throws IOException {
        Object own = at(TEMPLATE.resources("AWS::CloudTrail::Trail"), "LambdaDataTrail", "AdvancedEventSelectors");
        Object all = at(
                CloudFormation.read(Path.of("../infrastructure/org-trail.yaml")).resources("AWS::CloudTrail::Trail"),
                "Trail",
                "AdvancedEventSelectors");

        assertThat(json(at(all, "0", "FieldSelectors")))
                .isEqualTo(json(at(own, "0", "FieldSelectors")).replace("AWS::StackName", "MonitorStackName"));
    }

    @Test
    void whatCostsByTheInvocationIsOffUnlessAskedFor() {
        assertThat(at(TEMPLATE.root(), "Resources", "LambdaDataTrail", "Condition"))
                .isEqualTo("RecordsInvocations");
        assertThat(at(TEMPLATE.root(), "Parameters", "LambdaDataEvents", "Default"))
                .isEqualTo("no");
        assertThat(at(TEMPLATE.root(), "Parameters", "LambdaDataEvents", "Description")
                        .toString())
                .contains("bills");
    }

    @Test
    void theCanaryMayAskForNoFunctionThatExists() {
        Object canary = at(TEMPLATE.resources("AWS::IAM::Role"), "CanaryRole", "Policies", "0", "PolicyDocument");
        Object ownFunctions = at(TEMPLATE.root(), "Globals", "Function", "Environment", "Variables", "OWN_FUNCTIONS");

        assertThat(list(at(canary, "Statement")))
                .filteredOn(statement -> at(statement, "Action").toString().startsWith("lambda:"))
                .singleElement()
                .satisfies(statement -> assertThat(json(at(statement, "Resource")))
                        .isEqualTo(json(ownFunctions).replace("${AWS::StackName}-", "${AWS::StackName}-canary-*")));
        assertThat(FUNCTIONS.keySet()).noneMatch(id -> id.startsWith("canary-"));
    }

    @Test
    void theAlarmOfTheCanaryTakesSilenceForFailure() {
        Map<String, Object> alarm = map(at(TEMPLATE.resources("AWS::CloudWatch::Alarm"), "CanaryAlarm"));
        Object metric = at(TEMPLATE.resources("AWS::Logs::MetricFilter"), "CanaryMetric", "MetricTransformations", "0");

        assertThat(alarm).containsEntry("TreatMissingData", "breaching");
        assertThat(at(alarm, "MetricName")).isEqualTo(at(metric, "MetricName"));
        assertThat(map(metric)).doesNotContainKey("DefaultValue");
    }

    @Test
    void functionsAreListedOnlyWhereThatIsAskedFor() {
        assertThat(at(TEMPLATE.root(), "Parameters", "FunctionsBySubnet", "Default"))
                .isEqualTo("no");
        assertThat(TEMPLATE.resources("AWS::IAM::Role").values().stream()
                        .flatMap(role -> list(at(role, "Policies")).stream())
                        .flatMap(policy -> list(at(policy, "PolicyDocument", "Statement")).stream())
                        .filter(statement -> at(always(statement), "Action").equals("lambda:ListFunctions")))
                .singleElement()
                .satisfies(statement -> assertThat(at(statement, "Fn::If", "0")).isEqualTo("ListsFunctions"));
    }

    @Test
    void everyPermissionIsNamedAndAllowsOneThing() {
        for (Map<String, Object> statement : permissions()) {
            assertThat(statement).as("a permission without a name").containsKey("Sid");
            assertThat(at(statement, "Action")).as("%s", statement).isInstanceOf(String.class);
            assertThat(at(statement, "Action").toString()).as("%s", statement).doesNotContain("*");
            if (!at(statement, "Action").equals("lambda:ListFunctions")) { // which knows no resource
                assertThat(at(statement, "Resource")).as("%s", statement).isNotEqualTo("*");
            }
        }
    }

    @Test
    void nothingIsNamedThatASecondRegionOrASecondInstallationWouldCollideWith() {
        for (String type : List.of("AWS::IAM::Role", "AWS::IAM::ManagedPolicy", "AWS::Logs::LogGroup")) {
            TEMPLATE.resources(type)
                    .forEach((id, resource) -> assertThat(resource)
                            .as(id)
                            .doesNotContainKeys("RoleName", "ManagedPolicyName", "LogGroupName"));
        }
    }

    private static CloudFormation read() {
        try {
            return CloudFormation.read(Path.of("../template.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object ruleForCalls() {
        return events(map(at(FUNCTIONS, "AuditFunction")), "EventBridgeRule")
                .findFirst()
                .orElseThrow();
    }

    private static boolean wakesTheAudit(String source, String detailType, boolean managementEvent) throws Exception {
        String event = """
                {"version": "0", "source": "%s", "detail-type": "%s", "account": "111122223333", "resources": [],
                 "detail": {"eventSource": "lambda.amazonaws.com", "eventName": "Any", "managementEvent": %s}}
                """.formatted(source, detailType, managementEvent);
        return Ruler.matchesRule(event, json(at(ruleForCalls(), "Pattern")));
    }

    /// The rules that an object of the log bucket wakes.
    private static List<String> rulesFor(String key) throws Exception {
        String event = """
                {"version": "0", "source": "aws.s3", "detail-type": "Object Created", "account": "111122223333",
                 "detail": {"bucket": {"name": "the-log-bucket"}, "object": {"key": "%s"}}}
                """.formatted(key);
        List<String> awake = new ArrayList<>();
        for (Map.Entry<String, Map<String, Object>> rule :
                TEMPLATE.resources("AWS::Events::Rule").entrySet()) {
            if (!rule.getValue().containsKey("EventPattern")) {
                continue;
            }
            Map<String, Object> pattern = map(at(rule.getValue(), "EventPattern"));
            if (!at(pattern, "source").equals(List.of("aws.s3"))) {
                continue;
            }
            map(at(pattern, "detail", "bucket")).put("name", List.of("the-log-bucket"));
            if (Ruler.matchesRule(event, json(pattern))) {
                awake.add(rule.getKey());
            }
        }
        return awake;
    }

    /// The properties of a function's events of a type.
    private static Stream<Object> events(Map<String, Object> function, String type) {
        return map(at(function, "Events")).values().stream()
                .filter(event -> at(event, "Type").equals(type))
                .map(event -> at(event, "Properties"));
    }

    private static int seconds(Object node, String name) {
        return Integer.parseInt(at(node, name).toString());
    }

    /// Every statement that allows our functions something; the conditional ones as well.
    private static List<Map<String, Object>> permissions() {
        Stream<Object> managed = TEMPLATE.resources("AWS::IAM::ManagedPolicy").values().stream()
                .map(policy -> at(policy, "PolicyDocument"));
        Stream<Object> inline = TEMPLATE.resources("AWS::IAM::Role").values().stream()
                .flatMap(role -> list(at(role, "Policies")).stream())
                .map(policy -> at(policy, "PolicyDocument"));
        return Stream.concat(managed, inline)
                .flatMap(document -> list(at(document, "Statement")).stream())
                .map(TemplateTest::always)
                .toList();
    }

    /// What is there if its condition holds.
    private static Map<String, Object> always(Object node) {
        return map(map(node).containsKey("Fn::If") ? at(node, "Fn::If", "1") : node);
    }
}
