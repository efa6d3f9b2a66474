package dev.lambdawatch;

import dev.lambdawatch.alert.Sightings;
import dev.lambdawatch.content.ChangeFinding;
import dev.lambdawatch.content.Edition;
import dev.lambdawatch.content.Fault;
import dev.lambdawatch.content.Library;
import dev.lambdawatch.finding.FindingSink;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells what has changed in the library, as findings, and what is wrong with it, to whoever runs
/// the monitor. Each once, by whichever function meets it first: what cannot be told is logged and
/// told at a later look.
final class LibraryNews {
    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final int SHOWN = 100;
    private static final int LONGEST = 1_000;

    /// Sends a text to whoever runs the monitor.
    @FunctionalInterface
    interface Operators {
        void send(String subject, String text);
    }

    private final Library library;
    private final ChangeFinding.Place place;
    private final FindingSink findings;
    private final Sightings sightings;
    private final Operators operators;
    private final Set<String> known = new HashSet<>();
    private @Nullable Edition told;

    LibraryNews(
            Library library,
            ChangeFinding.Place place,
            FindingSink findings,
            Sightings sightings,
            Operators operators) {
        this.library = library;
        this.place = place;
        this.findings = findings;
        this.sightings = sightings;
        this.operators = operators;
    }

    synchronized void tell(Edition edition, Instant now, Log log) {
        try {
            changes(edition);
        } catch (IOException | RuntimeException e) {
            log.warn("a change of rules, filters or settings is told again: " + e);
        }
        try {
            faults(edition, now);
        } catch (RuntimeException e) {
            log.warn("faults of rules, filters or settings are told again: " + e);
        }
    }

    /// Told first and remembered then: a failure between repeats a change and never loses one.
    private void changes(Edition edition) throws IOException {
        if (edition.equals(told)) {
            return;
        }
        EachTold each = new EachTold(findings::accept);
        edition.changes().forEach(change -> each.accept(ChangeFinding.of(change, place)));
        each.complain();
        if (!edition.changes().isEmpty()) {
            library.remember(edition);
        }
        told = edition;
    }

    private void faults(Edition edition, Instant now) {
        List<Fault> faults = edition.faults(now);
        known.retainAll(faults.stream().map(LibraryNews::id).collect(Collectors.toSet()));
        List<Fault> news = new ArrayList<>();
        for (Fault fault : faults) {
            if (!known.contains(id(fault)) && sightings.find(id(fault)).isEmpty()) {
                news.add(fault);
            }
        }
        if (!news.isEmpty()) {
            operators.send("Lambdawatch: look at rules, filters or settings", text(news));
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
