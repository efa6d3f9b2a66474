package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.finding.Technique;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Findings to render: one of an audit rule, one of a beacon.
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-21T14:32:26Z");

    private static final Detection CODE_CHANGED = new Detection(
            "7d1c6c8e-5a36-4b6e-9d5e-0b8f8b7a1f01",
            "lambda_code_changed",
            "Code of a function changed by someone who does not deploy",
            "3f9a2c",
            "A person, root, an external account or a runtime's credentials replaced the code of a function. "
                    + "Deployments by automation are not seen by this rule.",
            List.of(new Technique("T1648", "18"), new Technique("T1525", "18")),
            List.of("a hot fix by the person on call"),
            List.of(
                    "Ask {principal} whether the change is theirs; if so, see SUPPRESS.",
                    "$ aws lambda get-function --region {region} --function-name {function}"
                            + " --query 'Configuration.[CodeSha256,LastModified,Role]'   # keep evidence",
                    "$ aws lambda update-alias --region {region} --function-name {function} --name live"
                            + " --function-version {last_release}   # back to the last release",
                    "Rotate what the function's role can read."));

    private static final Detection BEACON = new Detection(
            "lambdawatch-beacon",
            "serverless_beacon",
            "Regular connections to a serverless platform",
            "1",
            "Connections of one workload to one destination at regular intervals and of constant size. "
                    + "Flow logs have no payload; functions that share an interface cannot be told apart.",
            List.of(new Technique("T1584.007", "18"), new Technique("T1071.001", "18")),
            List.of("health checks", "telemetry of an agent"),
            List.of(
                    "$ aws ec2 describe-network-interfaces --region {region} --network-interface-ids {interface}"
                            + " --query 'NetworkInterfaces[].[Description,Groups,SubnetId]'",
                    "$ aws ec2 create-network-acl-entry --network-acl-id {network_acl} --egress --rule-number 90"
                            + " --protocol -1 --rule-action deny --cidr-block {destination}/32"
                            + "   # block the address for the subnet; others may share it"));

    private Samples() {}

    static Finding codeChange() {
        return codeChange("orders-api", "aws-cli/2.15.59 command#lambda.update-function-code", Severity.HIGH);
    }

    static Finding codeChange(String function, String userAgent, Severity severity) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("account_name", "prod-payments");
        facts.put("ou", "Production");
        facts.put("organization", "o-exampleorgid");
        facts.put("code_sha256", "h7Jx0bQk");
        return new Finding(
                CODE_CHANGED,
                severity,
                "111122223333",
                "eu-west-1",
                new Subject.Principal(
                        "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_PowerUser_9f",
                        "AWSReservedSSO_PowerUser_9f/alice@example.com",
                        "human",
                        "111122223333",
                        "ASIAIOSFODNN7EXA7QX0"),
                "arn:aws:lambda:eu-west-1:111122223333:function:" + function,
                "Lambda code changed by alice@example.com: " + function,
                List.of(
                        Reason.of("principal kind", "automation", "human"),
                        Reason.of("lambdawatch.api", "UpdateFunctionCode", "UpdateFunctionCode20150331v2")),
                List.of(
                        new Evidence.Call(
                                "4672b74f-0001-4a55-9c11-000000000001",
                                Instant.parse("2026-11-21T14:31:02Z"),
                                "UpdateFunctionCode",
                                "lambda.amazonaws.com",
                                "111122223333",
                                "eu-west-1",
                                "203.0.113.50",
                                userAgent,
                                "AccessDenied",
                                "User is not authorized"),
                        new Evidence.Call(
                                "4672b74f-0001-4a55-9c11-000000000002",
                                Instant.parse("2026-11-21T14:32:10Z"),
                                "UpdateFunctionCode",
                                "lambda.amazonaws.com",
                                "111122223333",
                                "eu-west-1",
                                "203.0.113.50",
                                userAgent,
                                "",
                                "")),
                List.of(
                        new Observable(Observable.Type.IP_ADDRESS, "203.0.113.50"),
                        new Observable(Observable.Type.ACCESS_KEY, "ASIAIOSFODNN7EXA7QX0"),
                        new Observable(
                                Observable.Type.RESOURCE,
                                "arn:aws:lambda:eu-west-1:111122223333:function:" + function)),
                facts);
    }

    static Finding beacon() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("workload", "eni-0a1b2c3d4e5f60718");
        facts.put("period_seconds", "60");
        facts.put("jitter", "0.018");
        facts.put("score", "0.9312");
        facts.put("T", "0.97");
        facts.put("name", "r7x.example.workers.dev");
        return new Finding(
                BEACON,
                Severity.HIGH,
                "111122223333",
                "eu-west-1",
                new Subject.Workload(
                        "111122223333/eu-west-1/eni-0a1b2c3d4e5f60718",
                        "eni-0a1b2c3d4e5f60718",
                        "111122223333",
                        "eni-0a1b2c3d4e5f60718",
                        "10.20.3.17"),
                "198.51.100.7:443",
                "Beacon 10.20.3.17 -> 198.51.100.7:443 every 60 s for 3 h",
                List.of(
                        Reason.scored("timing", "irregular", "every 60 s, 180 of 180 beats", 93),
                        Reason.scored("destination", "", "Cloudflare Workers, tier A", 20),
                        Reason.scored("prevalence", "", "1 of 214 interfaces", 10)),
                List.of(new Evidence.Connections(
                        "10.20.3.17",
                        "198.51.100.7",
                        443,
                        6,
                        180,
                        512,
                        1024,
                        Instant.parse("2026-11-21T11:30:00Z"),
                        Instant.parse("2026-11-21T14:30:00Z"))),
                List.of(
                        new Observable(Observable.Type.IP_ADDRESS, "198.51.100.7"),
                        new Observable(Observable.Type.DOMAIN, "r7x.example.workers.dev")),
                facts);
    }

    /// A finding in which every text that a record can bring is the same hostile one.
    static Finding recorded(String text, int length) {
        return of(CODE_CHANGED, text, Severity.HIGH, length);
    }

    /// A finding in which every text, also those of the detection's author, is the same hostile
    /// one.
    static Finding of(String text, Severity severity, int length) {
        Detection detection = new Detection(
                text,
                text,
                text,
                text,
                text,
                List.of(new Technique("T1648", text)),
                List.of(text),
                List.of("$ aws lambda get-function --function-name {hostile}", "Ask {principal}", text));
        return of(detection, text, severity, length);
    }

    private static Finding of(Detection detection, String text, Severity severity, int length) {
        Evidence call = new Evidence.Call(text, Instant.EPOCH, text, text, text, text, text, text, text, text);
        Evidence pair = new Evidence.Connections(text, text, 443, 6, 1, 1, 1, Instant.EPOCH, Instant.EPOCH);
        Evidence report = new Evidence.Report(text, text, text, text, text, 1, Instant.EPOCH, Instant.EPOCH);
        List<Evidence> evidence = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            evidence.add(List.of(call, pair, call, report).get(i % 4));
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("hostile", text);
        facts.put("score", text);
        facts.put("account_name", text);
        facts.put("ou", text);
        facts.put("organization", text);
        facts.put("caller_account_name", text);
        for (int i = 0; i < length; i++) {
            facts.put("fact" + i, text);
        }
        List<Observable> observables = Arrays.stream(Observable.Type.values())
                .map(type -> new Observable(type, text))
                .toList();
        return new Finding(
                detection,
                severity,
                text,
                text,
                new Subject.Principal(text, text, text, text, text),
                text,
                text,
                Collections.nCopies(length, Reason.scored(detection.name(), text, text, 7)),
                evidence,
                observables,
                facts);
    }
}
