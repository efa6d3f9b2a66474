package dev.lambdawatch.audit;

import dev.lambdawatch.sigma.Parsed;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.Sigma;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.event.ruler.Machine;

/// A hundred rules in two languages: as Sigma and as event patterns. Each asks for a service, for
/// one of three of its APIs and for one thing more, as most rules that people publish do.
final class HundredRules {
    private static final int RULES = 100;

    private static final List<String> SERVICES = List.of(
            "lambda", "s3", "sts", "ec2", "iam", "kms", "logs", "events", "cloudtrail", "guardduty", "sns", "rds");

    private static final List<String> APIS = List.of(
            "ListFunctions20150331",
            "GetFunction20150331v2",
            "UpdateFunctionCode20150331v2",
            "GetBucketAcl",
            "GetBucketPolicy",
            "AssumeRole",
            "GetCallerIdentity",
            "DescribeInstances",
            "RunInstances",
            "GetRole",
            "AttachRolePolicy",
            "Decrypt",
            "DescribeLogGroups",
            "PutRule",
            "StopLogging",
            "DeleteDetector",
            "Subscribe");

    /// A condition as Sigma and as an event pattern writes it.
    private record Condition(String sigma, String pattern) {}

    private static final List<Condition> CONDITIONS = List.of(
            new Condition("errorCode: AccessDenied", """
                "errorCode":["AccessDenied"]"""),
            new Condition("userAgent|startswith: 'Boto3/1.2'", """
                "userAgent":[{"prefix":"Boto3/1.2"}]"""),
            new Condition("userIdentity.type: [Root, FederatedUser]", """
                "userIdentity":{"type":["Root","FederatedUser"]}"""),
            new Condition("requestParameters.functionName|endswith: '7-prod'", """
                "requestParameters":{"functionName":[{"suffix":"7-prod"}]}"""),
            new Condition("sourceIPAddress|cidr: 10.0.7.0/26", """
                "sourceIPAddress":[{"cidr":"10.0.7.0/26"}]"""),
            new Condition("userIdentity.sessionContext.sessionIssuer.userName: 'deploy-*9'", """
                "userIdentity":{"sessionContext":{"sessionIssuer":{"userName":[{"wildcard":"deploy-*9"}]}}}"""));

    private HundredRules() {}

    static List<Rule> sigma() {
        return IntStream.range(0, RULES).mapToObj(HundredRules::sigma).toList();
    }

    private static Rule sigma(int number) {
        Parsed parsed = Sigma.parse(name(number), """
                title: %s
                name: %s
                logsource: {product: aws, service: cloudtrail}
                detection:
                  selection:
                    eventSource: %s.amazonaws.com
                    eventName: [%s, %s, %s]
                    %s
                  condition: selection
                level: medium
                """.formatted(
                        name(number),
                        name(number),
                        of(SERVICES, number),
                        of(APIS, number),
                        of(APIS, number + 5),
                        of(APIS, number + 9),
                        of(CONDITIONS, number).sigma));
        return parsed.rules().getFirst();
    }

    static Machine patterns() {
        Machine machine = Machine.builder().build();
        for (int number = 0; number < RULES; number++) {
            try {
                machine.addRule(name(number), """
                        {"detail":{"eventSource":["%s.amazonaws.com"],"eventName":["%s","%s","%s"],%s}}""".formatted(
                                of(SERVICES, number),
                                of(APIS, number),
                                of(APIS, number + 5),
                                of(APIS, number + 9),
                                of(CONDITIONS, number).pattern));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return machine;
    }

    private static String name(int number) {
        return "rule_" + number;
    }

    private static <T> T of(List<T> all, int number) {
        return all.get(number % all.size());
    }
}
