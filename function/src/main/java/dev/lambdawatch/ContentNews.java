package dev.lambdawatch;

import dev.lambdawatch.alert.Sightings;
import dev.lambdawatch.content.Change;
import dev.lambdawatch.content.ChangeFinding;
import dev.lambdawatch.content.Fault;
import dev.lambdawatch.finding.FindingSink;
import dev.lambdawatch.finding.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Tells what has changed among the files that people put into the state bucket, as findings, and
/// what is wrong with them, to whoever runs the monitor. Each once, by whichever function meets it
/// first. For one source of faults and one thread.
final class ContentNews {
    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final int SHOWN = 100;
    private static final int LONGEST = 1_000;

    /// Sends a text to whoever runs the monitor.
    @FunctionalInterface
    interface Operators {
        void send(String subject, String text);
    }

    private final ChangeFinding.Place place;
    private final FindingSink findings;
    private final Sightings sightings;
    private final Operators operators;
    private final Set<String> known = new HashSet<>();

    /// @param findings of changes
    ContentNews(ChangeFinding.Place place, FindingSink findings, Sightings sightings, Operators operators) {
        this.place = place;
        this.findings = findings;
        this.sightings = sightings;
        this.operators = operators;
    }

    /// Tells each change.
    ///
    /// @throws RuntimeException if one could not be told; the others are
    void changes(List<Change> changes) {
        EachTold each = new EachTold(findings::accept);
        changes.forEach(change -> each.accept(ChangeFinding.of(change, place)));
        each.complain();
    }

    /// Tells the faults that nobody was told of in the last thirty days.
    ///
    /// @throws RuntimeException if they could not be told
    void faults(List<Fault> faults, Instant now) {
        known.retainAll(faults.stream().map(ContentNews::id).collect(Collectors.toSet()));
        List<Fault> news = new ArrayList<>();
        for (Fault fault : faults) {
            if (!known.contains(id(fault)) && sightings.find(id(fault)).isEmpty()) {
                news.add(fault);
            }
        }
        if (!news.isEmpty()) {
            operators.send("Lambdawatch: look at what is in the state bucket", text(news));
        }
        news.forEach(fault -> sightings.told(id(fault), Severity.LOW, now, now.plus(REMEMBERED)));
        faults.forEach(fault -> known.add(id(fault)));
    }

    private String text(List<Fault> faults) {
        String head = "In s3://%s:\n\n".formatted(place.bucket());
        String rest = faults.size() > SHOWN ? "... and %d more\n".formatted(faults.size() - SHOWN) : "";
        return faults.stream()
                .limit(SHOWN)
                .map(fault -> "- " + line(fault.text()) + "\n")
                .collect(Collectors.joining("", head, rest));
    }

    /// A file says what it likes; here it stays one line.
    private static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}|\\p{Cf}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    private static String id(Fault fault) {
        return "fault-" + UUID.nameUUIDFromBytes(fault.id().getBytes(StandardCharsets.UTF_8));
    }
}
