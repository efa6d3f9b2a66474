package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The sightings of one process; safe for threads. Beyond its capacity it forgets what was told
/// longest ago, so that too many findings repeat an alert and never lose one.
final class SightingsInMemory implements Sightings {
    private record Told(Sighting sighting, Instant quietUntil) {}

    private final int capacity;
    private final Map<String, Told> sightings = new LinkedHashMap<>();

    SightingsInMemory(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized Optional<Sighting> find(String findingId) {
        return Optional.ofNullable(sightings.get(findingId)).map(Told::sighting);
    }

    @Override
    public synchronized void told(String findingId, Severity severity, Instant when, Instant quietUntil) {
        Told before = sightings.get(findingId);
        if (before != null
                && before.quietUntil().isAfter(when)
                && before.sighting().severity().compareTo(severity) > 0) {
            return;
        }
        // Taken out first, so that it comes last in the order of insertion.
        sightings.remove(findingId);
        sightings.put(findingId, new Told(new Sighting(severity, when, 0), quietUntil));
        if (sightings.size() > capacity) {
            sightings.remove(sightings.keySet().iterator().next());
        }
    }

    @Override
    public synchronized int repeated(String findingId) {
        Told told =
                sightings.computeIfPresent(findingId, (id, before) -> new Told(oneMore(before), before.quietUntil()));
        return told == null ? 0 : told.sighting().repeats();
    }

    private static Sighting oneMore(Told told) {
        Sighting sighting = told.sighting();
        return new Sighting(sighting.severity(), sighting.told(), sighting.repeats() + 1);
    }
}
