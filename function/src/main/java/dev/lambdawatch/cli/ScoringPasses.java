package dev.lambdawatch.cli;

import dev.lambdawatch.beacon.Beacons;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The spans over which a replay scores beacons, in passes: all spans of a pass are scored while its
/// hours are read once.
final class ScoringPasses {
    private static final Duration DAY = Duration.ofDays(1);
    private static final List<Duration> LONGER = List.of(Duration.ofDays(3), Duration.ofDays(7));

    private ScoringPasses() {}

    /// The day before the last record, and before every `every` back from it to the first. Three days
    /// and a week where records reach back so far: once a day, or every six hours where the days are
    /// as close as that.
    ///
    /// In order of time; a pass is a day of ends.
    static List<List<Beacons.Span>> over(Instant first, Instant last, Duration every) {
        long longerEvery = every.compareTo(Duration.ofHours(6)) <= 0 ? 6 : 24;
        List<List<Beacons.Span>> passes = new ArrayList<>();
        for (Instant now = last; now.isAfter(first); now = now.minus(every)) {
            Duration back = Duration.between(now, last);
            if (passes.isEmpty()
                    || back.toDays()
                            > Duration.between(passes.getLast().getFirst().now(), last)
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
