package dev.lambdawatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.flow.FlowDay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// From the edges of the deployed stack to the mailbox: nothing between them is replaced.
class EndToEndIT {
    private static final Pattern SCORE = Pattern.compile("\"score\":([0-9.]+)");
    private static final Pattern FINDING_ID = Pattern.compile("lw-[0-9a-f]{32}");

    private static final String ACCOUNTS = """
            {"organization": "o-exampleorgid", "accounts": [
              {"id": "111122223333", "name": "security", "ou": "Security"},
              {"id": "444455556666", "name": "shop-production", "ou": "Workloads/Production"}]}
            """;

    private static final String RULES = """
            title: A name of a mining pool
            name: pool_of_miners
            logsource: {category: dns}
            detection: {pool: {query|endswith: .pool.example}, condition: pool}
            level: high
            ---
            title: A beat to Azure, where we have nothing
            name: beat_to_azure
            logsource: {product: aws, service: vpcflow}
            detection: {azure: {platform_group: 'azure:AppService', dst_port: 443}, condition: azure}
            level: critical
            """;

    private static DeployedStack stack;
    private static Bus member;
    private static Mailbox alerts;

    @BeforeAll
    static void deploy() {
        stack = DeployedStack.deploy();
        stack.hurry();
        // Before any function looks there.
        stack.putState("accounts.json", ACCOUNTS);
        stack.putState("rules/ours.yml", RULES);
        member = stack.forwardFrom(Happenings.MEMBER, FlowDay.REGION);
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

        stack.bus.call(Happenings.codeChangedBy("mallory", "orders-api", eventId));

        assertThat(alerts.await("the alert", alert -> alert.contains(eventId)))
                .contains("\"severity\":\"High\"", "mallory", "orders-api");
    }

    @Test
    void aDeniedListingInAnotherAccountAndRegionArrivesAsAnAlertThatNamesTheAccount() {
        String eventId = UUID.randomUUID().toString();

        member.call(Happenings.listingDeniedIn(Happenings.MEMBER, FlowDay.REGION, eventId));

        assertThat(alerts.await("the alert", alert -> alert.contains(eventId)))
                .contains("\"severity\":\"Medium\"", "ListFunctions")
                .contains("\"account\":{\"uid\":\"444455556666\",\"name\":\"shop-production\"")
                .contains("\"ou_name\":\"Workloads/Production\"", "\"region\":\"eu-west-1\"");
    }

    @Test
    void aFindingOfGuardDutyInAnotherAccountArrivesAsOurs() throws IOException {
        String finding = Files.readString(Path.of("src/test/resources/guardduty/finding.json"));

        member.put("aws.guardduty", "GuardDuty Finding", finding);

        assertThat(alerts.await("the alert", alert -> alert.contains("guardduty_lambda")))
                .contains("\"severity\":\"High\"", "orders-api", "\"name\":\"shop-production\"", "203.0.113.77");
    }

    @Test
    void theSameEventTwiceMakesOneAlert() {
        String eventId = UUID.randomUUID().toString();
        String record = Happenings.codeChangedBy("trudy", "invoices", eventId);

        stack.bus.call(record);
        String findingId = findingId(alerts.await("the alert", alert -> alert.contains(eventId)));
        stack.bus.call(record);

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
        Patience.attempting("a finding that the filter approves", () -> {
            stack.bus.call(Happenings.codeChangedBy(
                    "peggy", "function-" + UUID.randomUUID(), UUID.randomUUID().toString()));
            return stack.findings().stream()
                    .anyMatch(line -> line.contains("\"status\":\"Suppressed\"") && line.contains("CHG-7"));
        });

        assertThat(alerts.await("the change", alert -> alert.contains("filters/peggy.yml")))
                .contains("detection_content_changed", "\"severity\":\"High\"");
        assertThat(operations.await("the fault", text -> text.contains("rules/broken.yml:1")))
                .contains("is refused");
        stack.putState("settings.json", "{}" + " ".repeat(1_000_000));
        Patience.attempting("the fault of settings that are too large", () -> {
            stack.bus.call(Happenings.codeChangedBy(
                    "peggy", "function-" + UUID.randomUUID(), UUID.randomUUID().toString()));
            return operations.holds(text -> text.contains("settings have at most 65536 bytes, these have more"));
        });
    }

