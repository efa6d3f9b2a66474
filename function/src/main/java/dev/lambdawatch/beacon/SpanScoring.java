package dev.lambdawatch.beacon;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The scoring of one span: takes the pairs of one workload after the other. Mutable.
final class SpanScoring {
    private final Beacons.Span span;
    private final List<WorkloadSpan> workloads;
    private final Attribution attribution;
    private final Destinations destinations;
    private final Map<String, Long> networksSince = new HashMap<>();
    private final PairSpan pair;
    private final WorkloadSpan nobody;
    private final long firstHour;
    private final long lastHour;

    private WorkloadScoring scoring;
    private boolean touched;
    private long strobes;
    private int fleet;

    /// @param destinations how many there may be
    SpanScoring(Beacons.Span span, SegmentMerge merge, Attribution attribution, long destinations) {
        this.span = span;
        this.destinations = new Destinations(destinations);
        this.attribution = attribution;
        firstHour = span.firstHour();
        lastHour = span.lastHour();
        workloads = merge.workloadSpans(firstHour, span.hours());
        workloads.forEach(each -> networksSince.merge(each.network(), each.firstSeen(), Math::min));
        pair = emptySpan();
        // Of nobody, so that there always is one.
        nobody = new WorkloadSpan(new Workload("", "", "", ""), firstHour, span.hours());
        scoring = scoring(nobody);
    }

    Beacons.Span span() {
        return span;
    }

    /// What follows is of this workload.
    ///
    /// @param place among those of the merge
    void begin(int place) {
        end();
        scoring = scoring(workloads.get(place));
    }

    /// Adds a state of the pair at hand, if its hour is in the span.
    void add(long hour, PairHour state) {
        if (hour >= firstHour && hour <= lastHour) {
            pair.add(hour, state);
            touched = true;
        }
    }

    /// Whether there is anything to score of the pair at hand.
    boolean isTouched() {
        return touched;
    }

    /// Scores the pair at hand; whether it is a candidate by itself.
    boolean score(PairKey key) {
        return touched && scoring.add(key, pair);
    }

    /// Notes when the pair at hand was called, after it was scored.
    void note(Activity activity) {
        pair.note(activity);
    }

    /// Notes when the workload at hand called a group or a name.
    ///
    /// @param resource of its contact
    void note(String resource, Activity activity) {
        scoring.note(resource, activity);
    }

    /// Ends the pair at hand.
    void clear() {
        if (touched) {
            pair.clear();
            touched = false;
        }
    }

    /// The minute with which the flow logs of the workload's network begin, since 1970.
    ///
    /// @param workload of this span
    int watchedFrom(WorkloadSpan workload) {
        long last = (lastHour + 1) * 60;
        return Math.toIntExact(Math.min(networksSince.getOrDefault(workload.network(), last), last));
    }

    WorkloadSpan workload() {
        return scoring.workload();
    }

    /// What looks like a beacon of the workload at hand; to be asked once for each.
    List<Candidate> candidates() {
        return scoring.candidates();
    }

    /// Ends with the last workload, so that what is known of all of them can be asked.
    void end() {
        strobes += scoring.strobes();
        fleet += scoring.isActive() ? 1 : 0;
        scoring = scoring(nobody);
    }

    /// Busy pairs without a beat, of all workloads.
    long strobes() {
        return strobes;
    }

    /// All that was called in the span.
    Destinations destinations() {
        return destinations;
    }

    /// How well the fleet knows a destination.
    Acquaintance acquaintance(long destination, History history) {
        return new Acquaintance(
                destinations.callers(destination), fleet, history.firstSeen(destination, span.now()), span.now());
    }

    private WorkloadScoring scoring(WorkloadSpan workload) {
        return new WorkloadScoring(workload, attribution, this::emptySpan, destinations);
    }

    private PairSpan emptySpan() {
        return new PairSpan(firstHour, span.hours());
    }
}
