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

    /// Between attempts that leave work behind: the emulator makes a metric of every line that a
    /// function logs, and lags behind for minutes when there are many.
    private static final Duration REST = Duration.ofSeconds(4);

    private Patience() {}

    /// Returns once the condition holds.
    ///
    /// @throws AssertionError if it does not within two minutes
    static void until(String what, BooleanSupplier condition) {
        until(what, condition, () -> "");
    }

    /// The same, with what there was instead where it was in vain.
    static void until(String what, BooleanSupplier condition, Supplier<String> instead) {
        until(what, PAUSE, condition, instead);
    }

    /// Returns once an attempt succeeds.
    ///
    /// @throws AssertionError if none does within two minutes
    static void attempting(String what, BooleanSupplier attempt) {
        until(what, REST, attempt, () -> "");
    }

    private static void until(String what, Duration pause, BooleanSupplier condition, Supplier<String> instead) {
        Instant end = Instant.now().plus(LIMIT);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited for " + what + " for " + LIMIT + " in vain; " + instead.get());
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }
}