    @Test
    void aForgedEventIsRefusedAndCounted() {
        String eventId = UUID.randomUUID().toString();
        String forged = Happenings.codeChangedBy("heidi", "forged-" + eventId, eventId);

        // No rule of the bus takes another sender's.
        stack.bus.put("my.app", "AWS API Call via CloudTrail", forged);
        // Of another account than the one whose bus it is: AWS lets nobody write as `aws.lambda`, the emulator does.
        stack.bus.call(forged.replace("111122223333", Happenings.MEMBER));
        String genuine = UUID.randomUUID().toString();
        stack.bus.call(Happenings.codeChangedBy("heidi", "genuine-" + genuine, genuine));

        String audit = stack.functionNamed("AuditFunction");
        Patience.until(
                "the refusal",
                () -> stack.hasLogged(
                        audit,
                        "a forged event: it comes from account '111122223333', its record from account '444455556666'"));
        alerts.await("the genuine alert", alert -> alert.contains(genuine));
        assertThat(alerts.holds(alert -> alert.contains(eventId))).isFalse();
        assertThat(stack.findings()).noneMatch(finding -> finding.contains(eventId));
    }

    @Test
    void aNewcomerIsToldByWhatTheStateTableSaysIsUsual() {
        String function = "ledger-" + UUID.randomUUID();
        String eventId = UUID.randomUUID().toString();

        stack.bus.call(Happenings.settingsChangedByRole(
                "deploy", function, "2026-01-01T10:00:00Z", UUID.randomUUID().toString()));
        awaitItem("habit#FUNCTION arn:aws:lambda:us-east-1:111122223333:function:" + function
                + " UpdateFunctionConfiguration");
        stack.bus.call(Happenings.settingsChangedByRole("nightly-tools", function, "2026-01-20T10:00:00Z", eventId));

        assertThat(alerts.await("the newcomer", alert -> alert.contains(eventId)))
                .contains("lambda_changed_by_newcomer", "\"severity\":\"Medium\"", "nightly-tools")
                .contains(function + " usually by 1 principal: role/deploy");
    }

    @Test
    void aFloodOfInvocationsInATrailFileIsToldByThePaceThatAnotherFileLeft() throws IOException {
        String folder = "AWSLogs/111122223333/CloudTrail/us-east-1/2026/01/";
        Instant usual = Instant.parse("2026-01-01T10:00:00Z");
        stack.put(
                folder + "01/usual.json.gz",
                Happenings.gzip(Happenings.invocationsBy("orders-web", "orders", usual, 10, 100)));
        awaitItem("pace#111122223333 arn:aws:iam::111122223333:role/orders-web");

        Instant flood = Instant.parse("2026-01-20T10:00:00Z");
        stack.put(
                folder + "20/flood.json.gz",
                Happenings.gzip(Happenings.invocationsBy("orders-web", "orders", flood, 1, 1_000)));

        assertThat(alerts.await("the flood", alert -> alert.contains("lambda_invoked_in_a_flood")))
                .contains(
                        "\"severity\":\"Medium\"", "invoked 1000 times within an hour by orders-web/build, usually 10");
    }

    /// Nobody writes CloudTrail's record of the call here but the test.
    @Test
    void theCanarysCallComesBackAndIsToldToNobody() {
        String canary = stack.output("CanaryFunctionName");
        String role = stack.lambda
                .getFunctionConfiguration(request -> request.functionName(canary))
                .role();

        String askedFor = stack.invoke(canary, "{}").replace("\"", "");
        stack.bus.call(Happenings.canaryCalled(role, askedFor, Instant.now().truncatedTo(ChronoUnit.SECONDS)));

        assertThat(askedFor).startsWith("lambdawatch-canary-20");
        String audit = stack.functionNamed("AuditFunction");
        Patience.until(
                "the canary",
                () -> stack.hasLogged(audit, "\"message\":\"canary came back after "),
                () -> askedFor + " by " + role + "; logged " + stack.log(audit));
        assertThat(alerts.holds(alert -> alert.contains(askedFor))).isFalse();
        assertThat(stack.findings()).noneMatch(finding -> finding.contains(askedFor));
    }

    @Test
    void aTunnelInAResolverLogArrivesAsAnAlert() throws IOException {
        stack.put(
                "AWSLogs/111122223333/vpcdnsquerylogs/vpc-1/2026/01/01/vpc-1_vpcdnsquerylogs_111122223333_x.log.gz",
                Happenings.gzip(Happenings.questionsOf("10.0.9.9", "%032x.drop.example", 150)));

        assertThat(alerts.await("the tunnel", alert -> alert.contains("drop.example")))
                .contains("dns_tunnel", "\"severity\":\"High\"", "10.0.9.9", "T1071.004");
    }

