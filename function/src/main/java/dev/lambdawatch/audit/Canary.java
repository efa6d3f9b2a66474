package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.FunctionName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/// The monitor's proof of life: once an hour it asks Lambda for the configuration of a function that
/// does not exist, by a role and a name that nobody else uses. CloudTrail records the call, and the
/// record must come back.
///
/// The name holds the hour, so that a call of another hour, or any other by the same role, is judged
/// like everybody's.
///
/// @param role         whose calls these are: `arn:aws:iam::111122223333:role/lambdawatch-CanaryRole-x`;
///     empty where there is no canary
/// @param ownFunctions as in [Estate]
public record Canary(String role, String ownFunctions) {
    /// Nobody calls.
    static final Canary NONE = new Canary("", "");

    private static final String API = "GetFunctionConfiguration";
    private static final int HOUR = "2026-01-01T10".length();

    /// By how much the clocks of caller and CloudTrail may differ as an hour turns.
    private static final Duration APART = Duration.ofMinutes(1);

    /// The name of the function that is asked for at a time: `lambdawatch-canary-2026-01-01T10`.
    public String function(Instant time) {
        String arn = arn(time);
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /// Whether this is the canary's own call of its hour, however it ended.
    boolean made(ApiCall call) {
        return !role.isEmpty()
                && call.ofLambda()
                && call.apiName().equals(API)
                && call.principal().issuerArn().equals(role)
                && call.function()
                        .map(FunctionName::arn)
                        .filter(arn -> isAskedFor(arn, call.time()))
                        .isPresent();
    }

    private boolean isAskedFor(String arn, Instant time) {
        return Stream.of(time.minus(APART), time, time.plus(APART)).anyMatch(near -> arn.equals(arn(near)));
    }

    private String arn(Instant time) {
        return ownFunctions
                + "canary-"
                + time.truncatedTo(ChronoUnit.HOURS).toString().substring(0, HOUR);
    }
}
