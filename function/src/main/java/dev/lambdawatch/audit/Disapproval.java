package dev.lambdawatch.audit;

import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Match;
import dev.lambdawatch.sigma.NearMiss;
import java.util.List;

/// Why somebody whom a filter nearly approves of is not approved: a known role from another place
/// is a stolen one, and the reader must see that it is the place.
final class Disapproval {
    private static final int SHOWN = 5;

    private Disapproval() {}

    static List<Reason> reasons(NearMiss miss) {
        return miss.failed().stream()
                .limit(SHOWN)
                .map(match -> reason(miss.filter(), match))
                .toList();
    }

    private static Reason reason(Filter filter, Match match) {
        return Reason.of(
                part(match.field()) + " is not as filter '" + filter.title() + "' approves",
                "%s: %s (%s, %s)".formatted(match.field(), match.expected(), filter.owner(), filter.ticket()),
                match.observed());
    }

    /// What a field says about a call, in the reader's words.
    private static String part(String field) {
        return switch (field) {
            case "sourceIPAddress", "lambdawatch.sourceNetwork", "vpcEndpointId" -> "the place";
            case "userAgent" -> "the tool";
            case "eventName", "eventSource", "lambdawatch.apiName", "lambdawatch.action" -> "the call";
            case "requestParameters.functionName", "lambdawatch.functionArn" -> "the function";
            case "recipientAccountId", "awsRegion" -> "the account or Region";
            default ->
                field.startsWith("userIdentity.") || field.startsWith("lambdawatch.principal")
                        ? "the principal"
                        : field;
        };
    }
}
