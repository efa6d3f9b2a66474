package dev.lambdawatch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// How long a test waits for what happens elsewhere: long, since a busy machine is no failure.
final class Patience {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Patience() {}

    /// Returns once the condition holds.
    ///
    /// @throws AssertionError if it does not within two minutes
    static void until(String what, BooleanSupplier condition) {
        until(what, condition, () -> "");
    }

    /// The same, with what there was instead where it was in vain.
    static void until(String what, BooleanSupplier condition, Supplier<String> instead) {
        Instant end = Instant.now().plus(LIMIT);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited for " + what + " for " + LIMIT + " in vain; " + instead.get());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
