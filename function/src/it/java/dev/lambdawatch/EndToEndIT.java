package dev.lambdawatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.flow.FlowDay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// From the edges of the deployed stack to the mailbox: nothing between them is replaced.
class EndToEndIT {
    private static final Pattern SCORE = Pattern.compile("\"score\":([0-9.]+)");
    private static final Pattern FINDING_ID = Pattern.compile("lw-[0-9a-f]{32}");

    /// Another account of the Organization, whose calls are forwarded.
    private static final String MEMBER = "444455556666";

    /// Fields of a flow record of version 5.
    private static final int START = 10;

    private static final int END = 11;

    private static final String ACCOUNTS = """
            {"organization": "o-exampleorgid", "accounts": [
              {"id": "111122223333", "name": "security", "ou": "Security"},
              {"id": "444455556666", "name": "shop-production", "ou": "Workloads/Production"}]}
            """;

    private static DeployedStack stack;
    private static EventBridgeClient member;
    private static Mailbox alerts;

    @BeforeAll
    static void deploy() {
        stack = DeployedStack.deploy();
        stack.hurry();
        // Before any function looks there.
        stack.putState("accounts.json", ACCOUNTS);
        member = stack.forwardFrom(MEMBER, FlowDay.REGION);
        alerts = Mailbox.subscribedTo(stack.output("AlertTopicArn"), "alerts", stack.sns, stack.sqs);
    }

    @AfterAll
    static void takeDown() {
        if (stack != null) { // it is null where the suite is left out
            member.close();
            stack.close();
        }
    }

    @Test
    void aCallOnTheBusArrivesAsAnAlert() {
        String eventId = UUID.randomUUID().toString();

        putOnTheBus(codeChangedBy("mallory", "orders-api", eventId));

        assertThat(alerts.await("the alert", alert -> alert.contains(eventId)))
                .contains("\"severity\":\"High\"", "mallory", "orders-api");
    }

    @Test
    void aDeniedListingInAnotherAccountAndRegionArrivesAsAnAlertThatNamesTheAccount() {
        String eventId = UUID.randomUUID().toString();

        putOn(member, listingDeniedIn(MEMBER, FlowDay.REGION, eventId));

        assertThat(alerts.await("the alert", alert -> alert.contains(eventId)))
                .contains("\"severity\":\"Medium\"", "ListFunctions")
                .contains("\"account\":{\"uid\":\"444455556666\",\"name\":\"shop-production\"")
                .contains("\"ou_name\":\"Workloads/Production\"", "\"region\":\"eu-west-1\"");
    }

    @Test
    void aFindingOfGuardDutyInAnotherAccountArrivesAsOurs() throws IOException {
        String finding = Files.readString(Path.of("src/test/resources/guardduty/finding.json"));

        put(member, "aws.guardduty", "GuardDuty Finding", finding);

        assertThat(alerts.await("the alert", alert -> alert.contains("guardduty_lambda")))
                .contains("\"severity\":\"High\"", "orders-api", "\"name\":\"shop-production\"", "203.0.113.77");
    }

    @Test
    void theSameEventTwiceMakesOneAlert() {
        String eventId = UUID.randomUUID().toString();
        String record = codeChangedBy("trudy", "invoices", eventId);

        putOnTheBus(record);
        String findingId = findingId(alerts.await("the alert", alert -> alert.contains(eventId)));
        putOnTheBus(record);

        awaitRepeat(findingId);
        assertThat(alerts.holds(alert -> alert.contains(eventId))).isFalse();
    }

