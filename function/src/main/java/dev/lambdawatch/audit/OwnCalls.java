package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import java.util.Optional;

/// The calls to Lambda that this monitor makes itself, in which nothing is found.
///
/// @param canary      the proof of life
/// @param listingRole whose listings of functions these are, to know who is attached to a subnet;
///     empty where that is not asked
public record OwnCalls(Canary canary, String listingRole) {
    static final OwnCalls NONE = new OwnCalls(Canary.NONE, "");

    private static final String LISTING = "ListFunctions";

    boolean include(ApiCall call) {
        return canary.made(call) || isListing(call);
    }

    /// What the role's credentials do elsewhere is not ours.
    private boolean isListing(ApiCall call) {
        return !listingRole.isEmpty()
                && call.ofLambda()
                && call.apiName().equals(LISTING)
                && call.principal().issuerArn().equals(listingRole)
                && Workload.of(call).equals(Optional.of(Workload.FUNCTION))
                && Workload.atHome(call).orElse(false);
    }
}
