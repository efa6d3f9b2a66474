package dev.lambdawatch.sigma;

/// Where windows are kept between events: in memory for a replay, in a table for a function that
/// sees one event an invocation.
public interface WindowStore {

    /// The window of a group; [Window#EMPTY] if nothing is remembered.
    Window read(WindowKey key);

    /// Keeps what became of a window, if no other writer changed it since it was read.
    ///
    /// @param before as it was read: its version is still the stored one, else nothing is written
    /// @return whether it was written
    boolean replace(WindowKey key, Window before, Window after);
}
