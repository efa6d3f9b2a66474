package dev.lambdawatch.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts direct invocations by principal and hour, and tells a flood. What a trail file shows of a
/// principal costs one read and one write, however many its calls are. Mutable, for one
/// thread.
final class Paces {
    /// Writers that are each time faster than we are. Calls that find no way in then are not counted.
    private static final int ATTEMPTS = 10;

    private final PaceStore store;
    private final int capacity;
    private final Map<Caller, Counting> counting = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable RuntimeException failure;

    /// Whose pace it is. A text of both would be made anew for each call.
    private record Caller(String account, String principal) {
        String key() {
            return HabitKey.shortened(account + " " + principal);
        }
    }

    /// @param capacity principals that are counted at a time; those looked at longest ago are written
    ///     to make room
    Paces(PaceStore store, int capacity) {
        this.store = store;
        this.capacity = capacity;
    }

    /// Counts one direct invocation.
    ///
    /// @return a flood, with the call that makes it one and again whenever it has doubled
    Optional<Flood> count(Occasion occasion, Instant time) {
        Caller caller = new Caller(occasion.account(), occasion.principal());
        Counting known = counting.get(caller);
        if (known == null) {
            known = new Counting(read(caller));
            counting.put(caller, known);
            makeRoom();
        }
        return known.count(time);
    }

    private Pace read(Caller caller) {
        try {
            return store.read(caller.key());
        } catch (RuntimeException e) {
            failure = e;
            return Pace.NONE;
        }
    }

    private void makeRoom() {
        if (counting.size() > capacity) {
            Iterator<Map.Entry<Caller, Counting>> longestAgo =
                    counting.entrySet().iterator();
            Map.Entry<Caller, Counting> one = longestAgo.next();
            longestAgo.remove();
            write(one.getKey(), one.getValue());
        }
    }

    /// Writes what was counted, to be called at the end of an object.
    ///
    /// @throws RuntimeException if a pace could not be read or written; then the object has to be read
    ///     again, and some of its calls may count twice
    void remember() {
        counting.forEach(this::write);
        counting.clear();
        RuntimeException failed = failure;
        failure = null;
        if (failed != null) {
            throw failed;
        }
    }

    private void write(Caller caller, Counting counted) {
        String principal = caller.key();
        try {
            Pace before = counted.stored;
            for (int i = 0; i < ATTEMPTS && failure == null; i++) {
                if (store.replace(principal, before, counted.over(before))) {
                    return;
                }
                before = store.read(principal);
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /// What one principal did since its pace was read.
    private static final class Counting {
        private final Pace stored;
        private final List<Pace.Hour> hours = new ArrayList<>();

        /// With all hours but the current one.
        private Pace pace;

        private long hour = Long.MIN_VALUE;

        /// Of the current hour, those that were stored among them.
        private long calls;

        private long told;

        /// At how many calls a flood is told next.
        private long next;

        Counting(Pace stored) {
            this.stored = stored;
            this.pace = stored;
        }

        Optional<Flood> count(Instant time) {
            long number = Pace.Hour.of(time);
            if (number != hour) {
                close();
                open(number, time);
            }
            calls++;
            if (calls < next) {
                return Optional.empty();
            }
            told = calls;
            next = 2 * calls;
            return Optional.of(new Flood(calls, pace.median()));
        }

        private void open(long number, Instant time) {
            Pace.Hour known = pace.hour(number);
            hour = number;
            calls = known.calls();
            told = known.told();
            next = told == 0 ? pace.flood(time) : 2 * told;
        }

        private void close() {
            if (hour != Long.MIN_VALUE) {
                Pace.Hour more = new Pace.Hour(hour, calls - pace.hour(hour).calls(), told);
                hours.add(more);
                pace = pace.plus(more);
                hour = Long.MIN_VALUE;
            }
        }

        /// What was counted, on top of what somebody else may have written meanwhile.
        Pace over(Pace before) {
            close();
            Pace after = before;
            for (Pace.Hour more : hours) {
                after = after.plus(more);
            }
            return after;
        }
    }
}
