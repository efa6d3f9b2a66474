package dev.lambdawatch.sigma;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The sliding window of one correlation: what one more event does to the memory of its group.
/// Pure; the time is that of the events.
///
/// Events may come late and in any order. A window of the timespan (both ends included) is tried at
/// every remembered event that the new one can have changed, so an event that comes late completes
/// what it belongs to. What came true is told once; further events without a gap of more than the
/// timespan belong to it, and only after such a gap it is told again.
final class Sliding {
    static final int MAX_OCCURRENCES = 1_000;

    private final Correlation correlation;
    private final Duration timespan;

    /// What is older than the latest event by more is forgotten.
    private final Duration memory;

    /// @param lateness how much later than its successors an event may come
    Sliding(Correlation correlation, Duration lateness) {
        this.correlation = correlation;
        this.timespan = correlation.timespan();
        this.memory = timespan.plus(lateness);
    }

    /// What one event did.
    ///
    /// @param window  what to remember now; the same as before if nothing changed
    /// @param fired   the events that made the correlation true; empty if it is not, or was told
    /// @param evicted events forgotten because the window was full
    /// @param late    whether the event came too late to count
    record Step(Window window, List<Occurrence> fired, int evicted, boolean late) {
        private static Step unchanged(Window window, List<Occurrence> fired, boolean late) {
            return new Step(window, fired, 0, late);
        }
    }

    Step step(Window window, Occurrence event) {
        if (isTooLate(window, event)) {
            return Step.unchanged(window, List.of(), true);
        }
        int index = Collections.binarySearch(window.occurrences(), event, Occurrence.ORDER);
        if (index >= 0) {
            return Step.unchanged(window, toldAgain(window, event), false);
        }
        List<Occurrence> events = new ArrayList<>(window.occurrences());
        events.add(-index - 1, event);
        Instant latest = events.getLast().time();
        Instant oldest = latest.minus(memory);
        events.removeIf(one -> one.time().isBefore(oldest));
        int evicted = evict(events);
        List<Firing> firings = grown(window.firings(), event, oldest);
        List<Occurrence> fired = isTold(firings, event) ? List.of() : completed(events, event);
        if (!fired.isEmpty()) {
            firings.add(firing(events, fired, event));
        }
        Window next = new Window(window.version() + 1, events, firings, latest.plus(memory));
        return new Step(next, fired, evicted, false);
    }

    private boolean isTooLate(Window window, Occurrence event) {
        return !window.occurrences().isEmpty()
                && event.time().isBefore(window.occurrences().getLast().time().minus(memory));
    }

    private static List<Occurrence> toldAgain(Window window, Occurrence event) {
        for (Firing firing : window.firings()) {
            if (firing.trigger().equals(event.eventId())) {
                return between(window.occurrences(), firing.first(), firing.last());
            }
        }
        return List.of();
    }

    /// Forgets one event if there are too many: the oldest whose kind is there again, so that a
    /// flood of one value does not wash the others out, else the oldest.
    private static int evict(List<Occurrence> events) {
        if (events.size() <= MAX_OCCURRENCES) {
            return 0;
        }
        Set<String> newer = new HashSet<>();
        int victim = 0;
        for (int i = events.size() - 1; i >= 0; i--) {
            if (!newer.add(events.get(i).kind())) {
                victim = i;
            }
        }
        events.remove(victim);
        return 1;
    }

    /// Firings that still matter, with the event added to the run it belongs to.
    private List<Firing> grown(List<Firing> firings, Occurrence event, Instant oldest) {
        List<Firing> grown = new ArrayList<>();
        for (Firing firing : firings) {
            if (!firing.to().plus(timespan).isBefore(oldest)) {
                grown.add(touches(firing, event) ? with(firing, event.time()) : firing);
            }
        }
        return grown;
    }

    private boolean isTold(List<Firing> firings, Occurrence event) {
        return firings.stream().anyMatch(firing -> touches(firing, event));
    }

    private boolean touches(Firing firing, Occurrence event) {
        return !event.time().isBefore(firing.from().minus(timespan))
                && !event.time().isAfter(firing.to().plus(timespan));
    }

    private static Firing with(Firing firing, Instant time) {
        Instant from = time.isBefore(firing.from()) ? time : firing.from();
        Instant to = time.isAfter(firing.to()) ? time : firing.to();
        return new Firing(firing.trigger(), firing.first(), firing.last(), from, to);
    }

    /// The events of the first window with the new one in it that makes the correlation true.
    private List<Occurrence> completed(List<Occurrence> events, Occurrence event) {
        Instant lastEnd = event.time().plus(timespan);
        return events.stream()
                .map(Occurrence::time)
                .filter(end -> !end.isBefore(event.time()) && !end.isAfter(lastEnd))
                .distinct()
                .map(end -> between(events, end.minus(timespan), end))
                .filter(inside -> correlation.isMet(number(inside)))
                .findFirst()
                .orElse(List.of());
    }

    /// What the correlation counts among the events.
    int number(List<Occurrence> events) {
        return switch (correlation.type()) {
            case EVENT_COUNT -> events.size();
            case VALUE_COUNT, TEMPORAL ->
                (int) events.stream().map(Occurrence::kind).distinct().count();
            case TEMPORAL_ORDERED -> inOrder(events);
        };
    }

    /// How many of the rules, from the first on, found something one after the other.
    private int inOrder(List<Occurrence> events) {
        Instant after = Instant.MIN;
        int number = 0;
        for (String rule : correlation.rules()) {
            Instant from = after;
            Optional<Instant> next = events.stream()
                    .filter(event -> event.kind().equals(rule) && !event.time().isBefore(from))
                    .map(Occurrence::time)
                    .findFirst();
            if (next.isEmpty()) {
                return number;
            }
            after = next.get();
            number++;
        }
        return number;
    }

    private Firing firing(List<Occurrence> events, List<Occurrence> fired, Occurrence trigger) {
        Instant first = fired.getFirst().time();
        Instant last = fired.getLast().time();
        Firing firing = new Firing(trigger.eventId(), first, last, first, last);
        for (Occurrence event : events) {
            if (touches(firing, event)) {
                firing = with(firing, event.time());
            }
        }
        for (Occurrence event : events.reversed()) {
            if (touches(firing, event)) {
                firing = with(firing, event.time());
            }
        }
        return firing;
    }

    private static List<Occurrence> between(List<Occurrence> events, Instant from, Instant to) {
        return events.stream()
                .filter(event -> !event.time().isBefore(from) && !event.time().isAfter(to))
                .toList();
    }
}
