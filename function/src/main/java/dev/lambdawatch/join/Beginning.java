package dev.lambdawatch.join;

import dev.lambdawatch.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/// Since when a beacon goes on, and since when it is known that it did not before.
///
/// @param began       its first beat
/// @param watchedFrom since when its network was watched without that beat; `began` if nothing
///     older is known
record Beginning(Instant began, Instant watchedFrom) {
    /// As a beacon's facts tell; one that has none began with its evidence as far as is known.
    static Beginning of(Finding beacon) {
        Instant began = instant(beacon, "began", beacon.first());
        return new Beginning(began, instant(beacon, "watched_from", began));
    }

    private static Instant instant(Finding beacon, String fact, Instant absent) {
        String text = beacon.facts().getOrDefault(fact, "");
        return text.isEmpty() ? absent : Instant.parse(text);
    }

    /// Whether the beacon was not there at some time and began later.
    boolean isKnownAfter(Instant time) {
        return !time.isAfter(began) && !time.isBefore(watchedFrom);
    }

    /// When the first change that counts may have been, of those that are remembered at the end of the
    /// beacon.
    Instant firstThatCounts(Instant ended) {
        Instant before = began.minus(Join.BEFORE);
        Instant remembered = ended.minus(Duration.ofDays(FunctionHistory.DAYS_OF_CHANGES));
        return before.isAfter(remembered) ? before : remembered;
    }

    /// The days of which a change may count.
    Stream<LocalDate> days(Instant ended) {
        LocalDate from = LocalDate.ofInstant(firstThatCounts(ended), ZoneOffset.UTC);
        return from.datesUntil(LocalDate.ofInstant(ended, ZoneOffset.UTC).plusDays(1));
    }
}
