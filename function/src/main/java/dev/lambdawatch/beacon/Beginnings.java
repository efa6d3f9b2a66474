package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Evidence;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds out since when the beat of each candidate of a workload goes on, by all spans of an
/// evaluation together: a beacon is told from the span in which it looks most like one, which need
/// not be the one in which it began. Mutable.
final class Beginnings {
    /// Addresses of one workload of which it is found out; of more it is not known.
    private static final int MOST = 512;

    private final List<SpanScoring> spans;
    private final int base;
    private final Map<PairKey, Activity> addresses = new HashMap<>();

    /// @param spans whose pairs and workloads are at hand together
    Beginnings(List<SpanScoring> spans) {
        this.spans = spans;
        this.base = spans.stream()
                .mapToInt(each -> Math.toIntExact(each.span().firstHour() * 60))
                .min()
                .orElse(0);
    }

    /// Keeps when the pair at hand was called, until the workload ends.
    void keep(PairKey key) {
        if (addresses.size() < MOST) {
            Activity activity = addresses.computeIfAbsent(key, unknown -> new Activity(base));
            spans.forEach(span -> span.note(activity));
        }
    }

    /// The beginning of a candidate of the workload at hand, as far as the spans show it.
    Onset of(Candidate candidate) {
        Contact contact = candidate.contact();
        if (!contact.sign().isOfConnections() || contact.others() > 0) {
            // Its beat is among other things that these minutes do not tell apart.
            return unknown(contact);
        }
        Activity activity = new Activity(base);
        spans.forEach(span -> span.note(contact.resource(), activity));
        // Before somebody asked for its name an address was called as well.
        addresses.forEach((key, calls) -> {
            if (candidate.members().contains(key)) {
                activity.add(calls);
            }
        });
        return activity.isEmpty() ? unknown(contact) : of(contact.score(), activity);
    }

    private Onset of(BeaconScore score, Activity activity) {
        double period = Math.max(score.periodSeconds(), score.grid().seconds()) / 60;
        int began = activity.began(period);
        int watched = spans.stream()
                .mapToInt(span -> span.watchedFrom(span.workload()))
                .min()
                .orElse(began);
        // A silence that is no longer than that between two beats is none.
        return new Onset(began, began - watched > 2 * period ? watched : began);
    }

    private static Onset unknown(Contact contact) {
        return Onset.unknown(contact.evidence().stream()
                .map(Evidence::first)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH));
    }

    /// Ends the workload at hand.
    void clear() {
        addresses.clear();
    }
}
