package dev.lambdawatch.join;

import dev.lambdawatch.finding.Finding;
import java.time.Instant;

/// Since when a beacon goes on, and since when it is known that it did not before.
///
/// @param began       its first beat
/// @param watchedFrom since when its network was watched without that beat; `began` if nothing
///     older is known
record Beginning(Instant began, Instant watchedFrom) {
    /// As a beacon's facts tell; one that has none began with its evidence as far as is known.
    static Beginning of(Finding beacon) {
        Instant began = instant(beacon, "began", beacon.first());
        return new Beginning(began, instant(beacon, "watched_from", began));
    }

    private static Instant instant(Finding beacon, String fact, Instant absent) {
        String text = beacon.facts().getOrDefault(fact, "");
        return text.isEmpty() ? absent : Instant.parse(text);
    }

    /// Whether the beacon was not there at some time and began later.
    boolean isKnownAfter(Instant time) {
        return !time.isAfter(began) && !time.isBefore(watchedFrom);
    }
}