    @Test
    void aFilterOfTheUsersIsInForceWithoutADeploymentAndItsArrivalIsTold() {
        Mailbox operations =
                Mailbox.subscribedTo(stack.output("OperationsTopicArn"), "operations", stack.sns, stack.sqs);
        stack.putState("filters/peggy.yml", """
                title: Peggy may
                logsource: {product: aws, service: cloudtrail}
                filter:
                  rules: [lambda_code_changed]
                  peggy: {userIdentity.arn: 'arn:aws:iam::111122223333:user/peggy'}
                  condition: not peggy
                owner: peggy
                ticket: CHG-7
                expires: '2099-01-01T00:00:00Z'
                """);
        stack.putState("rules/broken.yml", "title: broken\ndetection: 5\n");

        // Functions look once a minute, each for itself.
        Patience.until("a finding that the filter approves", () -> {
            putOnTheBus(codeChangedBy(
                    "peggy", "function-" + UUID.randomUUID(), UUID.randomUUID().toString()));
            return stack.findings().stream()
                    .anyMatch(line -> line.contains("\"status\":\"Suppressed\"") && line.contains("CHG-7"));
        });

        assertThat(alerts.await("the change", alert -> alert.contains("filters/peggy.yml")))
                .contains("detection_content_changed", "\"severity\":\"High\"");
        assertThat(operations.await("the fault", text -> text.contains("rules/broken.yml:1")))
                .contains("is refused");
    }

    @Test
    void aTunnelInAResolverLogArrivesAsAnAlert() throws IOException {
        stack.put(
                "AWSLogs/111122223333/vpcdnsquerylogs/vpc-1/2026/01/01/vpc-1_vpcdnsquerylogs_111122223333_x.log.gz",
                gzip(questionsOf("10.0.9.9", "%032x.drop.example", 150)));

        assertThat(alerts.await("the tunnel", alert -> alert.contains("drop.example")))
                .contains("dns_tunnel", "\"severity\":\"High\"", "10.0.9.9", "T1071.004");
    }

    @Test
    void thePlatformThatAWorkloadAsksForAfterAQuietWeekIsKeptAsAFinding() throws IOException {
        String folder = "AWSLogs/111122223333/vpcdnsquerylogs/vpc-2/";
        String before = questionsOf("10.0.8.8", "host-%d.example.org", 1).replace("vpc-1", "vpc-2");
        stack.put(folder + "before.log.gz", gzip(before.replace("2026-01-01", "2025-12-24")));
        awaitItem("network#vpc-2");

        stack.put(
                folder + "after.log.gz",
                gzip(questionsOf("10.0.8.8", "c%d.example.workers.dev", 1).replace("vpc-1", "vpc-2")));

        Patience.until(
                "the first contact",
                () -> stack.findings().stream()
                        .anyMatch(line ->
                                line.contains("serverless_first_contact") && line.contains("c0.example.workers.dev")));
    }

    @Test
    void aBrokenMessageEndsInTheDeadLetterQueueAndTheRestOfItsBatchGoesOn() throws IOException {
        String queue = stack.output("TrailQueueUrl");
        Mailbox deadLetters = new Mailbox(stack.sqs, stack.output("TrailDeadLetterQueueUrl"));
        String eventId = UUID.randomUUID().toString();
        String key = "where-no-rule-listens/one.json.gz"; // so that only the message announces it
        stack.put(key, gzip("{\"Records\": [" + codeChangedBy("oscar", "payments", eventId) + "]}"));

        stack.sqs.sendMessageBatch(request -> request.queueUrl(queue)
                .entries(entry("broken", "this announces no object"), entry("sound", announcementOf(key))));

        alerts.await("the alert of the sound message", alert -> alert.contains(eventId));
        deadLetters.await("the broken message", "this announces no object"::equals);
        assertThat(deadLetters.holds(message -> message.contains(key))).isFalse();
    }

