package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.FunctionName;
import dev.lambdawatch.cloudtrail.Principal;
import java.util.Locale;
import java.util.Optional;

/// To what kind of workload the credentials of a call were given.
enum Workload {
    FUNCTION,
    INSTANCE,
    TASK;

    private static final String FUNCTION_AGENT = "exec-env/AWS_Lambda_";

    private final String value = name().toLowerCase(Locale.ROOT);

    /// Empty for credentials that no workload was given.
    static Optional<Workload> of(ApiCall call) {
        Principal principal = call.principal();
        if (principal.kind() != Principal.Kind.RUNTIME) {
            return Optional.empty();
        }
        if (principal.credentialsOf().contains(":function:") || saysFunction(call)) {
            return Optional.of(FUNCTION);
        }
        return Optional.of(principal.sessionName().startsWith("i-") ? INSTANCE : TASK);
    }

    /// Whether a workload's credentials were used from where they belong: inside AWS, and for a
    /// function also with the agent that its runtime writes. Empty for other credentials.
    ///
    /// A function whose runtime writes no agent counts as away, which costs a higher level; an
    /// attacker who writes it himself still comes from an address of AWS.
    static Optional<Boolean> atHome(ApiCall call) {
        return of(call).map(workload -> Network.of(call.sourceAddress())
                        .filter(network -> network != Network.INTERNET)
                        .isPresent()
                && (workload != FUNCTION || saysFunction(call)));
    }

    /// Whether a function's own credentials act on that function.
    static boolean onItself(ApiCall call) {
        String caller = call.principal().credentialsOf();
        return !caller.isEmpty()
                && call.function().map(FunctionName::arn).orElse("").equals(caller);
    }

    private static boolean saysFunction(ApiCall call) {
        return call.userAgent().contains(FUNCTION_AGENT);
    }

    String value() {
        return value;
    }
}
