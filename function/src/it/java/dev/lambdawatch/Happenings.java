package dev.lambdawatch;

import dev.lambdawatch.flow.FlowDay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/// What happens in the story that the end-to-end tests tell, as its records and objects.
final class Happenings {
    /// Another account of the Organization, whose calls are forwarded.
    static final String MEMBER = "444455556666";

    /// Fields of a flow record of version 5.
    private static final int START = 10;

    private static final int END = 11;

    private Happenings() {}

    static String codeChangedBy(String user, String function, String eventId) {
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

    static String settingsChangedByRole(String role, String function, String time, String eventId) {
        return """
               {"eventVersion": "1.11",
                "userIdentity": {"type": "AssumedRole", "principalId": "AROAEXAMPLE:build", "accountId": "111122223333",
                  "arn": "arn:aws:sts::111122223333:assumed-role/%1$s/build", "accessKeyId": "ASIAEXAMPLE",
                  "sessionContext": {"sessionIssuer": {"type": "Role", "principalId": "AROAEXAMPLE", "userName": "%1$s",
                    "arn": "arn:aws:iam::111122223333:role/%1$s", "accountId": "111122223333"}}},
                "eventTime": "%3$s", "eventSource": "lambda.amazonaws.com",
                "eventName": "UpdateFunctionConfiguration20150331v2", "awsRegion": "us-east-1",
                "sourceIPAddress": "198.51.100.7", "userAgent": "aws-sdk-go-v2/1.30.3",
                "requestParameters": {"functionName": "%2$s", "layers": []}, "responseElements": {"functionName": "%2$s"},
                "requestID": "00000000-0000-4000-8000-000000000004", "eventID": "%4$s", "readOnly": false,
                "eventType": "AwsApiCall", "managementEvent": true, "recipientAccountId": "111122223333",
                "eventCategory": "Management"}
               """.formatted(role, function, time, eventId);
    }

    /// A trail file of direct invocations by a role, evenly over so many hours.
    static String invocationsBy(String role, String function, Instant start, int hours, int calls) {
        return IntStream.range(0, calls)
                .mapToObj(call -> settingsChangedByRole(
                                role,
                                function,
                                start.plusSeconds(hours * 3600L * call / calls).toString(),
                                role + "-" + start.getEpochSecond() + "-" + call)
                        .replace("UpdateFunctionConfiguration20150331v2", "Invoke"))
                .collect(Collectors.joining(",", "{\"Records\": [", "]}"));
    }

    static String changeBeforeTheDay(String user, String function, String eventId) {
        return codeChangedBy(user, function, eventId)
                .replace("2026-01-01T10:00:28Z", FlowDay.DAY.minusSeconds(1200).toString())
                .replace("111122223333", MEMBER)
                .replace("us-east-1", FlowDay.REGION);
    }

    static String listingDeniedIn(String account, String region, String eventId) {
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

    /// What CloudTrail records of the canary's call, which finds no function.
    static String canaryCalled(String role, String askedFor, Instant time) {
        return """
               {"eventVersion": "1.11",
                "userIdentity": {"type": "AssumedRole", "principalId": "AROAEXAMPLE:canary", "accountId": "111122223333",
                  "arn": "arn:aws:sts::111122223333:assumed-role/canary/canary", "accessKeyId": "ASIAEXAMPLE",
                  "sessionContext": {"sessionIssuer": {"type": "Role", "principalId": "AROAEXAMPLE", "arn": "%1$s",
                    "accountId": "111122223333", "userName": "canary"}}},
                "eventTime": "%3$s", "eventSource": "lambda.amazonaws.com",
                "eventName": "GetFunctionConfiguration20150331v2", "awsRegion": "us-east-1",
                "sourceIPAddress": "3.80.0.10", "userAgent": "lambdawatch exec-env/AWS_Lambda_java25",
                "errorCode": "ResourceNotFoundException", "errorMessage": "Function not found: %2$s",
                "requestParameters": {"functionName": "%2$s"}, "responseElements": null,
                "requestID": "00000000-0000-4000-8000-000000000004", "eventID": "00000000-0000-4000-9000-000000000004",
                "readOnly": true, "eventType": "AwsApiCall", "managementEvent": true, "recipientAccountId": "111122223333",
                "eventCategory": "Management"}
               """.formatted(role, askedFor, time);
    }

    /// A function's run in the middle of the day, as data events record it.
    static String runBehind(String interfaceId, String function) {
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

    /// When a beat has gone on for a day, weeks after the other happenings.
    static final Instant END_OF_THE_BEAT = Instant.parse("2026-09-11T00:00:00Z");

    /// Flow log in the default format of a host that calls an address every five minutes for a day.
    static String beatOfADayTo(String address) {
        long start = END_OF_THE_BEAT.minusSeconds(86_400 - 10).getEpochSecond();
        return IntStream.range(0, 288)
                .mapToObj(beat -> "2 111122223333 eni-1 10.0.0.5 %s %d 443 6 6 1200 %d %d ACCEPT OK\n"
                        .formatted(address, 40_000 + beat, start + beat * 300L, start + beat * 300L + 58))
                .collect(Collectors.joining());
    }

    /// The same of an interface of Lambda's, by the fields that tell it.
    ///
    /// @param host the interface's number, the last of its address
    static String beatOfADayTo(String address, String subnet, int host) {
        return "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action"
                + " log-status subnet-id interface-type\n"
                + beatOfADayTo(address)
                        .replace("eni-1", "eni-" + host)
                        .replace("10.0.0.5", "10.0.0." + host)
                        .replace(" OK\n", " OK " + subnet + " lambda\n");
    }

    /// New code in the evening before the beat.
    static String changeBeforeTheBeat(String user, String function, String eventId) {
        return codeChangedBy(user, function, eventId)
                .replace(
                        "2026-01-01T10:00:28Z",
                        END_OF_THE_BEAT.minusSeconds(86_400 + 7200).toString());
    }

    /// The same, with the subnet that Lambda answers the function to be in.
    static String answeredIn(String subnet, String change) {
        return change.replace(
                "\"responseElements\": {",
                "\"responseElements\": {\"vpcConfig\": {\"subnetIds\": [\"" + subnet
                        + "\"], \"securityGroupIds\": [\"sg-0a\"], \"vpcId\": \"vpc-0a\"}, ");
    }

    /// Rows of a Resolver log within ten minutes.
    ///
    /// @param name with a place for the row's number
    static String questionsOf(String source, String name, int rows) {
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
    static String questionBefore(String address, String name) {
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
    static List<FlowDay.Piece> dayWithABeaconTo(String address) {
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

    static List<FlowDay.Piece> shuffledWithSomeTwice(List<FlowDay.Piece> day) {
        List<FlowDay.Piece> deliveries = new ArrayList<>(day);
        deliveries.addAll(day.subList(100, 130));
        Collections.shuffle(deliveries, new Random(7));
        return deliveries;
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
