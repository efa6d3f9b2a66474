package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The story of the demo where no trail logs invocations, so that nothing names the interface.
class ReplayCandidatesTest {
    private static final String ORDERS = "arn:aws:lambda:eu-west-1:111122223333:function:orders-api";
    private static final String SUBNET = "subnet-0def";

    private static final String LISTED = """
            {
                "Functions": [
                    {
                        "FunctionName": "orders-api",
                        "FunctionArn": "%s",
                        "LastModified": "2026-03-03T14:32:10.000+0000",
                        "VpcConfig": {"SubnetIds": ["%s"], "SecurityGroupIds": ["sg-0a1b"], "VpcId": "vpc-0abc"},
                        "Environment": {"Variables": {"STAGE": "production"}}
                    }
                ]
            }
            """.formatted(ORDERS, SUBNET);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private String trail = "";

    @BeforeEach
    void forgetInvocations() {
        trail = DemoStory.trail()
                .lines()
                .filter(line -> !line.contains("InvokeExecution"))
                .collect(Collectors.joining("\n"))
                .replaceFirst(",(\\s*]})", "$1");
    }

    @Test
    void theRecordOfAChangeTellsOfTheSubnet() throws IOException {
        MainTest.Ran ran = replay(answeringWithSubnets(), ofLambda(DemoStory.flowLog()));
        assertThat(ran.out())
                .contains("[HIGH] orders-api, changed by ci-legacy, may be what beacons from its subnet:")
                .contains("candidate, security groups unknown: any of the functions attached to subnet-0def"
                        + " (orders-api, by the records of their changes; others may be)")
                .doesNotContain("[CRITICAL]");
    }

    @Test
    void itIsMediumWhereTheFlowLogDoesNotSayWhoseTheInterfaceIs() throws IOException {
        assertThat(replay(answeringWithSubnets(), DemoStory.flowLog()).out())
                .contains("orders-api, changed by ci-legacy, may be what beacons from its subnet:")
                .contains("and the flow log does not say whether it is Lambda's")
                .doesNotContain("[CRITICAL]");
    }

    @Test
    void whereRecordsDoNotTellAListDoes() throws IOException {
        assertThat(replay(trail, ofLambda(DemoStory.flowLog())).out()).doesNotContain("may be what beacons");
        Path list = Files.writeString(folder.resolve("list.json"), LISTED);
        assertThat(replay(trail, ofLambda(DemoStory.flowLog()), "--functions", list)
                        .out())
                .contains("[HIGH] orders-api, changed by ci-legacy, may be what beacons from its subnet:")
                .contains("any of the functions attached to subnet-0def (orders-api);");
    }

    @Test
    void severalListsMayFollowEachOther() throws IOException {
        String other = LISTED.replace("orders-api", "orders-worker").replace("T14:32", "T09:00");
        Path list = Files.writeString(
                folder.resolve("pages.json"),
                other.replaceAll("\\s*\n\\s*", " ") + "\n" + LISTED.replaceAll("\\s*\n\\s*", " ") + "\n");
        MainTest.Ran ran = replay(trail, ofLambda(DemoStory.flowLog()), "--functions", list);
        assertThat(ran.out()).contains("any of the functions attached to subnet-0def (orders-api, orders-worker);");
        assertThat(ran.err()).doesNotContain("goes on");
    }

    @Test
    void aListThatGoesOnElsewhereIsNamed() throws IOException {
        Path list = Files.writeString(
                folder.resolve("page.json"), LISTED.replaceFirst("\\{", "{\"NextToken\": \"eyJNYXJrZXIi\","));
        MainTest.Ran ran = replay(trail, ofLambda(DemoStory.flowLog()), "--functions", list);
        assertThat(ran.out()).contains("may be what beacons from its subnet:");
        assertThat(ran.err()).contains("page.json: the list goes on after its last page");
    }

    @Test
    void aDamagedListIsNamedWithPlaceAndReason() throws IOException {
        assertRefused("", "line 1, column 1: the output of aws lambda list-functions is wanted; this is empty");
        assertRefused("{\"Functions\": [", "line 1, column 16: the JSON breaks off");
        assertRefused("{\n  \"Functions\": nil}", "line 2, column 20: damaged JSON: Unrecognized token 'nil'");
        assertRefused("{\"accounts\": []}", "a page of functions has a list 'Functions'; this has none");
        assertRefused(LISTED.replace(ORDERS, "\\u001b[2Jorders"), "'\\u001b[2Jorders' is no function's ARN");
        assertRefused(LISTED + "\u0000", "line 12, column 2: damaged JSON: Illegal character");
    }

    @Test
    void aListThatIsNotThereIsNamed() throws IOException {
        MainTest.Ran ran = replay(trail, DemoStory.flowLog(), "--functions", folder.resolve("none.json"));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("none.json");
    }

    private void assertRefused(String text, String reason) throws IOException {
        Path list = Files.writeString(folder.resolve("damaged.json"), text);
        MainTest.Ran ran = replay(trail, DemoStory.flowLog(), "--functions", list);
        assertThat(ran.code()).as(text).isEqualTo(1);
        assertThat(ran.err()).contains("damaged.json: line ").contains(reason);
        assertThat(ran.out()).isEmpty();
    }

    private String answeringWithSubnets() {
        return trail.replace(
                "\"environment\":{}}",
                "\"environment\":{},\"vpcConfig\":{\"subnetIds\":[\"" + SUBNET
                        + "\"],\"securityGroupIds\":[\"sg-0a1b\"],\"vpcId\":\"vpc-0abc\"}}");
    }

    /// With the field that says whose an interface is.
    private static String ofLambda(String flowLog) {
        return flowLog.lines()
                .map(line -> line + (line.startsWith("version") ? " interface-type\n" : " lambda\n"))
                .collect(Collectors.joining());
    }

    private MainTest.Ran replay(String trailFile, String flowLog, Object... options) throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(logs.resolve("trail.json"), trailFile);
        Files.writeString(logs.resolve("flow.log"), flowLog);
        Object[] arguments = new Object[options.length + 2];
        arguments[0] = "replay";
        System.arraycopy(options, 0, arguments, 1, options.length);
        arguments[options.length + 1] = logs;
        MainTest.Ran ran = History.run(arguments);
        // Wherever lines are broken.
        return new MainTest.Ran(ran.code(), ran.out().replaceAll("\\s+", " "), ran.err());
    }
}
