package dev.lambdawatch.sigma;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what rules find, over time, into what correlations ask. Its state is in a [WindowStore]
/// alone; any number of threads, or of functions, may share one.
public final class Correlator {
    /// Writers that are each time faster than we are: something is wrong.
    private static final int MAX_ATTEMPTS = 50;

    private final Correlations correlations;
    private final WindowStore store;
    private final IdentityHashMap<Described, List<Follower>> followers = new IdentityHashMap<>();
    private final AtomicLong evicted = new AtomicLong();
    private final AtomicLong late = new AtomicLong();

    /// @param fields   of the [RuleSet] whose events are observed
    /// @param lateness how much later than its successors an event may come and still count
    public Correlator(Correlations correlations, List<String> fields, WindowStore store, Duration lateness) {
        this.correlations = correlations;
        this.store = store;
        correlations.forEachFollowed((found, listeners) -> followers.put(
                found,
                listeners.stream()
                        .map(listener -> new Follower(listener, fields, lateness))
                        .toList()));
    }

    /// Takes one event into account and returns the correlations that it made true, and those that
    /// were true before and that it belongs to, with all their events, until these are a hundred. The
    /// same event again changes nothing; if it completed a correlation the first time, that is
    /// returned again.
    ///
    /// @param eventId the record's own id, equal for the same call on two ways
    /// @param time    when it happened, not when it came
    /// @param found   the rules that found it and that no filter suppressed
    public List<Correlated> observe(String eventId, Instant time, Event event, List<Rule> found) {
        List<Correlated> told = new ArrayList<>();
        for (Rule rule : found) {
            follow(rule, new Moment(Shortened.text(eventId), time.truncatedTo(ChronoUnit.MILLIS), event), told);
        }
        return told;
    }

    /// Events forgotten because a group had too many.
    public long evicted() {
        return evicted.get();
    }

    /// Events that came too late to count.
    public long late() {
        return late.get();
    }

    private record Moment(String eventId, Instant time, Event event) {}

    /// A correlation that came true is itself something found, at the time of its last event. What
    /// only grew was found before.
    private void follow(Described found, Moment moment, List<Correlated> told) {
        for (Follower follower : followers.getOrDefault(found, List.of())) {
            if (!follower.takesPart(moment.event)) {
                continue;
            }
            List<String> group = follower.group(moment.event);
            Occurrence occurrence = new Occurrence(moment.time, moment.eventId, follower.kind(moment.event));
            Sliding.Step step = step(follower, group, occurrence);
            if (!step.grown().isEmpty()) {
                add(correlated(follower, group, step.grown(), true), told);
            }
            if (!step.fired().isEmpty()) {
                Correlated fired = correlated(follower, group, step.fired(), false);
                add(fired, told);
                follow(fired.correlation(), new Moment(moment.eventId, fired.last(), moment.event), told);
            }
        }
    }

    /// Two rules that found the same event complete a correlation both.
    private void add(Correlated correlated, List<Correlated> told) {
        if (correlations.tells(correlated.correlation()) && !told.contains(correlated)) {
            told.add(correlated);
        }
    }

    private static Correlated correlated(
            Follower follower, List<String> group, List<Occurrence> events, boolean again) {
        Correlation correlation = follower.correlation();
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < group.size(); i++) {
            named.put(correlation.groupBy().get(i), group.get(i));
        }
        return new Correlated(correlation, named, follower.sliding().number(events), told(events), again);
    }

    private static List<Occurrence> told(List<Occurrence> events) {
        if (events.size() <= Sliding.TOLD) {
            return events;
        }
        List<Occurrence> told = new ArrayList<>(events.subList(0, Sliding.TOLD - 1));
        told.add(events.getLast());
        return told;
    }

    private Sliding.Step step(Follower follower, List<String> group, Occurrence occurrence) {
        WindowKey key = new WindowKey(follower.windows(), group);
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            Window before = store.read(key);
            Sliding.Step step = follower.sliding().step(before, occurrence);
            if (step.window().version() == before.version() || store.replace(key, before, step.window())) {
                evicted.addAndGet(step.evicted());
                late.addAndGet(step.late() ? 1 : 0);
                return step;
            }
        }
        throw new ConcurrentModificationException("the window " + key + " changed at each of our attempts to write it");
    }
}