    @Test
    void aChangedFunctionAndADayOfFlowLogsBecomeOneCriticalFindingWithTheScoreThatReplayPrints(@TempDir Path folder)
            throws IOException {
        List<FlowDay.Piece> day = dayWithABeaconTo("203.0.113.66");
        Predicate<String> beacon = line -> line.contains("203.0.113.66");
        String changeId = UUID.randomUUID().toString();
        String change = changeBeforeTheDay("heidi", "reports", changeId);
        String run = runBehind(FlowDay.interfaceId(3), "reports");
        Files.write(folder.resolve("trail.json.gz"), gzip("{\"Records\": [" + change + "," + run + "]}"));
        byte[] questions = gzip(questionBefore("203.0.113.66", "c2.example.workers.dev"));
        Files.write(folder.resolve("questions.log.gz"), questions);
        for (FlowDay.Piece piece : day) {
            Path file = folder.resolve(piece.key());
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, piece.compressed());
        }

        putOn(member, change);
        String changeFinding = findingId(alerts.await("the change", alert -> alert.contains(changeId)));
        stack.put(
                "AWSLogs/" + MEMBER + "/CloudTrail/" + FlowDay.REGION + "/2026/08/01/trail.json.gz",
                gzip("{\"Records\": [" + run + "]}"));
        awaitUse(FlowDay.interfaceId(3));
        stack.put("AWSLogs/" + MEMBER + "/vpcdnsquerylogs/" + FlowDay.VPC + "/day.log.gz", questions);
        shuffledWithSomeTwice(day).forEach(piece -> stack.put(piece.key(), piece.compressed()));
        Patience.until("the names of the day", () -> stack.hasState("names/2026-08-01T00/"));
        Patience.until(
                "every object to be read",
                () -> stack.segments() >= day.size() && stack.flowLogQueue().equals("0 waiting, 0 hidden"),
                () -> stack.segments() + " segments of " + day.size() + " objects or more, " + stack.flowLogQueue());
        stack.scoreAt(FlowDay.DAY.plusSeconds(86_399));

