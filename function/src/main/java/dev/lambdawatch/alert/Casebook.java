package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Finding;
import java.time.Instant;
import java.util.ConcurrentModificationException;
import java.util.Optional;
import java.util.function.Function;

/// Keeps incidents up to date while others do so too: what changed since it was read is read again,
/// a few times.
final class Casebook {
    private static final int MAX_ATTEMPTS = 5;

    private final Incidents incidents;

    Casebook(Incidents incidents) {
        this.incidents = incidents;
    }

    /// The incident that a finding belongs to.
    Optional<Incident> find(Finding finding) {
        return concerns(finding)
                ? incidents.find(Incident.key(finding)).filter(incident -> incident.takes(finding))
                : Optional.empty();
    }

    /// The incident that a finding opens when people are told of it.
    Optional<Incident> open(Finding finding, Instant now) {
        return concerns(finding) ? Optional.of(Incident.open(finding, now)) : Optional.empty();
    }

    /// Remembers that people were told of a finding: in its incident, or as the first of a new one.
    ///
    /// @param known what [#find] gave
    void told(Finding finding, Optional<Incident> known, Instant now) {
        if (concerns(finding)) {
            change(
                    finding,
                    known,
                    latest -> latest.filter(incident -> incident.takes(finding))
                            .map(incident -> incident.tell(finding, now))
                            .or(() -> open(finding, now).filter(incident -> isLater(incident, latest))));
        }
    }

    /// Remembers a finding that people are not told in its incident, as long as that is remembered.
    ///
    /// @param known what [#find] gave
    void joined(Finding finding, Incident known) {
        change(
                finding,
                Optional.of(known),
                latest -> latest.filter(incident -> incident.takes(finding)).map(incident -> incident.join(finding)));
    }

    /// What is known spares the first read, and is only taken for true if it can be replaced.
    private void change(
            Finding finding, Optional<Incident> known, Function<Optional<Incident>, Optional<Incident>> change) {
        String key = Incident.key(finding);
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            Optional<Incident> before = i == 0 && known.isPresent() ? known : incidents.find(key);
            Optional<Incident> after = change.apply(before);
            if (after.isEmpty() || after.equals(before) || incidents.replace(key, before, after.get())) {
                return;
            }
        }
        throw new ConcurrentModificationException("the incident changed at each of our attempts to write it");
    }

    private boolean concerns(Finding finding) {
        return incidents != NoIncidents.INSTANCE && Incident.concerns(finding);
    }

    /// What is only now heard of an older story does not take the place of the latest one.
    private static boolean isLater(Incident opened, Optional<Incident> latest) {
        return latest.isEmpty() || opened.last().isAfter(latest.get().last());
    }
}
