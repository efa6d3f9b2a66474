package dev.lambdawatch.audit;

import dev.lambdawatch.audit.HabitKey.Respect;
import dev.lambdawatch.cloudtrail.ApiCall;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Knows what is usual and learns it from calls: one write a day for each member of a habit,
/// whatever the number of calls. Thread-safe.
final class Habits {
    /// Writers that are each time faster than we are. The next call of the kind learns it then.
    private static final int ATTEMPTS = 10;

    /// What was learned lately, so that a million calls of a kind cost one. Beyond it a habit is read
    /// again; nothing is written that says nothing new.
    private static final int RECENT = 20_000;

    private final HabitStore store;
    private final Daily<Occasion> occasions;
    private final Daily<Membership> memberships;
    private final AtomicLong turnedAway;

    private record Membership(HabitKey habit, String member) {}

    /// Of calls that have no kind: it never reads and never changes.
    private final Acquaintance strangers = new Acquaintance(this, Instant.EPOCH, Optional.empty());

    Habits(HabitStore store) {
        this(store, new Daily<>(RECENT), new Daily<>(RECENT), new AtomicLong());
    }

    private Habits(HabitStore store, Daily<Occasion> occasions, Daily<Membership> memberships, AtomicLong turnedAway) {
        this.store = store;
        this.occasions = occasions;
        this.memberships = memberships;
        this.turnedAway = turnedAway;
    }

    /// The same for calls that come together, of one thread: a habit is read once for all of them.
    Habits ofOneFile() {
        return new Habits(new HabitsReadOnce(store), occasions, memberships, turnedAway);
    }

    /// What is known of whoever made a call.
    Acquaintance of(ApiCall call, Estate estate) {
        Optional<Occasion> occasion = Occasion.of(call, estate);
        return occasion.isEmpty() ? strangers : new Acquaintance(this, call.time(), occasion);
    }

    Habit read(HabitKey key) {
        return store.read(key);
    }

    /// Whether all that such a call shows was learned from another on its day.
    boolean isLearned(Occasion occasion, Instant time) {
        return occasions.has(occasion, time);
    }

    /// Learns all that a call shows.
    ///
    /// @param read    habits as they were read already
    /// @param vouched as in [Habit#meeting]
    void learn(Occasion occasion, Instant time, Map<Respect, Habit> read, boolean vouched) {
        for (Respect respect : Respect.values()) {
            Membership membership = new Membership(occasion.key(respect), occasion.member(respect));
            if (!membership.member.isEmpty() && !memberships.has(membership, time)) {
                meet(membership, time, Optional.ofNullable(read.get(respect)), vouched);
            }
        }
        if (vouched) {
            occasions.add(occasion, time);
        }
    }

    private void meet(Membership membership, Instant time, Optional<Habit> read, boolean vouched) {
        Habit before = read.orElseGet(() -> store.read(membership.habit));
        for (int i = 0; i < ATTEMPTS; i++) {
            Habit after = before.meeting(membership.member, time, vouched);
            if (after.version() == before.version() || store.replace(membership.habit, before, after)) {
                turnedAway.addAndGet(after.turnedAway() - before.turnedAway());
                if (vouched) {
                    memberships.add(membership, time);
                }
                return;
            }
            before = store.read(membership.habit);
        }
    }

    /// How often a habit had no room for another member.
    long turnedAway() {
        return turnedAway.get();
    }
}
