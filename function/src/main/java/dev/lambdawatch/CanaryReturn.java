package dev.lambdawatch;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.FunctionName;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// Logs that the canary's call came back by the lane that was to bring it, and after how long.
///
/// The message of one that came in time begins with `canary came back`, by which the template makes
/// the metric whose absence is the alarm.
///
/// @param now when it arrived
record CanaryReturn(Log log, Instant now) implements Consumer<ApiCall> {
    /// As long as the alarm waits for one. What comes later lay in a queue, and says nothing of now.
    private static final Duration IN_TIME = Duration.ofHours(2);

    @Override
    public void accept(ApiCall call) {
        Duration way = Duration.between(call.time(), now);
        String function = call.function().map(FunctionName::name).orElse("");
        if (way.compareTo(IN_TIME) <= 0) {
            log.report("canary came back after %d s: %s".formatted(way.toSeconds(), function));
        } else {
            log.warn("a canary came back late, after %d s: %s".formatted(way.toSeconds(), function));
        }
    }
}
