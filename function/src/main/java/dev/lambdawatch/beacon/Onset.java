package dev.lambdawatch.beacon;

import java.time.Instant;

/// Since when a workload has called a destination as it does now, and since when it is known that it
/// did not before. Minutes since 1970.
///
/// @param began   the first connection of the beat
/// @param watched when the flow logs of its network that were read begin, without the beat until
///     `began`; the same as `began` if nothing older is known
record Onset(int began, int watched) {
    Onset {
        watched = Math.min(watched, began);
    }

    /// A beat of which nothing older is known.
    static Onset unknown(Instant first) {
        int minute = minute(first);
        return new Onset(minute, minute);
    }

    /// What two observations of one beat say together: the earlier beginning, and the longer silence
    /// before it. Where one saw the beat before the other's silence, that silence was none.
    Onset with(Onset other) {
        return new Onset(Math.min(began, other.began), Math.min(watched, other.watched));
    }

    Instant beganAt() {
        return instant(began);
    }

    Instant watchedFrom() {
        return instant(watched);
    }

    static int minute(Instant time) {
        return Math.toIntExact(Math.floorDiv(time.getEpochSecond(), 60L));
    }

    private static Instant instant(int minute) {
        return Instant.ofEpochSecond(60L * minute);
    }
}