    @Test
    void aRuleOfTheUsersFindsTheNameThatAHostAsksFor() throws IOException {
        stack.put(
                "AWSLogs/111122223333/vpcdnsquerylogs/vpc-1/pool.log.gz",
                Happenings.gzip(Happenings.questionsOf("10.0.7.7", "n%d.pool.example", 1)));

        assertThat(alerts.await("the name", alert -> alert.contains("pool_of_miners")))
                .contains("\"severity\":\"High\"", "10.0.7.7", "n0.pool.example");
    }

    @Test
    void aTableOfTheUsersSaysWhoseAnAddressIsAndARuleOfTheirsFindsTheBeaconToIt() throws IOException {
        stack.putState("ranges.txt", """
                lambdawatch address table 1
                as of 2026-08-30
                [azure:AppService]
                203.0.113.67/32
                """);
        stack.put(
                "AWSLogs/111122223333/vpcflowlogs/us-east-1/beat.log.gz",
                Happenings.gzip(Happenings.beatOfADayTo("203.0.113.67")));
        Patience.until("the last hour of the beat", () -> stack.hasState("segments/2026-09-10T23/"));
        stack.scoreAt(Happenings.END_OF_THE_BEAT);

        assertThat(alerts.await("what the rule finds", alert -> alert.contains("beat_to_azure")))
                .contains("\"severity\":\"Critical\"", "10.0.0.5", "203.0.113.67");
        assertThat(alerts.await(
                        "the beacon", alert -> alert.contains("serverless_beacon") && alert.contains("203.0.113.67")))
                .contains("Azure App Service and Functions, tier B: address in 203.0.113.67/32");
        assertThat(alerts.await("the change", alert -> alert.contains("Detection content added: ranges.txt")))
                .contains("\"severity\":\"High\"", "aws:API_GATEWAY");
    }

    @Test
    void thePlatformThatAWorkloadAsksForAfterAQuietWeekIsKeptAsAFinding() throws IOException {
        String folder = "AWSLogs/111122223333/vpcdnsquerylogs/vpc-2/";
        String before =
                Happenings.questionsOf("10.0.8.8", "host-%d.example.org", 1).replace("vpc-1", "vpc-2");
        stack.put(folder + "before.log.gz", Happenings.gzip(before.replace("2026-01-01", "2025-12-24")));
        awaitItem("network#vpc-2");

        stack.put(
                folder + "after.log.gz",
                Happenings.gzip(Happenings.questionsOf("10.0.8.8", "c%d.example.workers.dev", 1)
                        .replace("vpc-1", "vpc-2")));

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
        stack.put(
                key,
                Happenings.gzip("{\"Records\": [" + Happenings.codeChangedBy("oscar", "payments", eventId) + "]}"));

        stack.sqs.sendMessageBatch(request -> request.queueUrl(queue)
                .entries(entry("broken", "this announces no object"), entry("sound", announcementOf(key))));

        alerts.await("the alert of the sound message", alert -> alert.contains(eventId));
        deadLetters.await("the broken message", "this announces no object"::equals);
        assertThat(deadLetters.holds(message -> message.contains(key))).isFalse();
    }

    @Test
    void aChangedFunctionAndADayOfFlowLogsBecomeOneCriticalFindingWithTheScoreThatReplayPrints(@TempDir Path folder)
            throws IOException {
        List<FlowDay.Piece> day = Happenings.dayWithABeaconTo("203.0.113.66");
        Predicate<String> beacon = line -> line.contains("203.0.113.66");
        String changeId = UUID.randomUUID().toString();
        String change = Happenings.changeBeforeTheDay("heidi", "reports", changeId);
        String run = Happenings.runBehind(FlowDay.interfaceId(3), "reports");
        Files.write(folder.resolve("trail.json.gz"), Happenings.gzip("{\"Records\": [" + change + "," + run + "]}"));
        byte[] questions = Happenings.gzip(Happenings.questionBefore("203.0.113.66", "c2.example.workers.dev"));
        Files.write(folder.resolve("questions.log.gz"), questions);
        for (FlowDay.Piece piece : day) {
            Path file = folder.resolve(piece.key());
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, piece.compressed());
        }

