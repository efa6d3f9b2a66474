package dev.lambdawatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Writes the demo's data: one story, made up by us on the shapes of real records, from a fixed
/// seed.
///
/// A key of the user `ci-legacy` is stolen. It lists the functions, reads `orders-api`, and
/// replaces its code. Nine minutes later the function's interface, known from the records of its
/// runs, begins to call a serverless address every five minutes. Around it goes on what always went on: a pipeline
/// deploys, services
/// invoke, the function talks to its bucket.
public final class DemoStory {
    static final Path SAMPLES = Path.of("src/main/resources/samples");

    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-west-1";
    private static final String FUNCTION = "arn:aws:lambda:" + REGION + ":" + ACCOUNT + ":function:orders-api";
    private static final Instant MIDNIGHT = Instant.parse("2026-03-03T00:00:00Z");
    private static final String HEADER =
            "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets"
                    + " bytes start end action log-status vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region"
                    + " az-id sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path";

    private final Random random = new Random(20260303);
    private int serial;

    private DemoStory() {}

    /// Writes `trail.json` and `flow.log`; the working directory is the module's.
    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(SAMPLES);
        Files.writeString(SAMPLES.resolve("trail.json"), trail());
        Files.writeString(SAMPLES.resolve("flow.log"), flowLog());
    }

    /// A trail file.
    static String trail() {
        return new DemoStory().records();
    }

    /// A flow log of version 5 over the whole day.
    static String flowLog() {
        return new DemoStory().flows();
    }

    private String records() {
        String thief = """
                {"type":"IAMUser","principalId":"AIDACKCEVSQ6C2EXAMPLE","arn":"arn:aws:iam::%1$s:user/ci-legacy",\
                "accountId":"%1$s","accessKeyId":"AKIAIOSFODNN7EXAMPLE","userName":"ci-legacy"}""".formatted(ACCOUNT);
        String pipeline = """
                {"type":"AssumedRole","principalId":"AROADEPLOYEXAMPLE:GitHubActions",\
                "arn":"arn:aws:sts::%1$s:assumed-role/deploy-orders/GitHubActions","accountId":"%1$s",\
                "accessKeyId":"ASIADEPLOYEXAMPLE","sessionContext":{"sessionIssuer":{"type":"Role",\
                "principalId":"AROADEPLOYEXAMPLE","arn":"arn:aws:iam::%1$s:role/deploy-orders","accountId":"%1$s",\
                "userName":"deploy-orders"},"webIdFederationData":{"federatedProvider":\
                "arn:aws:iam::%1$s:oidc-provider/token.actions.githubusercontent.com","attributes":{}},\
                "attributes":{"creationDate":"2026-03-03T09:11:58Z","mfaAuthenticated":"false"}}}""".formatted(ACCOUNT);
        String function = "{\"functionName\":\"" + FUNCTION + "\"}";
        String terraform = "APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io) aws-sdk-go-v2/1.32.6";
        String boto = "Boto3/1.34.162 md/Botocore#1.34.162 ua/2.0 os/linux#6.8.11 lang/python#3.12.3";
        String invoked = "{\"type\":\"AWSService\",\"invokedBy\":\"events.amazonaws.com\"}";
        List<String> records = new ArrayList<>();
        records.add(management("09:12:07", "GetFunction20150331v2", pipeline, "198.51.100.23", terraform, function));
        records.add(
                management(
                        "09:12:11",
                        "UpdateFunctionCode20150331v2",
                        pipeline,
                        "198.51.100.23",
                        terraform,
                        "{\"functionName\":\"" + FUNCTION
                                + "\",\"s3Bucket\":\"releases\",\"s3Key\":\"orders/41.zip\",\"publish\":true,\"dryRun\":false}"));
        records.add(invoke("11:00:03", invoked));
        records.add(execution("11:00:04"));
        records.add(invoke("13:00:02", invoked));
        records.add(execution("13:00:03"));
        records.add(management("14:29:41", "ListFunctions20150331", thief, "203.0.113.50", boto, "null"));
        records.add(denied("14:29:58", "ListFunctions20150331", "ListFunctions", thief, "203.0.113.50", boto));
        records.add(management("14:30:22", "GetFunction20150331v2", thief, "203.0.113.50", boto, function));
        records.add(management(
                "14:32:10",
                "UpdateFunctionCode20150331v2",
                thief,
                "203.0.113.50",
                boto,
                "{\"functionName\":\"" + FUNCTION + "\",\"publish\":false,\"dryRun\":false}"));
        records.add(invoke("15:00:02", invoked));
        records.add(execution("15:00:03"));
        return "{\"Records\":[\n" + String.join(",\n", records) + "\n]}\n";
    }

    private String management(String time, String name, String who, String source, String agent, String parameters) {
        boolean change = name.startsWith("Update");
        String response = change
                ? "{\"functionName\":\"orders-api\",\"functionArn\":\"" + FUNCTION
                        + "\",\"codeSha256\":\"h7JxyLCp0c2dYx0kW0sKoYk3W1n0nUOe7bJ2yqgXJ3E=\",\"codeSize\":1204,"
                        + "\"role\":\"arn:aws:iam::" + ACCOUNT
                        + ":role/orders-exec\",\"runtime\":\"python3.13\",\"packageType\":\"Zip\",\"environment\":{}}"
                : "null";
        return record(time, "lambda.amazonaws.com", name, who, source, agent, parameters, response, !change, true, "");
    }

    private String denied(String time, String name, String action, String who, String source, String agent) {
        String error = ",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"User: arn:aws:iam::" + ACCOUNT
                + ":user/ci-legacy is not authorized to perform: lambda:" + action
                + " on resource: * with an explicit deny in a service control policy\"";
        return record(time, "lambda.amazonaws.com", name, who, source, agent, "null", "null", true, true, error)
                .replace("\"awsRegion\":\"" + REGION, "\"awsRegion\":\"us-east-1");
    }

    private String invoke(String time, String who) {
        String resources = ",\"resources\":[{\"accountId\":\"" + ACCOUNT
                + "\",\"type\":\"AWS::Lambda::Function\",\"ARN\":\"" + FUNCTION + "\"}]";
        String service = "events.amazonaws.com";
        return record(
                time,
                "lambda.amazonaws.com",
                "Invoke",
                who,
                service,
                service,
                "{\"functionName\":\"" + FUNCTION + "\",\"invocationType\":\"Event\"}",
                "null",
                false,
                false,
                resources);
    }

    /// The run that follows an asynchronous call: it names the interface of the function.
    private String execution(String time) {
        String additional =
                ",\"additionalEventData\":{\"customerEniId\":\"eni-0a1b2c3d4e5f60718\",\"functionVersion\":\""
                        + FUNCTION + ":41\"},\"resources\":[{\"accountId\":\"" + ACCOUNT
                        + "\",\"type\":\"AWS::Lambda::Function\",\"ARN\":\"" + FUNCTION + "\"}]";
        String service = "lambda.amazonaws.com";
        return record(
                time,
                service,
                "InvokeExecution",
                "{\"type\":\"AWSService\",\"invokedBy\":\"lambda.amazonaws.com\"}",
                service,
                service,
                "null",
                "null",
                false,
                false,
                additional);
    }

    private String record(
            String time,
            String service,
            String name,
            String who,
            String source,
            String agent,
            String parameters,
            String response,
            boolean read,
            boolean management,
            String more) {
        serial++;
        return "{\"eventVersion\":\"1.11\",\"userIdentity\":" + who + ",\"eventTime\":\"2026-03-03T" + time
                + "Z\",\"eventSource\":\"" + service + "\",\"eventName\":\"" + name + "\",\"awsRegion\":\"" + REGION
                + "\",\"sourceIPAddress\":\"" + source + "\",\"userAgent\":\"" + agent + "\"" + more
                + ",\"requestParameters\":" + parameters + ",\"responseElements\":" + response
                + String.format(",\"requestID\":\"00000000-0000-4000-8000-%012d\"", serial)
                + String.format(",\"eventID\":\"00000000-0000-4000-9000-%012d\"", serial)
                + ",\"readOnly\":" + read + ",\"eventType\":\"AwsApiCall\",\"managementEvent\":" + management
                + ",\"recipientAccountId\":\"" + ACCOUNT + "\",\"eventCategory\":\""
                + (management ? "Management" : "Data")
                + "\"}";
    }

    private String flows() {
        List<Flow> flows = new ArrayList<>();
        // The function and its bucket: a call whenever an order comes in.
        for (double second = 0; (second += -Math.log(1 - random.nextDouble()) * 420) < 86_400; ) {
            flows.add(new Flow(
                    (long) second,
                    "10.20.3.17",
                    "52.218.48.10",
                    "S3",
                    600 + random.nextInt(9000),
                    400 + random.nextInt(60_000)));
        }
        // From 14:41 on: every five minutes, one fifth of jitter, to a serverless address.
        for (double second = 14 * 3600 + 41 * 60; second < 86_400; second += 300 * (0.8 + 0.4 * random.nextDouble())) {
            flows.add(new Flow(
                    (long) second,
                    "10.20.3.17",
                    "203.0.113.77",
                    "API_GATEWAY",
                    1190 + random.nextInt(20),
                    2380 + random.nextInt(40)));
        }
        StringBuilder log = new StringBuilder(HEADER).append('\n');
        flows.stream().sorted((a, b) -> Long.compare(a.second, b.second)).forEach(flow -> append(log, flow));
        return log.toString();
    }

    private record Flow(long second, String source, String destination, String service, int out, int in) {}

    /// A connection as its interface records it: both directions, in the capture window of a
    /// minute.
    private void append(StringBuilder log, Flow flow) {
        long start = MIDNIGHT.getEpochSecond() + flow.second / 60 * 60 + flow.second / 60 % 3;
        long end = start + 57;
        int port = 20_000 + random.nextInt(40_000);
        log.append(String.format(
                "5 %s eni-0a1b2c3d4e5f60718 %s %s %d 443 6 %d %d %d %d ACCEPT OK vpc-0abc subnet-0def - 3 IPv4 %s %s %s euw1-az1 - - - %s egress 8\n",
                ACCOUNT,
                flow.source,
                flow.destination,
                port,
                6 + flow.out / 1400,
                flow.out,
                start,
                end,
                flow.source,
                flow.destination,
                REGION,
                flow.service));
        log.append(String.format(
                "5 %s eni-0a1b2c3d4e5f60718 %s %s 443 %d 6 %d %d %d %d ACCEPT OK vpc-0abc subnet-0def - 19 IPv4 %s %s %s euw1-az1 - - %s - ingress -\n",
                ACCOUNT,
                flow.destination,
                flow.source,
                port,
                5 + flow.in / 1400,
                flow.in,
                start,
                end,
                flow.destination,
                flow.source,
                REGION,
                flow.service));
    }
}
