package dev.lambdawatch.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Who or what was met in one respect: the principals who change a function, the networks that one
/// of them calls from. Immutable. All times are those of calls.
///
/// @param version    counts its changes, from 0
/// @param since      when anything was met first; [Instant#MAX] if nothing was yet
/// @param members    what was met, by its name; at most [#MOST]
/// @param turnedAway how often there was no room for another
public record Habit(long version, Instant since, Map<String, Met> members, int turnedAway) {
    /// Nothing was met yet.
    public static final Habit NONE = new Habit(0, Instant.MAX, Map.of(), 0);

    /// What was not met for so long is forgotten: longer than a quarter's work takes to come again.
    public static final Duration KEPT = Duration.ofDays(90);

    /// How long something must have been watched before what is new in it says anything.
    public static final Duration LEARNING = Duration.ofDays(14);

    /// More than these, and nobody can say what is usual.
    public static final int MOST = 64;

    /// When one member was met.
    ///
    /// @param first   the first time
    /// @param last    the last time; only the first of each day (UTC) is noted
    /// @param vouched whether it was met in a call that nothing spoke against. One that was met in
    ///     findings alone is usual only once it was there for as long as learning takes
    public record Met(Instant first, Instant last, boolean vouched) {

        private boolean isKept(Instant time) {
            return !last.isBefore(time.minus(KEPT));
        }

        private boolean isUsual(Instant time) {
            return isKept(time) && (vouched || !first.isAfter(time.minus(LEARNING)));
        }

        private Met again(Instant time, boolean vouchedNow) {
            return new Met(
                    first.isBefore(time) ? first : time, day(last) >= day(time) ? last : time, vouched || vouchedNow);
        }

        private static long day(Instant time) {
            return time.atOffset(ZoneOffset.UTC).getLong(ChronoField.EPOCH_DAY);
        }
    }

    public Habit {
        members = Collections.unmodifiableMap(new TreeMap<>(members));
    }

    /// This habit after one more meeting; itself if that says nothing new.
    ///
    /// @param vouched whether nothing speaks against the call
    Habit meeting(String member, Instant time, boolean vouched) {
        Instant second = time.truncatedTo(ChronoUnit.SECONDS);
        Met before = members.get(member);
        if (before != null && before.again(second, vouched).equals(before)) {
            return this;
        }
        Map<String, Met> kept = new TreeMap<>(members);
        kept.values().removeIf(met -> !met.isKept(second));
        if (kept.size() >= MOST && !kept.containsKey(member)) {
            return new Habit(version + 1, since, kept, turnedAway + 1);
        }
        kept.merge(member, new Met(second, second, vouched), (old, _) -> old.again(second, vouched));
        return new Habit(version + 1, since.isBefore(second) ? since : second, kept, turnedAway);
    }

    /// Whether a member is usual at this time.
    boolean knows(String member, Instant time) {
        Met met = members.get(member);
        return met != null && met.isUsual(time);
    }

    /// Whether a member was met for as long as learning takes.
    boolean knowsOfOld(String member, Instant time) {
        Met met = members.get(member);
        return met != null && met.isKept(time) && !met.first().isAfter(time.minus(LEARNING));
    }

    /// Whether it was watched for long enough at this time.
    boolean isLearned(Instant time) {
        return !since.isAfter(time.minus(LEARNING));
    }

    /// Whether somebody found no room: then it cannot be told who is new.
    boolean isFull() {
        return members.size() >= MOST;
    }

    /// What is usual at this time, what was met last first.
    List<String> usual(Instant time) {
        return members.entrySet().stream()
                .filter(member -> member.getValue().isUsual(time))
                .sorted(Comparator.comparing((Map.Entry<String, Met> member) ->
                                member.getValue().last())
                        .reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Until when it is worth keeping.
    public Instant expires() {
        return members.values().stream()
                .map(Met::last)
                .max(Comparator.naturalOrder())
                .map(last -> last.plus(KEPT))
                .orElse(since);
    }
}
