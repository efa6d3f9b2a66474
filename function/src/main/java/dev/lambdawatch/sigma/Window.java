package dev.lambdawatch.sigma;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is remembered of one group of one correlation. Immutable and small: a hundred events, or as
/// many as twice the correlation's threshold, at most [#MAX_OCCURRENCES]; as text below 400 kB
/// whatever is in it. A hundred calls take some 11 kB.
///
/// @param version     grows by one with every change, for stores that more than one writer shares
/// @param occurrences in order of time
/// @param firings     in order of their happening
/// @param expires     when it may be forgotten, if nothing happens before
public record Window(long version, List<Occurrence> occurrences, List<Firing> firings, Instant expires) {
    /// Bounds the memory of one group. No threshold can be higher.
    public static final int MAX_OCCURRENCES = Sliding.MAX_OCCURRENCES;

    /// Of a group of which nothing is remembered.
    public static final Window EMPTY = new Window(0, List.of(), List.of(), Instant.EPOCH);

    private static final String SEPARATOR = "\t";

    public Window {
        occurrences = List.copyOf(occurrences);
        firings = List.copyOf(firings);
    }

    /// As text, for a store that keeps text: a line a thing. [#parse] reads it.
    public String text() {
        Stream<String> header = Stream.of(line("window", version, expires));
        Stream<String> events = occurrences.stream().map(one -> line("event", one.time(), one.eventId(), one.kind()));
        Stream<String> fired = firings.stream()
                .map(one -> line("fired", one.trigger(), one.first(), one.last(), one.from(), one.to()));
        return Stream.of(header, events, fired).flatMap(lines -> lines).collect(Collectors.joining("\n"));
    }

    /// Reads what [#text] wrote.
    ///
    /// @throws IllegalArgumentException if it is anything else
    public static Window parse(String text) {
        long version = 0;
        Instant expires = Instant.EPOCH;
        List<Occurrence> occurrences = new ArrayList<>();
        List<Firing> firings = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            try {
                List<String> parts = parts(line);
                switch (parts.getFirst()) {
                    case "window" -> {
                        version = Long.parseLong(parts.get(1));
                        expires = Instant.parse(parts.get(2));
                    }
                    case "event" -> occurrences.add(occurrence(parts));
                    case "fired" -> firings.add(firing(parts));
                    case String other -> throw new IllegalArgumentException("'" + other + "' is no kind of line");
                }
            } catch (DateTimeException | IndexOutOfBoundsException | IllegalArgumentException e) {
                throw new IllegalArgumentException("not a line of a window: '" + line + "'", e);
            }
        }
        return new Window(version, occurrences, firings, expires);
    }

    private static Occurrence occurrence(List<String> parts) {
        return new Occurrence(Instant.parse(parts.get(1)), parts.get(2), parts.get(3));
    }

    private static Firing firing(List<String> parts) {
        return new Firing(
                parts.get(1),
                Instant.parse(parts.get(2)),
                Instant.parse(parts.get(3)),
                Instant.parse(parts.get(4)),
                Instant.parse(parts.get(5)));
    }

    private static List<String> parts(String line) {
        return Stream.of(line.split(SEPARATOR, -1)).map(Window::unescaped).toList();
    }

    private static String line(Object... parts) {
        return Stream.of(parts).map(part -> escaped(part.toString())).collect(Collectors.joining(SEPARATOR));
    }

    /// Ids and values come from records, so from anyone.
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static String unescaped(String text) {
        return text.translateEscapes();
    }
}
