package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.FunctionName;
import java.util.HashSet;
import java.util.Set;

/// What of all that records name is ours.
///
/// @param accounts     the accounts known as ours (an Organization's), twelve digits each; may
///     be empty, then only the account that receives a call is ours
/// @param ownFunctions how the ARN of each function of this monitor begins,
///     `arn:aws:lambda:eu-west-1:111122223333:function:lambdawatch-`; empty where it is not
///     deployed
/// @param ownResources names, ids or ARNs of what the monitor lives on beside its own stack:
///     the trail, the flow logs
public record Estate(Set<String> accounts, String ownFunctions, Set<String> ownResources) {
    /// Nothing is known.
    public static final Estate UNKNOWN = new Estate(Set.of(), "", Set.of());

    public Estate {
        accounts = Set.copyOf(accounts);
        ownResources = Set.copyOf(ownResources);
    }

    /// The accounts that are ours for this call.
    Set<String> accounts(ApiCall call) {
        Set<String> ours = new HashSet<>(accounts);
        ours.add(call.account());
        return ours;
    }

    /// With data events on, each delivery to this monitor is itself an Invoke that would be
    /// delivered: the loop ends here, whatever trail and event rule let through.
    boolean isOwnInvocation(ApiCall call) {
        return !ownFunctions.isEmpty()
                && call.apiName().startsWith("Invoke")
                && call.function().map(FunctionName::arn).orElse("").startsWith(ownFunctions);
    }
}