        member.call(change);
        String changeFinding = findingId(alerts.await("the change", alert -> alert.contains(changeId)));
        stack.put(
                "AWSLogs/" + Happenings.MEMBER + "/CloudTrail/" + FlowDay.REGION + "/2026/08/01/trail.json.gz",
                Happenings.gzip("{\"Records\": [" + run + "]}"));
        awaitUse(FlowDay.interfaceId(3));
        stack.put("AWSLogs/" + Happenings.MEMBER + "/vpcdnsquerylogs/" + FlowDay.VPC + "/day.log.gz", questions);
        Happenings.shuffledWithSomeTwice(day).forEach(piece -> stack.put(piece.key(), piece.compressed()));
        Patience.until("the names of the day", () -> stack.hasState("names/2026-08-01T00/"));
        Patience.until(
                "every object to be read",
                () -> stack.segments(FlowDay.DAY) >= day.size() - 1
                        && stack.segments(FlowDay.DAY.minusSeconds(1)) >= 1
                        && stack.flowLogQueue().equals("0 waiting, 0 hidden"),
                () -> stack.segments(FlowDay.DAY) + " segments of " + (day.size() - 1) + " objects or more, "
                        + stack.flowLogQueue());
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

    /// No record names the interfaces. The first function's subnet is known from the list of functions
    /// alone, the second's from the record of its change, which arrives when its beacon was scored.
    @Test
    void aChangedFunctionOfTheBeaconsSubnetIsACandidateAndHighAtMost() throws IOException {
        String subnet = stack.anySubnet();
        stack.attach("ledger", subnet);
        String listed = UUID.randomUUID().toString();
        String recorded = UUID.randomUUID().toString();
        stack.bus.call(Happenings.changeBeforeTheBeat("ivan", "ledger", listed));
        String listedFinding = findingId(alerts.await("the listed change", alert -> alert.contains(listed)));
        String folder = "AWSLogs/111122223333/vpcflowlogs/us-east-1/";
        // When no longer span than a day is due.
        Instant anHourLater = Happenings.END_OF_THE_BEAT.plusSeconds(3600);
        Instant lastHour = Happenings.END_OF_THE_BEAT.minusSeconds(3600);
        int before = stack.segments(lastHour);
        stack.put(folder + "ledger.log.gz", Happenings.gzip(Happenings.beatOfADayTo("203.0.113.71", subnet, 71)));
        stack.put(folder + "mailer.log.gz", Happenings.gzip(Happenings.beatOfADayTo("203.0.113.72", "subnet-0b", 72)));
        Patience.until("all hours of both beats", () -> stack.segments(lastHour) >= before + 48);
        stack.scoreAt(anHourLater);

        assertThat(alerts.await("the listed candidate", alert -> isJoined(alert, "203.0.113.71")))
                .contains("\"severity\":\"High\"", "candidate, security groups unknown", "attached to " + subnet)
                .contains(listedFinding, listed, "ledger, changed by ivan, may be what beacons from its subnet");
        assertThat(alerts.holds(alert -> isJoined(alert, "203.0.113.72"))).isFalse();

        stack.bus.call(Happenings.answeredIn("subnet-0b", Happenings.changeBeforeTheBeat("judy", "mailer", recorded)));
        alerts.await("the recorded change", alert -> alert.contains(recorded));
        awaitItem("subnet#subnet-0b#2026-09-09");
        stack.scoreAt(anHourLater);

        assertThat(alerts.await("the recorded candidate", alert -> isJoined(alert, "203.0.113.72")))
                .contains("\"severity\":\"High\"", "candidate, security groups unknown", recorded)
                .contains("mailer, changed by judy, may be what beacons from its subnet");
    }

    private static boolean isJoined(String alert, String destination) {
        return alert.contains("changed_function_beacons") && alert.contains(destination);
    }

    private static String score(String line) {
        Matcher score = SCORE.matcher(line);
        assertThat(score.find()).as("a score in %s", line).isTrue();
        return score.group(1);
    }

    /// Returns once the state table knows who runs behind the interface.
    private static void awaitUse(String interfaceId) {
        awaitItem("interface#" + interfaceId);
    }

    private static void awaitItem(String key) {
        Patience.until(key + " in the state table", () -> !stack.item(key).isEmpty());
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
        Patience.until(
                "a repeat of " + findingId,
                () -> stack.item("sighting#" + findingId)
                        .getOrDefault("repeats", AttributeValue.fromN("0"))
                        .n()
                        .equals("1"));
    }
}
