package dev.lambdawatch.sigma;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// The windows that events which come together touch, as those of one file: each is read when it is
/// first touched, and written once. Mutable, for one thread; its maker writes in time, since it
/// holds all events until then.
///
/// What comes true is told before anything is written, so what ends in between is told again when
/// the same events come again, and is not lost. If somebody else wrote a window meanwhile, the
/// events are counted anew upon what he wrote, and those that now make something true and did not
/// before are told then. An event is told once for each window at most.
public final class OpenWindows {
    /// Writers that are each time faster than we are: something is wrong.
    private static final int MAX_ATTEMPTS = 50;

    private final Correlator correlator;
    private final WindowStore store;
    private final SequencedMap<WindowKey, Open> open = new LinkedHashMap<>();
    private int held;

    OpenWindows(Correlator correlator, WindowStore store) {
        this.correlator = correlator;
        this.store = store;
    }

    /// An event, and who hears what it makes true.
    private record Moment(String eventId, Instant time, Event event, Consumer<Correlated> told) {
        private Moment at(Instant other) {
            return new Moment(eventId, other, event, told);
        }
    }

    /// An event as one window counts it. Mutable.
    private static final class Held {
        private final Moment moment;
        private final Occurrence occurrence;
        private boolean isTold;

        Held(Moment moment, String kind) {
            this.moment = moment;
            this.occurrence = new Occurrence(moment.time, moment.eventId, kind);
        }
    }

    /// A window that was read, and what became of it. Mutable.
    private static final class Open {
        private final Follower follower;
        private final WindowKey key;
        private final List<Held> events = new ArrayList<>(1);
        private Window stored;
        private Window current;
        private int evicted;
        private int late;

        Open(Follower follower, WindowKey key, Window stored) {
            this.follower = follower;
            this.key = key;
            this.stored = stored;
            this.current = stored;
        }

        Sliding.Step count(Held event) {
            Sliding.Step step = follower.sliding().step(current, event.occurrence);
            current = step.window();
            evicted += step.evicted();
            late += step.late() ? 1 : 0;
            return step;
        }

        void reopen(Window other) {
            stored = other;
            current = other;
            evicted = 0;
            late = 0;
        }

        boolean isUnchanged() {
            return current.version() == stored.version();
        }
    }

    /// Takes one event into account and tells the correlations that it made true, and those that
    /// were true before and that it belongs to, with all their events, until these are a hundred. The
    /// same event again changes nothing; if it completed a correlation the first time, that is told
    /// again.
    ///
    /// @param eventId the record's own id, equal for the same call on two ways
    /// @param time    when it happened, not when it came
    /// @param found   the rules that found it and that no filter suppressed
    /// @param told    hears what it makes true: at once, and while windows are written
    /// @throws RuntimeException if a window cannot be read, or of who hears; all that was counted
    ///     stays
    public void observe(String eventId, Instant time, Event event, List<Rule> found, Consumer<Correlated> told) {
        List<Correlated> before = new ArrayList<>(0);
        // Two rules that found the same event complete a correlation both.
        Consumer<Correlated> once = correlated -> {
            if (!before.contains(correlated)) {
                before.add(correlated);
                told.accept(correlated);
            }
        };
        Moment moment = new Moment(Shortened.text(eventId), time.truncatedTo(ChronoUnit.MILLIS), event, once);
        found.forEach(rule -> follow(rule, moment));
    }

    /// Events held, each as often as windows count it.
    public int held() {
        return held;
    }

    /// Writes every window that has changed, and holds nothing from then on.
    ///
    /// @throws RuntimeException the first of what kept a window from being written; the others are
    ///     written. Then the same events have to come again
    public void write() {
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                write(open.pollFirstEntry().getValue());
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        held = 0;
        if (failure != null) {
            throw failure;
        }
    }

    private void write(Open window) {
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            if (window.isUnchanged() || store.replace(window.key, window.stored, window.current)) {
                correlator.count(window.evicted, window.late);
                return;
            }
            window.reopen(store.read(window.key));
            window.events.forEach(event -> tell(window, event, window.count(event)));
        }
        throw new ConcurrentModificationException(
                "the window " + window.key + " changed at each of our attempts to write it");
    }

    /// A correlation that came true is itself something found, at the time of its last event. What
    /// only grew was found before.
    private void follow(Described found, Moment moment) {
        for (Follower follower : correlator.followers(found)) {
            if (follower.takesPart(moment.event)) {
                Open window = window(follower, follower.group(moment.event));
                Held event = new Held(moment, follower.kind(moment.event));
                window.events.add(event);
                held++;
                tell(window, event, window.count(event));
            }
        }
    }

    private Open window(Follower follower, List<String> group) {
        return open.computeIfAbsent(
                new WindowKey(follower.windows(), group), key -> new Open(follower, key, store.read(key)));
    }

    private void tell(Open window, Held event, Sliding.Step step) {
        if (event.isTold || (step.grown().isEmpty() && step.fired().isEmpty())) {
            return;
        }
        event.isTold = true;
        if (!step.grown().isEmpty()) {
            tell(correlated(window, step.grown(), true), event.moment);
        }
        if (!step.fired().isEmpty()) {
            Correlated fired = correlated(window, step.fired(), false);
            tell(fired, event.moment);
            follow(fired.correlation(), event.moment.at(fired.last()));
        }
    }

    private void tell(Correlated correlated, Moment moment) {
        if (correlator.tells(correlated.correlation())) {
            moment.told.accept(correlated);
        }
    }

    private static Correlated correlated(Open window, List<Occurrence> events, boolean again) {
        Correlation correlation = window.follower.correlation();
        Map<String, String> named = new LinkedHashMap<>();
        List<String> group = window.key.group();
        for (int i = 0; i < group.size(); i++) {
            named.put(correlation.groupBy().get(i), group.get(i));
        }
        return new Correlated(correlation, named, window.follower.sliding().number(events), shown(events), again);
    }

    private static List<Occurrence> shown(List<Occurrence> events) {
        if (events.size() <= Sliding.TOLD) {
            return events;
        }
        List<Occurrence> shown = new ArrayList<>(events.subList(0, Sliding.TOLD - 1));
        shown.add(events.getLast());
        return shown;
    }
}