        String alert = alerts.await("the beacon", beacon);
        assertThat(alert)
                .contains("changed_function_beacons", "\"severity\":\"Critical\"", "reports, changed by heidi")
                .contains("c2.example.workers.dev", "Cloudflare Workers", "\"tier\":\"A\"")
                .contains(changeFinding, changeId);
        assertThat(alerts.holds(beacon)).as("a second beacon").isFalse();
        List<String> replayed = Launcher.replay(folder).lines().filter(beacon).toList();
        assertThat(replayed).hasSize(1);
        assertThat(score(alert)).isEqualTo(score(replayed.getFirst()));
    }

    /// Rows of a Resolver log within ten minutes.
    ///
    /// @param name with a place for the row's number
    private static String questionsOf(String source, String name, int rows) {
        Instant start = Instant.parse("2026-01-01T10:00:00Z");
        return IntStream.range(0, rows)
                .mapToObj(row -> """
                        {"version": "1.100000", "account_id": "111122223333", "region": "us-east-1", "vpc_id": "vpc-1", \
                        "query_timestamp": "%s", "query_name": "%s.", "query_type": "TXT", "query_class": "IN", \
                        "rcode": "NOERROR", "answers": [], "srcaddr": "%s", "srcport": "40000", "transport": "UDP", \
                        "srcids": {}}
                        """.formatted(start.plusSeconds(row * 600L / rows), name.formatted(row), source))
                .collect(Collectors.joining());
    }

    /// The host that beacons asks for the name of what it calls as the day begins.
    private static String questionBefore(String address, String name) {
        return """
                {"version": "1.100000", "account_id": "%s", "region": "%s", "vpc_id": "%s", "query_timestamp": "%s", \
                "query_name": "%s.", "query_type": "A", "query_class": "IN", "rcode": "NOERROR", \
                "answers": [{"Rdata": "%s", "Type": "A", "Class": "IN"}], "srcaddr": "%s", "srcport": "40000", \
                "transport": "UDP", "srcids": {"instance": "%s"}}
                """.formatted(
                        MEMBER,
                        FlowDay.REGION,
                        FlowDay.VPC,
                        FlowDay.DAY,
                        name,
                        address,
                        FlowDay.address(3),
                        FlowDay.instance(3));
    }

    /// In pieces of five minutes, as they are delivered; and before them one of the evening, when
    /// the network was watched already and did not beacon.
    private static List<FlowDay.Piece> dayWithABeaconTo(String address) {
        List<FlowDay.Piece> pieces = new ArrayList<>();
        FlowDay.of(7, 20_000, 12, List.of(new FlowDay.Beacon(3, address, "API_GATEWAY", 300, 0.1, 0.02)))
                .pieces(piece -> pieces.add(new FlowDay.Piece(
                        piece.key().replace(FlowDay.ACCOUNT, MEMBER),
                        piece.text().replace(FlowDay.ACCOUNT, MEMBER))));
        pieces.add(evening(pieces.getFirst(), address));
        return pieces;
    }

    /// The same an hour earlier, without what goes to an address.
    private static FlowDay.Piece evening(FlowDay.Piece piece, String without) {
        List<String> lines = new ArrayList<>(List.of(FlowDay.HEADER));
        for (String line : piece.text().lines().skip(1).toList()) {
            if (!line.contains(without)) {
                String[] fields = line.split(" ", -1);
                fields[START] = Long.toString(Long.parseLong(fields[START]) - 3600);
                fields[END] = Long.toString(Long.parseLong(fields[END]) - 3600);
                lines.add(String.join(" ", fields));
            }
        }
        return new FlowDay.Piece(piece.key().replace(".log.gz", "_evening.log.gz"), String.join("\n", lines) + "\n");
    }

    private static List<FlowDay.Piece> shuffledWithSomeTwice(List<FlowDay.Piece> day) {
        List<FlowDay.Piece> deliveries = new ArrayList<>(day);
        deliveries.addAll(day.subList(100, 130));
        Collections.shuffle(deliveries, new Random(7));
        return deliveries;
    }

    private static String score(String line) {
        Matcher score = SCORE.matcher(line);
        assertThat(score.find()).as("a score in %s", line).isTrue();
        return score.group(1);
    }

    private static void putOnTheBus(String record) {
        putOn(stack.events, record);
    }

    private static void putOn(EventBridgeClient bus, String record) {
        put(bus, "aws.lambda", "AWS API Call via CloudTrail", record);
    }

    private static void put(EventBridgeClient bus, String source, String detailType, String detail) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .source(source)
                .detailType(detailType)
                .detail(detail)
                .build();
        bus.putEvents(request -> request.entries(entry));
    }

    private static String listingDeniedIn(String account, String region, String eventId) {
        return """
               {"eventVersion": "1.11",
                "userIdentity": {"type": "IAMUser", "principalId": "AIDAEXAMPLE", "accountId": "%1$s",
                  "arn": "arn:aws:iam::%1$s:user/eve", "accessKeyId": "AKIAEXAMPLE", "userName": "eve"},
                "eventTime": "2026-01-01T10:00:28Z", "eventSource": "lambda.amazonaws.com",
                "eventName": "ListFunctions20150331", "awsRegion": "%2$s",
                "sourceIPAddress": "203.0.113.50", "userAgent": "aws-cli/2.32.3",
                "errorCode": "AccessDenied",
                "errorMessage": "User: arn:aws:iam::%1$s:user/eve is not authorized to perform: lambda:ListFunctions",
                "requestParameters": null, "responseElements": null,
                "requestID": "00000000-0000-4000-8000-000000000002", "eventID": "%3$s", "readOnly": true,
                "eventType": "AwsApiCall", "managementEvent": true, "recipientAccountId": "%1$s",
                "eventCategory": "Management"}
               """.formatted(account, region, eventId);
    }

    private static String codeChangedBy(String user, String function, String eventId) {
        return """
               {"eventVersion": "1.11",
                "userIdentity": {"type": "IAMUser", "principalId": "AIDAEXAMPLE", "accountId": "111122223333",
                  "arn": "arn:aws:iam::111122223333:user/%1$s", "accessKeyId": "AKIAEXAMPLE", "userName": "%1$s"},
                "eventTime": "2026-01-01T10:00:28Z", "eventSource": "lambda.amazonaws.com",
                "eventName": "UpdateFunctionCode20150331v2", "awsRegion": "us-east-1",
                "sourceIPAddress": "203.0.113.50", "userAgent": "aws-cli/2.32.3",
                "requestParameters": {"functionName": "%2$s", "publish": false, "dryRun": false},
                "responseElements": {"functionName": "%2$s",
                  "functionArn": "arn:aws:lambda:us-east-1:111122223333:function:%2$s"},
                "requestID": "00000000-0000-4000-8000-000000000001", "eventID": "%3$s", "readOnly": false,
                "eventType": "AwsApiCall", "managementEvent": true, "recipientAccountId": "111122223333",
                "eventCategory": "Management"}
               """.formatted(user, function, eventId);
    }

    private static String changeBeforeTheDay(String user, String function, String eventId) {
        return codeChangedBy(user, function, eventId)
                .replace("2026-01-01T10:00:28Z", FlowDay.DAY.minusSeconds(1200).toString())
                .replace("111122223333", MEMBER)
                .replace("us-east-1", FlowDay.REGION);
    }

    /// A function's run in the middle of the day, as data events record it.
    private static String runBehind(String interfaceId, String function) {
        return """
               {"eventVersion": "1.11",
                "userIdentity": {"type": "AWSService", "invokedBy": "lambda.amazonaws.com"},
                "eventTime": "%4$s", "eventSource": "lambda.amazonaws.com",
                "eventName": "InvokeExecution", "awsRegion": "%5$s",
                "sourceIPAddress": "lambda.amazonaws.com", "userAgent": "lambda.amazonaws.com",
                "requestParameters": null, "responseElements": null,
                "additionalEventData": {"customerEniId": "%1$s",
                  "functionVersion": "arn:aws:lambda:%5$s:%3$s:function:%2$s:7"},
                "requestID": "00000000-0000-4000-8000-000000000003", "eventID": "00000000-0000-4000-9000-000000000003",
                "readOnly": false, "eventType": "AwsApiCall", "managementEvent": false,
                "resources": [{"accountId": "%3$s", "type": "AWS::Lambda::Function",
                  "ARN": "arn:aws:lambda:%5$s:%3$s:function:%2$s"}],
                "recipientAccountId": "%3$s", "eventCategory": "Data"}
               """.formatted(interfaceId, function, MEMBER, FlowDay.DAY.plusSeconds(43_200), FlowDay.REGION);
    }

    /// Returns once the state table knows who runs behind the interface.
    private static void awaitUse(String interfaceId) {
        awaitItem("interface#" + interfaceId);
    }

    private static void awaitItem(String key) {
        Patience.until(
                key + " in the state table",
                () -> stack.dynamoDb
                        .getItem(request -> request.tableName(stack.output("StateTableName"))
                                .key(Map.of("pk", AttributeValue.fromS(key))))
                        .hasItem());
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private static String announcementOf(String key) {
        return """
               {"Records": [{"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "%s"}, "object": {"key": "%s"}}}]}
               """.formatted(stack.output("LogBucketName"), key);
    }

    private static String findingId(String alert) {
        Matcher id = FINDING_ID.matcher(alert);
        assertThat(id.find()).as("a finding's id in %s", alert).isTrue();
        return id.group();
    }

    /// Returns once the state table counts a repeat of the finding.
    private static void awaitRepeat(String findingId) {
        Map<String, AttributeValue> key = Map.of("pk", AttributeValue.fromS("sighting#" + findingId));
        Patience.until(
                "a repeat of " + findingId,
                () -> stack.dynamoDb
                        .getItem(request -> request.tableName(stack.output("StateTableName"))
                                .key(key)
                                .consistentRead(true))
                        .item()
                        .getOrDefault("repeats", AttributeValue.fromN("0"))
                        .n()
                        .equals("1"));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
