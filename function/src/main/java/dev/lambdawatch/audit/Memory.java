package dev.lambdawatch.audit;

import dev.lambdawatch.join.FunctionHistory;
import dev.lambdawatch.sigma.MemoryWindows;
import dev.lambdawatch.sigma.WindowStore;

/// What an audit remembers from one call to the next.
///
/// @param windows   of correlations
/// @param functions hears who changed a function and behind which interface one ran
/// @param habits    who usually does what, from where
/// @param paces     how often who usually invokes functions
public record Memory(WindowStore windows, FunctionHistory functions, HabitStore habits, PaceStore paces) {
    private static final int WINDOWS = 10_000;

    /// All of it lives as long as the process.
    public static Memory inProcess() {
        return inProcess(FunctionHistory.inMemory());
    }

    /// The same with a history of functions that others look into.
    public static Memory inProcess(FunctionHistory functions) {
        return new Memory(new MemoryWindows(WINDOWS), functions, HabitStore.inMemory(), PaceStore.inMemory());
    }
}
