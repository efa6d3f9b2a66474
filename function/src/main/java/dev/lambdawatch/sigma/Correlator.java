package dev.lambdawatch.sigma;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what rules find, over time, into what correlations ask. Its state is in a [WindowStore]
/// alone; any number of threads, or of functions, may share one.
public final class Correlator {
    /// Writers that are each time faster than we are: something is wrong.
    private static final int MAX_ATTEMPTS = 50;

    private final Correlations correlations;
    private final List<String> fields;
    private final WindowStore store;
    private final Duration lateness;
    private final AtomicLong evicted = new AtomicLong();
    private final AtomicLong late = new AtomicLong();

    /// @param fields   of the [RuleSet] whose events are observed
    /// @param lateness how much later than its successors an event may come and still count
    public Correlator(Correlations correlations, List<String> fields, WindowStore store, Duration lateness) {
        this.correlations = correlations;
        this.fields = List.copyOf(fields);
        this.store = store;
        this.lateness = lateness;
    }

    /// Takes one event into account and returns the correlations that it made true. The same event
    /// again changes nothing; if it completed a correlation the first time, that is returned again.
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

    /// A correlation that came true is itself something found, at the time of its last event.
    private void follow(Described found, Moment moment, List<Correlated> told) {
        for (Correlations.Listener listener : correlations.listeners(found)) {
            correlated(listener, moment).ifPresent(correlated -> {
                // Two rules that found the same event complete it both.
                if (correlations.tells(correlated.correlation()) && !told.contains(correlated)) {
                    told.add(correlated);
                }
                follow(correlated.correlation(), new Moment(moment.eventId, correlated.last(), moment.event), told);
            });
        }
    }

    private Optional<Correlated> correlated(Correlations.Listener listener, Moment moment) {
        Correlation correlation = listener.correlation();
        List<String> group = values(correlation.groupBy(), listener, moment.event);
        List<String> counted = values(correlation.valueFields(), listener, moment.event);
        if (group.size() < correlation.groupBy().size()
                || counted.size() < correlation.valueFields().size()) {
            return Optional.empty();
        }
        Occurrence occurrence = new Occurrence(moment.time, moment.eventId, kind(listener, counted));
        List<Occurrence> fired = fired(correlation, group, occurrence);
        if (fired.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < group.size(); i++) {
            named.put(correlation.groupBy().get(i), group.get(i));
        }
        int number = new Sliding(correlation, lateness).number(fired);
        return Optional.of(new Correlated(correlation, named, number, fired));
    }

    private List<Occurrence> fired(Correlation correlation, List<String> group, Occurrence occurrence) {
        WindowKey key = WindowKey.of(correlation, group);
        Sliding sliding = new Sliding(correlation, lateness);
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            Window before = store.read(key);
            Sliding.Step step = sliding.step(before, occurrence);
            if (step.window().version() == before.version() || store.replace(key, before, step.window())) {
                evicted.addAndGet(step.evicted());
                late.addAndGet(step.late() ? 1 : 0);
                return step.fired();
            }
        }
        throw new ConcurrentModificationException("the window " + key + " changed at each of our attempts to write it");
    }

    private static String kind(Correlations.Listener listener, List<String> counted) {
        return switch (listener.correlation().type()) {
            case EVENT_COUNT -> "";
            case VALUE_COUNT -> counted.size() == 1 ? counted.getFirst() : Shortened.text(Shortened.tuple(counted));
            case TEMPORAL, TEMPORAL_ORDERED -> listener.reference();
        };
    }

    /// The first value of each field; fewer if one has none, and then the event takes no part.
    private List<String> values(List<String> names, Correlations.Listener listener, Event event) {
        List<String> values = new ArrayList<>();
        for (String name : names) {
            int slot = fields.indexOf(listener.correlation().field(name, listener.reference()));
            if (slot >= 0 && event.count(slot) > 0) {
                values.add(Shortened.text(event.value(slot, 0)));
            }
        }
        return values;
    }
}
