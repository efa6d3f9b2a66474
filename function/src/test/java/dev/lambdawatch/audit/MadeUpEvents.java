package dev.lambdawatch.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// EventBridge events around records that nobody made, in the shapes that CloudTrail writes: the
/// daily work of an account, a quarter of it calls to Lambda. The same seed gives the same events.
final class MadeUpEvents {
    private static final List<List<String>> CALLS = List.of(
            List.of("lambda.amazonaws.com", "ListFunctions20150331", "GetFunction20150331v2", "Invoke"),
            List.of("lambda.amazonaws.com", "GetPolicy20150331v2", "GetAlias20150331", "Invoke"),
            List.of("s3.amazonaws.com", "GetBucketAcl", "ListBuckets", "GetBucketPolicy", "PutObject"),
            List.of("sts.amazonaws.com", "AssumeRole", "GetCallerIdentity"),
            List.of("ec2.amazonaws.com", "DescribeInstances", "DescribeSubnets", "CreateTags"),
            List.of("iam.amazonaws.com", "GetRole", "ListRoles", "TagRole"),
            List.of("kms.amazonaws.com", "Decrypt", "GenerateDataKey"),
            List.of("logs.amazonaws.com", "DescribeLogGroups", "CreateLogStream"));

    private static final List<String> AGENTS = List.of(
            "Boto3/1.34.131 md/Botocore#1.34.131 ua/2.0 os/linux#6.1 lang/python#3.12.4 cfg/retry-mode#legacy",
            "aws-cli/2.15.30 Python/3.11.8 Linux/6.1 exe/x86_64.debian.12 prompt/off command/lambda",
            "APN/1.0 HashiCorp/1.0 Terraform/1.7.4 (+https://www.terraform.io) aws-sdk-go-v2/1.25.2",
            "AWS Internal");

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final Random chance;

    private MadeUpEvents(long seed) {
        chance = new Random(seed);
    }

    static List<String> of(int count, long seed) {
        MadeUpEvents events = new MadeUpEvents(seed);
        List<String> all = new ArrayList<>();
        for (int second = 0; second < count; second++) {
            all.add(events.event(START.plusSeconds(second)));
        }
        return List.copyOf(all);
    }

    /// The envelope in which EventBridge delivers a record.
    static String around(String record, String account) {
        return """
               {"version":"0","id":"d3b2","detail-type":"AWS API Call via CloudTrail","source":"aws.any",\
               "account":"%s","time":"2026-03-02T08:00:00Z","region":"eu-west-1","resources":[],"detail":%s}""".formatted(account, record);
    }

    private String event(Instant time) {
        List<String> service = any(CALLS);
        String api = service.get(1 + chance.nextInt(service.size() - 1));
        String account = "11112222" + (3333 + chance.nextInt(4));
        return around(
                """
                {"eventVersion":"1.11",%s,"eventTime":"%s","eventSource":"%s","eventName":"%s",\
                "awsRegion":"eu-west-1","sourceIPAddress":"%s","userAgent":"%s",%s%s,"requestID":"%s","eventID":"%s",\
                "readOnly":%b,"eventType":"AwsApiCall","managementEvent":%b,"recipientAccountId":"%s",\
                "eventCategory":"%s","tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256",\
                "clientProvidedHostHeader":"%s"}}""".formatted(
                                identity(account, time),
                                time,
                                service.getFirst(),
                                api,
                                address(),
                                any(AGENTS),
                                error(api),
                                parameters(api, account),
                                id(),
                                id(),
                                !api.matches("(Put|Create|Tag|Invoke).*"),
                                !api.equals("Invoke"),
                                account,
                                api.equals("Invoke") ? "Data" : "Management",
                                service.getFirst().replace(".", ".eu-west-1.")),
                account);
    }

    private String identity(String account, Instant time) {
        String role = "deploy-" + chance.nextInt(20);
        return switch (chance.nextInt(10)) {
            case 0 -> """
                "userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLE","arn":"arn:aws:iam::%1$s:user/%2$s",\
                "accountId":"%1$s","accessKeyId":"AKIAEXAMPLE","userName":"%2$s"}""".formatted(account, role);
            case 1 -> """
                "userIdentity":{"type":"AWSService","invokedBy":"lambda.amazonaws.com"}""";
            default -> """
                "userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE%2$s:run-%4$d",\
                "arn":"arn:aws:sts::%1$s:assumed-role/%2$s/run-%4$d","accountId":"%1$s",\
                "accessKeyId":"ASIAEXAMPLE%4$d","sessionContext":{"sessionIssuer":{"type":"Role",\
                "principalId":"AROAEXAMPLE%2$s","arn":"arn:aws:iam::%1$s:role/%2$s","accountId":"%1$s",\
                "userName":"%2$s"},"attributes":{"creationDate":"%3$s","mfaAuthenticated":"false"}}}""".formatted(account, role, time.minusSeconds(600), chance.nextInt(50));
        };
    }

    private String error(String api) {
        return chance.nextInt(50) > 0 ? "" : """
                "errorCode":"AccessDenied","errorMessage":"User: arn:aws:iam::111122223333:user/deploy is not \
                authorized to perform: any:%s on resource: * because no identity-based policy allows the \
                any:%s action",""".formatted(api, api);
    }

    private String parameters(String api, String account) {
        String function = "orders-" + chance.nextInt(200) + (chance.nextBoolean() ? "-prod" : "-test");
        return api.startsWith("List") || api.startsWith("Describe") ? """
                "requestParameters":{"maxItems":50},"responseElements":null""" : """
                "requestParameters":{"functionName":"%1$s","bucketName":"%1$s-files","roleName":"%1$s-role",\
                "encryptionContext":{"aws:s3:arn":"arn:aws:s3:::%1$s-files"},"tags":[{"key":"team","value":"orders"},\
                {"key":"stage","value":"prod"}]},"responseElements":{"functionName":"%1$s",\
                "functionArn":"arn:aws:lambda:eu-west-1:%2$s:function:%1$s","runtime":"java25","memorySize":512,\
                "timeout":30,"role":"arn:aws:iam::%2$s:role/%1$s","environment":{},"tracingConfig":{"mode":"Active"},\
                "lastModified":"2026-03-01T10:00:00.000+0000"}""".formatted(function, account);
    }

    private String address() {
        return chance.nextInt(4) == 0
                ? "10.0." + chance.nextInt(8) + "." + chance.nextInt(250)
                : "198.51.100." + chance.nextInt(250);
    }

    private String id() {
        return new UUID(chance.nextLong(), chance.nextLong()).toString();
    }

    private <T> T any(List<T> choices) {
        return choices.get(chance.nextInt(choices.size()));
    }
}
