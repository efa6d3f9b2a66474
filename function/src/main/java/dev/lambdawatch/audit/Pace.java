package dev.lambdawatch.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How often a principal invokes functions in an hour. Immutable. All times are those of calls, an
/// hour is one of the clock (UTC).
///
/// @param version counts its changes, from 0
/// @param since   when it was met first; [Instant#MAX] if it was not yet
/// @param open    the latest hours, in order of time, at most [#OPEN]: calls of them may still come
/// @param usual   how many calls the hours before them had, the latest last, at most [#HOURS]; hours
///     without calls are none of them
public record Pace(long version, Instant since, List<Hour> open, List<Integer> usual) {
    /// Nobody was met yet.
    public static final Pace NONE = new Pace(0, Instant.MAX, List.of(), List.of());

    /// Trail files come a quarter of an hour late, those of a Region that had trouble an hour.
    public static final int OPEN = 3;

    /// Hours of which the median is the usual pace: some days of one who calls all day, months of
    /// one who calls once a night.
    public static final int HOURS = 100;

    /// Fewer calls in an hour are no flood, whoever makes them.
    static final int FEWEST = 1_000;

    /// A flood is so many times the usual.
    static final int TIMES = 10;

    private static final Duration KEPT = Habit.KEPT;

    /// Calls of one hour.
    ///
    /// @param number since the epoch
    /// @param told   at how many calls a flood was told last; 0 if none was
    public record Hour(long number, long calls, long told) {
        static final long SECONDS = 3_600;

        static long of(Instant time) {
            return Math.floorDiv(time.getEpochSecond(), SECONDS);
        }

        private Hour plus(Hour other) {
            return new Hour(number, calls + other.calls, Math.max(told, other.told));
        }
    }

    public Pace {
        open = List.copyOf(open);
        usual = List.copyOf(usual);
    }

    /// With more calls of one hour; itself if that hour is no longer open.
    Pace plus(Hour more) {
        long latest = Math.max(more.number, open.isEmpty() ? Long.MIN_VALUE : open.getLast().number);
        if (more.number <= latest - OPEN) {
            return this;
        }
        List<Hour> hours = new ArrayList<>(open);
        hours.removeIf(hour -> hour.number == more.number);
        hours.add(hour(more.number).plus(more));
        hours.sort(Comparator.comparingLong(Hour::number));
        List<Integer> closed = new ArrayList<>(usual);
        while (hours.getFirst().number <= latest - OPEN) {
            closed.add(Math.toIntExact(Math.min(Integer.MAX_VALUE, hours.removeFirst().calls)));
        }
        Instant begun = Instant.ofEpochSecond(more.number * Hour.SECONDS);
        return new Pace(
                version + 1,
                since.isBefore(begun) ? since : begun,
                hours,
                closed.subList(Math.max(0, closed.size() - HOURS), closed.size()));
    }

    /// What is known of an open hour.
    Hour hour(long number) {
        return open.stream().filter(hour -> hour.number == number).findFirst().orElse(new Hour(number, 0, 0));
    }

    /// From how many calls in an hour on it is a flood; [Long#MAX_VALUE] while nobody can say.
    long flood(Instant time) {
        boolean learned = !since.isAfter(time.minus(Habit.LEARNING)) && !usual.isEmpty();
        return learned ? Math.max(FEWEST, TIMES * median()) : Long.MAX_VALUE;
    }

    /// Calls of a usual hour.
    long median() {
        return usual.isEmpty() ? 0 : usual.stream().sorted().toList().get(usual.size() / 2);
    }

    /// Until when it is worth keeping.
    public Instant expires() {
        return open.isEmpty()
                ? since
                : Instant.ofEpochSecond(open.getLast().number * Hour.SECONDS).plus(KEPT);
    }
}
