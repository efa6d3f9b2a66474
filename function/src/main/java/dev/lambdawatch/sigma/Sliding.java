package dev.lambdawatch.sigma;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The sliding window of one correlation: what one more event does to the memory of its group.
/// Pure; the time is that of the events.
///
/// Events may come late and in any order. A window of the timespan (both ends included) is tried at
/// every remembered event that the new one can have changed, so an event that comes late completes
/// what it belongs to. What came true is told once; further events without a gap of more than the
/// timespan belong to it, and only after such a gap it is told again.
final class Sliding {
    /// No window needs more: a threshold is at most this.
    static final int MAX_OCCURRENCES = 1_000;

    /// Events behind what came true that are told: a page of evidence, and no more than there are
    /// rows in it that anybody reads.
    static final int TOLD = 100;

    /// A window is one item of a table that takes 400 kB.
    private static final int MAX_BYTES = 350_000;

    /// Of an event in such an item beside its texts.
    private static final int BYTES_OF_AN_EVENT = 40;

    /// So many events fit in any case: an id and a kind have three bytes a character at most.
    private static final int ALWAYS_SMALL = MAX_BYTES / (BYTES_OF_AN_EVENT + 2 * 3 * Shortened.MAX_CHARACTERS);

    private final Correlation correlation;
    private final Duration timespan;

    /// What is older than the latest event by more is forgotten.
    private final Duration memory;

    /// Events that are remembered: what is told, or twice what is asked, so that late ones find their
    /// place.
    private final int most;

    /// The least number that makes the correlation true.
    private final int least;

    /// @param lateness how much later than its successors an event may come
    Sliding(Correlation correlation, Duration lateness) {
        this.correlation = correlation;
        this.timespan = correlation.timespan();
        this.memory = timespan.plus(lateness);
        this.most = Math.clamp(2L * correlation.highestThreshold(), TOLD, MAX_OCCURRENCES);
        this.least = IntStream.rangeClosed(0, correlation.highestThreshold() + 1)
                .filter(correlation::isMet)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    /// What one event did.
    ///
    /// @param window  what to remember now; the same as before if nothing changed
    /// @param fired   the events that made the correlation true; empty if it is not, or was told at
    ///     another event
    /// @param grown   if it was told before and the event belongs to that: all events of it that are
    ///     remembered, unless they are more than are told
    /// @param evicted events forgotten because the window was full
    /// @param late    whether the event came too late to count
    record Step(Window window, List<Occurrence> fired, List<Occurrence> grown, int evicted, boolean late) {
        private static Step unchanged(Window window, List<Occurrence> fired, boolean late) {
            return new Step(window, fired, List.of(), 0, late);
        }
    }

    Step step(Window window, Occurrence event) {
        if (isTooLate(window, event)) {
            return Step.unchanged(window, toldAgain(window, event), true);
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
        List<Occurrence> grown = evicted > 0 ? List.of() : run(events, firings, event);
        boolean isTold = isTold(firings, event);
        List<Occurrence> fired = isTold ? List.of() : completed(events, event);
        if (!fired.isEmpty()) {
            firings.add(firing(events, fired, event));
        }
        Window next = new Window(window.version() + 1, events, firings, latest.plus(memory));
        return new Step(next, isTold && evicted > 0 ? toldAgain(window, event) : fired, grown, evicted, false);
    }

    /// What an event that belongs to something told makes of it.
    private List<Occurrence> run(List<Occurrence> events, List<Firing> firings, Occurrence event) {
        List<Occurrence> run = firings.stream()
                .filter(firing -> touches(firing, event))
                .findFirst()
                .map(firing -> between(events, firing.from(), firing.to()))
                .orElse(List.of());
        return run.size() > TOLD ? List.of() : run;
    }

    private boolean isTooLate(Window window, Occurrence event) {
        return !window.occurrences().isEmpty()
                && event.time().isBefore(window.occurrences().getLast().time().minus(memory));
    }

    /// If the event made something true when it came before: what is remembered of that, of which
    /// many others may have washed out the event itself.
    private static List<Occurrence> toldAgain(Window window, Occurrence event) {
        for (Firing firing : window.firings()) {
            if (firing.trigger().equals(event.eventId())) {
                List<Occurrence> behind = between(window.occurrences(), firing.first(), firing.last());
                return behind.contains(event)
                        ? behind
                        : Stream.concat(behind.stream(), Stream.of(event))
                                .sorted(Occurrence.ORDER)
                                .toList();
            }
        }
        return List.of();
    }

    /// Forgets events while there are too many: the oldest whose kind is there again, so that a
    /// flood of one value does not wash the others out, else the oldest.
    private int evict(List<Occurrence> events) {
        int evicted = 0;
        while (events.size() > most || (events.size() > ALWAYS_SMALL && bytes(events) > MAX_BYTES)) {
            events.remove(leastMissed(events));
            evicted++;
        }
        return evicted;
    }

    private static int leastMissed(List<Occurrence> events) {
        Set<String> newer = new HashSet<>();
        int victim = 0;
        for (int i = events.size() - 1; i >= 0; i--) {
            if (!newer.add(events.get(i).kind())) {
                victim = i;
            }
        }
        return victim;
    }

    /// At most, whatever characters the texts have.
    private static int bytes(List<Occurrence> events) {
        int bytes = 0;
        for (Occurrence event : events) {
            bytes += BYTES_OF_AN_EVENT + bytes(event.eventId()) + bytes(event.kind());
        }
        return bytes;
    }

    /// A character takes one to three, two where it is escaped.
    private static int bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c > '\u07ff' ? 3 : c > '\u007f' || c == '\\' || c < ' ' ? 2 : 1;
        }
        return bytes;
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
        // More events never make less of what is counted, so most windows need not be tried.
        if (number(between(events, event.time().minus(timespan), lastEnd)) < least) {
            return List.of();
        }
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
