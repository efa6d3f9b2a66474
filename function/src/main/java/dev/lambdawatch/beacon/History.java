package dev.lambdawatch.beacon;

import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Since when each destination is called, and each beat goes on, as far as the last thirty days
/// show. Mutable.
///
/// Kept beside the segments and written anew after every scoring. What several objects know adds
/// up: the earliest first hour counts, so scoring a span twice changes nothing. A destination that
/// was not called for thirty days is forgotten; beyond a million no more are learned, and since when
/// they are called is not told.
final class History {
    /// How long a destination is remembered after its last call.
    static final Duration KEPT = Duration.ofDays(30);

    /// How long a history has to be before it can say that something is new.
    static final Duration LEAST = Duration.ofDays(7);

    private static final String FOLDER = "history/";
    private static final int NEVER = Integer.MAX_VALUE;

    private final Onsets onsets;
    private Destinations known;
    private int since;

    private History(Destinations known, Onsets onsets, int since) {
        this.known = known;
        this.onsets = onsets;
        this.since = since;
    }

    static History empty() {
        return new History(new Destinations(), new Onsets(), NEVER);
    }

    /// What all objects of a store know. A damaged one is named and left out: its destinations look
    /// newer than they are, until the rest is old enough again.
    static History in(StateStore store, List<String> damaged) throws IOException {
        History history = empty();
        for (StateStore.Stored part : store.list(FOLDER)) {
            Optional<byte[]> bytes = store.read(part.name());
            try {
                if (bytes.isPresent()) {
                    history.merge(read(bytes.get()));
                }
            } catch (DamagedSegmentException e) {
                damaged.add(part.name() + ": " + e.getMessage());
            }
        }
        return history;
    }

    /// Keeps what was called within thirty days before `now`, for one shard.
    void keep(StateStore store, Shard shard, Instant now) throws IOException {
        known = known.since(Math.toIntExact(now.minus(KEPT).getEpochSecond() / 3600));
        onsets.forgetBefore(Onset.minute(now.minus(KEPT)));
        store.write(FOLDER + shard, bytes());
    }

    /// Reads what [#bytes] gave.
    static History read(byte[] bytes) throws DamagedSegmentException {
        ByteReader in = new ByteReader(SegmentFile.body(bytes));
        int since = in.count(NEVER);
        Destinations known = Destinations.read(in);
        Onsets onsets = Onsets.read(in);
        if (!in.atEnd()) {
            throw new DamagedSegmentException("something is left behind the last beginning of a history");
        }
        return new History(known, onsets, since);
    }

    /// To be stored.
    byte[] bytes() {
        ByteWriter out = new ByteWriter();
        out.number(since);
        known.write(out);
        onsets.write(out);
        return SegmentFile.bytes(out.toBytes());
    }

    /// Learns what another knows.
    void merge(History other) {
        known.addHours(other.known);
        onsets.merge(other.onsets);
        since = Math.min(since, other.since);
    }

    /// Makes room for so many destinations, if none is known yet.
    void expect(long destinations) {
        known = known.size() == 0 ? new Destinations(destinations) : known;
    }

    /// Learns that a destination was called.
    ///
    /// @param destination as in [Destinations#key]
    /// @param firstHour   in which it was, hours since 1970
    void learn(long destination, int firstHour, int lastHour) {
        known.add(destination, firstHour, lastHour);
        since = Math.min(since, firstHour);
    }

    /// Learns when a workload's beat began, as far as a span shows it, and returns what is known of it.
    ///
    /// @param destination a text that names it
    /// @param now         the end of the span
    Onset learn(Workload workload, String destination, Onset seen, Instant now) {
        return onsets.learn(Destinations.key(workload.key() + " " + destination), seen, Onset.minute(now));
    }

    /// Whether it reaches back long enough before `now` to call something new or old.
    private boolean isLongEnough(Instant now) {
        return since != NEVER && !hour(since).isAfter(now.minus(LEAST));
    }

    /// When a destination was first called, to the hour; empty if that cannot be told.
    Optional<Instant> firstSeen(long destination, Instant now) {
        int hour = known.firstHour(destination);
        return hour < 0 || !isLongEnough(now) ? Optional.empty() : Optional.of(hour(hour));
    }

    private static Instant hour(int hour) {
        return Instant.ofEpochSecond(3600L * hour);
    }
}
