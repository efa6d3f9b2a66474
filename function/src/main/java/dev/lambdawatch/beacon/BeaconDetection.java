package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Technique;
import java.util.List;

/// What the beacon detector says about itself.
final class BeaconDetection {
    private static final String ATTACK_VERSION = "19";

    static final Detection DETECTION = new Detection(
            "lambdawatch-beacon",
            "serverless_beacon",
            "Regular connections to a destination outside, as a command-and-control beacon makes them",
            "1",
            "Connections of one workload to one destination, or to the addresses of one platform, begun at"
                    + " regular intervals, of constant size, for hours. Limits: a flow log has no payload, no"
                    + " process and no name, and its times are edges of capture windows of up to a minute (or"
                    + " ten), so nothing finer is known; it tells little before two hours, and of slow beacons"
                    + " little before a day; functions that share an interface cannot be told apart, and"
                    + " functions outside a VPC are not seen at all.",
            List.of(new Technique("T1584.007", ATTACK_VERSION), new Technique("T1071.001", ATTACK_VERSION)),
            List.of(
                    "agents, metrics, health checks and update checks, which call by a clock as well",
                    "software of a vendor whose back end runs on a serverless platform",
                    "pipelines and schedulers that poll"),
            List.of(
                    "Ask the owner of {workload} whether it has to call {resource} by the clock.",
                    "$ aws ec2 describe-network-interfaces --region {region} --network-interface-ids {interface}"
                            + " --query 'NetworkInterfaces[].[Description,InterfaceType,Groups,SubnetId]'"
                            + "   # what the interface belongs to",
                    "$ aws lambda list-functions --region {region}"
                            + " --query 'Functions[?VpcConfig.SubnetIds].[FunctionName,LastModified,VpcConfig.SubnetIds]'"
                            + " --output text   # for an interface of Lambda: functions in its subnet share it",
                    "What would settle it: the name that was resolved (Resolver query log), and for a function"
                            + " who invoked it through this interface (CloudTrail data events).",
                    "To contain it, take away the outbound rule of the workload's security group, or deny the"
                            + " address in the subnet's network ACL; an address of a shared edge serves others"
                            + " too, so that may hit them.",
                    "$ aws ec2 describe-network-acls --region {region} --filters Name=association.subnet-id,Values={subnet}"
                            + "   # the network ACL in which to deny the address"));

    private BeaconDetection() {}
}
