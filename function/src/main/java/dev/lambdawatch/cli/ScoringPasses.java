package dev.lambdawatch.cli;

import dev.lambdawatch.beacon.Beacons;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/// The spans over which a replay scores beacons, in passes: all spans of a pass are scored while its
/// hours are read once.
final class ScoringPasses {
    private static final long HOUR = 3600;
    private static final Duration DAY = Duration.ofDays(1);
    private static final List<Duration> LONGER = List.of(Duration.ofDays(3), Duration.ofDays(7));

    private ScoringPasses() {}

    /// The ends of the days that are scored: the last record, and every `every` back from it to the
    /// first, where the day before holds anything. One record whose clock runs wild may be thousands
    /// of years from the others; what lies between is passed over.
    ///
    /// @param hours in which there are records, since 1970
    /// @return the latest first
    static List<Instant> ends(NavigableSet<Long> hours, Instant first, Instant last, Duration every) {
        List<Instant> ends = new ArrayList<>();
        Instant end = last;
        while (end.isAfter(first)) {
            @Nullable Long newest = hours.floor(Math.floorDiv(end.getEpochSecond() - 1, HOUR));
            if (newest == null) {
                break;
            }
            Instant seenUntil = Instant.ofEpochSecond((newest + 1) * HOUR).plus(DAY);
            if (end.isAfter(seenUntil)) {
                long between = Duration.between(seenUntil, end).toSeconds();
                end = end.minus(every.multipliedBy(Math.ceilDiv(between, every.toSeconds())));
            } else {
                ends.add(end);
                end = end.minus(every);
            }
        }
        return ends;
    }

    /// The day before each end. Three days and a week where records reach back so far: once a day, or
    /// every six hours where the ends are as close as that.
    ///
    /// In order of time; a pass is a day of ends.
    ///
    /// @param ends the latest first
    static List<List<Beacons.Span>> over(List<Instant> ends, Instant first, Duration every) {
        long longerEvery = every.compareTo(Duration.ofHours(6)) <= 0 ? 6 : 24;
        List<List<Beacons.Span>> passes = new ArrayList<>();
        for (Instant now : ends) {
            Duration back = Duration.between(now, ends.getFirst());
            if (passes.isEmpty()
                    || back.toDays()
                            > Duration.between(passes.getLast().getFirst().now(), ends.getFirst())
                                    .toDays()) {
                passes.add(new ArrayList<>());
            }
            List<Beacons.Span> pass = passes.getLast();
            pass.add(Beacons.Span.day(now));
            if (back.toHours() % longerEvery == 0) {
                pass.addAll(longer(first, now));
            }
        }
        return passes.reversed();
    }

    /// Longer spans, each if there is something that the shorter ones do not hold.
    private static List<Beacons.Span> longer(Instant first, Instant now) {
        List<Beacons.Span> spans = new ArrayList<>();
        Duration shorter = DAY;
        for (Duration back : LONGER) {
            if (first.isBefore(now.minus(shorter).minus(Duration.ofHours(1)))) {
                spans.add(new Beacons.Span(now, back, false));
            }
            shorter = back;
        }
        return spans;
    }
}
