package dev.lambdawatch.alert;

import java.util.Optional;

/// Remembers the latest incident of each principal. Any method may throw; [Alerts] says what
/// follows.
///
/// Each method is one operation of a key-value store: a consistent read, a put under a condition.
public interface Incidents {

    /// The latest incident that is remembered under a key, whether it may still grow or not.
    Optional<Incident> find(String key);

    /// Remembers an incident in place of another.
    ///
    /// @param before what [#find] gave: empty if nothing may be there yet
    /// @return whether it was still so; if not, somebody else was faster and nothing has changed
    boolean replace(String key, Optional<Incident> before, Incident after);

    /// No incidents: each finding is told by itself.
    static Incidents none() {
        return NoIncidents.INSTANCE;
    }

    /// Incidents that live as long as the process, for tests and replays.
    static Incidents inMemory() {
        return new IncidentsInMemory(100_000);
    }
}
