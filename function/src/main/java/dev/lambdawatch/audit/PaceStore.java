package dev.lambdawatch.audit;

/// Where paces are kept between trail files: in memory for a replay, in a table for functions. Any
/// method may throw; [Audit] says what follows.
public interface PaceStore {

    /// The pace of a principal in an account; [Pace#NONE] if nothing is remembered.
    ///
    /// @param principal account and stable key, at most [HabitKey#LONGEST] characters
    Pace read(String principal);

    /// Keeps what became of a pace, if no other writer changed it since it was read.
    ///
    /// @param before as it was read: its version is still the stored one, else nothing is written
    /// @return whether it was written
    boolean replace(String principal, Pace before, Pace after);

    /// Paces that live as long as the process.
    static PaceStore inMemory() {
        return new PacesInMemory(100_000);
    }
}
