package dev.lambdawatch.cli;

import java.util.stream.Stream;

/// Calls for a test's history, and the command line over them.
final class History {
    private static int number;

    private History() {}

    static MainTest.Ran run(Object... arguments) {
        return MainTest.run(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    static String role(String name) {
        return """
                {"type":"AssumedRole","principalId":"AROAEXAMPLE:build","accountId":"111122223333",\
                "arn":"arn:aws:sts::111122223333:assumed-role/%1$s/build","accessKeyId":"ASIAEXAMPLE",\
                "sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAEXAMPLE","userName":"%1$s",\
                "arn":"arn:aws:iam::111122223333:role/%1$s","accountId":"111122223333"}}}""".formatted(name);
    }

    static String user(String name) {
        return """
                {"type":"IAMUser","principalId":"AIDAEXAMPLE","accountId":"111122223333",\
                "arn":"arn:aws:iam::111122223333:user/%1$s","accessKeyId":"AKIAEXAMPLE","userName":"%1$s"}""".formatted(name);
    }

    /// One line of history: new code for a function.
    static String codeChanged(String identity, String source, String function) {
        return codeChanged(identity, source, function, "Terraform/1.9.8", "");
    }

    /// @param more further fields of the record, each with a comma behind it
    static String codeChanged(String identity, String source, String function, String agent, String more) {
        number++;
        return """
                {"eventVersion":"1.11","userIdentity":%s,"eventTime":"2026-01-01T10:%02d:28Z",\
                "eventSource":"lambda.amazonaws.com","eventName":"UpdateFunctionCode20150331v2","awsRegion":"eu-west-1",\
                "sourceIPAddress":"%s","userAgent":"%s","requestParameters":{"functionName":"%s"},%s\
                "requestID":"00000000-0000-4000-8000-%012d","eventID":"00000000-0000-4000-9000-%012d",\
                "eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333",\
                "eventCategory":"Management"}
                """.formatted(identity, number % 60, source, agent, function, more, number, number);
    }
}
