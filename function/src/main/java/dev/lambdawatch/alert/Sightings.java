package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Severity;
import java.time.Instant;
import java.util.Optional;

/// Remembers which findings were told. Any method may throw; [Alerts] says what follows.
///
/// Each method is one operation of a key-value store: a consistent read, a put under a condition,
/// an atomic increment. Nobody holds a lock over two of them, so two callers that meet the same new
/// finding at the same moment both tell it: twice is better than never.
public interface Sightings {

    /// What was told of this finding; empty when it never was or that is forgotten.
    Optional<Sighting> find(String findingId);

    /// Remembers that a finding was told, with no repeats yet. Where the store already holds a
    /// higher severity told within the quiet period, that stays: a slower caller must not lower it.
    ///
    /// @param quietUntil end of the quiet period, later than `when`. Remember at least until then;
    ///     what is remembered longer lets the next alert say how many repeats there were
    void told(String findingId, Severity severity, Instant when, Instant quietUntil);

    /// Counts a repeat that is not sent.
    ///
    /// @return repeats since it was told, this one included; 0 if it is forgotten meanwhile
    int repeated(String findingId);

    /// Sightings that live as long as the process, for tests and replays.
    static Sightings inMemory() {
        return new SightingsInMemory(100_000);
    }
}
