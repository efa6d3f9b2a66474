package dev.lambdawatch.join;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Technique;
import java.util.List;
import java.util.stream.Stream;

/// What the join says about itself.
final class JoinDetection {
    private static final String ATTACK_VERSION = "19";

    static final Detection DETECTION = new Detection(
            "lambdawatch-changed-function-beacons",
            "changed_function_beacons",
            "A function whose code somebody changed without approval began to beacon",
            "1",
            "A beacon from a network interface behind which a function ran whose code, layers or URL were changed"
                    + " in the seven days before it, by a change that was a finding. Limits: which function runs"
                    + " behind an interface is known from records of invocations (CloudTrail data events); without them"
                    + " functions of its subnet are candidates, as far as records of their changes or a list tell, and"
                    + " then it is high at most;"
                    + " functions with the same subnet and security groups share an interface, and then the flow"
                    + " log cannot tell which of them talks; a change before the last seven days is not joined; and"
                    + " it is high where no flow log of the network from before the change is known.",
            List.of(
                    new Technique("T1584.007", ATTACK_VERSION),
                    new Technique("T1071.001", ATTACK_VERSION),
                    new Technique("T1648", ATTACK_VERSION)),
            List.of(
                    "A change by hand in an emergency, of a function that polls by the clock",
                    "A new version with a monitoring agent, deployed past the pipeline"),
            List.of(
                    "Contain first: let {function_name} run no more. What it holds in memory is lost, its code is kept.",
                    "$ aws lambda put-function-concurrency --region {region} --function-name {function_arn}"
                            + " --reserved-concurrent-executions 0",
                    "Keep the code as evidence before anybody repairs it.",
                    "$ aws lambda get-function --region {region} --function-name {function_arn}"
                            + " --query '[Code.Location,Configuration.CodeSha256,Configuration.LastModified]'"
                            + "   # the first value is an address to download the code from, for ten minutes",
                    "Ask {changed_by} whether the change at {changed_at} was theirs; if not, take their credentials"
                            + " away, and look for what else they did.",
                    "$ aws cloudtrail lookup-events --region {region}"
                            + " --lookup-attributes AttributeKey=EventId,AttributeValue={change_event_id}",
                    "Take for read whatever the role of {function_name} may read: rotate the secrets among it.",
                    "Then put back the version before the change, and lift the limit on its concurrency."));

    /// The same where the function is no more than a candidate: a responder first finds out whether it
    /// is the one.
    static final Detection OF_A_CANDIDATE = new Detection(
            DETECTION.id(),
            DETECTION.name(),
            DETECTION.title(),
            DETECTION.version(),
            DETECTION.description(),
            DETECTION.techniques(),
            DETECTION.falsePositives(),
            Stream.concat(
                            Stream.of(
                                    "Find out whether {function_name} is behind the interface: it is if the interface is"
                                            + " Lambda's and has the security groups of the function.",
                                    "$ aws ec2 describe-network-interfaces --region {region}"
                                            + " --network-interface-ids {interface}"
                                            + " --query 'NetworkInterfaces[].[InterfaceType,Groups[].GroupId]'",
                                    "$ aws lambda get-function-configuration --region {region}"
                                            + " --function-name {function_arn} --query VpcConfig.SecurityGroupIds",
                                    "Only if it is, go on."),
                            DETECTION.runbook().stream())
                    .toList());

    private JoinDetection() {}
}
