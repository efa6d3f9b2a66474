package dev.lambdawatch.beacon;

import java.util.Map;
import java.util.TreeMap;

/// When each beat began that was ever a candidate, of a workload and a destination, as far as it was
/// seen. Mutable.
///
/// A day's scoring sees the day alone: without this memory a poller that is months old begins anew
/// with every span. Beyond [#MOST] no more are learned, and then a span speaks for itself.
final class Onsets {
    static final int MOST = 1 << 16;

    /// The last minute that a number may be, far beyond any time.
    private static final int LAST_MINUTE = Integer.MAX_VALUE;

    private final Map<Long, Known> known = new TreeMap<>();

    /// @param last minute of the span in which it was last a candidate
    private record Known(Onset onset, int last) {
        Known with(Known other) {
            return new Known(onset.with(other.onset), Math.max(last, other.last));
        }
    }

    /// Learns what was seen, and returns what is known now.
    ///
    /// @param key  of workload and destination
    /// @param last minute of the span, since 1970
    Onset learn(long key, Onset seen, int last) {
        Known now = new Known(seen, Math.max(last, seen.began()));
        if (known.size() >= MOST && !known.containsKey(key)) {
            return seen;
        }
        return known.merge(key, now, Known::with).onset;
    }

    /// Learns what another knows.
    void merge(Onsets other) {
        other.known.forEach((key, each) -> learn(key, each.onset, each.last));
    }

    /// Forgets what was no candidate since a minute.
    void forgetBefore(int minute) {
        known.values().removeIf(each -> each.last < minute);
    }

    /// In order of keys: the beginning, minutes of silence before it, minutes that it lasted.
    void write(ByteWriter out) {
        out.number(known.size());
        known.forEach((key, each) -> {
            out.fixed(key, Long.BYTES);
            out.number(each.onset.began());
            out.number(each.onset.began() - each.onset.watched());
            out.number(each.last - each.onset.began());
        });
    }

    static Onsets read(ByteReader in) throws DamagedSegmentException {
        Onsets onsets = new Onsets();
        for (int left = in.count(MOST); left > 0; left--) {
            long key = in.fixed(Long.BYTES);
            int began = in.count(LAST_MINUTE);
            int silence = in.count(began);
            onsets.learn(key, new Onset(began, began - silence), began + in.count(LAST_MINUTE - began));
        }
        return onsets;
    }
}
