package dev.lambdawatch.audit;

import dev.lambdawatch.audit.HabitKey.Respect;
import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.FunctionName;
import dev.lambdawatch.cloudtrail.Principal;
import java.util.Optional;

/// All that may be usual about a call: who did what, to which function, from where.
///
/// @param account   that recorded the call
/// @param region    of the call
/// @param principal by its stable key
/// @param api       the API without its version suffix
/// @param function  its ARN; empty for a call that names none
/// @param network   as [Network#neighbourhood]; empty where the record has no source
record Occasion(String account, String region, String principal, String api, String function, String network) {
    private static final String INVOKE = "Invoke";

    /// The second record of an asynchronous invocation; by then nobody calls.
    private static final String EXECUTION = "InvokeExecution";

    /// Empty for a call from which nothing is learned. Reads are many and change nothing; a call that
    /// was refused or failed shows what somebody wants and not what he does; a service calls at its
    /// own will; and what this monitor does is no habit of the house.
    static Optional<Occasion> of(ApiCall call, Estate estate) {
        if (!call.ofLambda()
                || !call.succeeded()
                || call.principal().kind() == Principal.Kind.SERVICE
                || !(isDirectInvocation(call) || isChange(call))
                || estate.owns(call.principal().key())) {
            return Optional.empty();
        }
        return Optional.of(new Occasion(
                call.account(),
                call.region(),
                call.principal().key(),
                call.apiName(),
                call.function().map(FunctionName::arn).orElse(""),
                Network.neighbourhood(call.sourceAddress())));
    }

    private static boolean isDirectInvocation(ApiCall call) {
        return isInvocation(call.apiName())
                && !call.apiName().equals(EXECUTION)
                && call.principal().invokedBy().isEmpty();
    }

    private static boolean isChange(ApiCall call) {
        return !call.readOnly() && !isInvocation(call.apiName());
    }

    static boolean isInvocation(String api) {
        return api.startsWith(INVOKE);
    }

    boolean isInvocation() {
        return isInvocation(api);
    }

    /// The habit that the call is part of in a respect.
    HabitKey key(Respect respect) {
        return new HabitKey(
                respect,
                switch (respect) {
                    case ACCOUNT, REGION -> account;
                    case CALLER -> account + " " + principal;
                    case FUNCTION -> function + " " + api;
                    case NETWORK -> principal;
                });
    }

    /// What that habit has as its member; empty if the call shows none.
    String member(Respect respect) {
        return HabitKey.shortened(
                switch (respect) {
                    case ACCOUNT -> isInvocation() ? "invocations" : "changes";
                    case CALLER -> api;
                    case FUNCTION -> function.isEmpty() ? "" : principal;
                    case NETWORK -> network;
                    case REGION -> region;
                });
    }
}
