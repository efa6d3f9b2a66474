package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Fingerprint;
import java.util.List;
import java.util.Optional;

/// What two findings of one rule have in common that were made of the two records of one call: the
/// caller's account and the owner's each get one, under another account and often with another name
/// of the caller, so their ids differ.
public final class Twin {
    private Twin() {}

    /// The key under which a finding's twin is told; empty for a call that was recorded once.
    public static Optional<String> key(Finding finding) {
        String shared = finding.facts().getOrDefault("shared_event_id", "");
        return shared.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "twin-" + Fingerprint.of(List.of(finding.detection().id(), shared)));
    }
}
