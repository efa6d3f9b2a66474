package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Finding;
import java.util.List;
import java.util.Optional;

/// Whether a finding is told, and the incident that it belongs to, as it stood before this finding.
record Decision(Telling telling, Optional<Incident> incident) {

    /// One that belongs to no incident.
    static Decision of(Telling telling) {
        return new Decision(telling, Optional.empty());
    }

    /// What else belongs to the incident, in order of time.
    List<Related> others(Finding finding) {
        return incident.map(known -> known.others(finding)).orElse(List.of());
    }
}
