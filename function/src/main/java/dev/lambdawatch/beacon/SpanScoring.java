package dev.lambdawatch.beacon;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The scoring of one span: takes the pairs of one workload after the other. Mutable.
final class SpanScoring {
    private final Beacons.Span span;
    private final List<WorkloadSpan> workloads;
    private final Attribution attribution;
    private final Callers callers = new Callers();
    private final History history;
    private final Map<String, Long> networksSince = new HashMap<>();
    private final PairSpan pair;
    private final WorkloadSpan nobody;
    private final long firstHour;
    private final long lastHour;

    private WorkloadScoring scoring;
    private boolean touched;
    private long strobes;
    private int fleet;
    private Map<Long, Integer> called = Map.of();

    /// @param history learns what is called
    SpanScoring(Beacons.Span span, SegmentMerge merge, Attribution attribution, History history) {
        this.span = span;
        this.attribution = attribution;
        this.history = history;
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

    private boolean holds(long hour) {
        return hour >= firstHour && hour <= lastHour;
    }

    /// Takes a pair that is too rare to be scored; whether the span holds any of it.
    boolean pass(PairKey key, PairStates states) {
        boolean held = false;
        int first = -1;
        int last = -1;
        for (int i = 0; i < states.length(); i++) {
            if (holds(states.hour(i))) {
                held = true;
                if (states.isCalled(i)) {
                    last = Math.toIntExact(states.hour(i));
                    first = first < 0 ? last : first;
                }
            }
        }
        if (first >= 0) {
            scoring.note(key, first, last);
        }
        return held;
    }

    /// Takes all states of a pair that the span holds; whether there is any.
    boolean take(PairStates states) {
        for (int i = 0; i < states.length(); i++) {
            if (holds(states.hour(i))) {
                pair.add(states.hour(i), states.state(i));
                touched = true;
            }
        }
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

    /// Finds out how many workloads call each of these destinations.
    void count(Set<Long> destinations) {
        called = callers.of(destinations);
    }

    /// Whether any workload is known to call one of the destinations that were counted.
    boolean isCalled(long destination) {
        return called.containsKey(destination);
    }

    /// How well the fleet knows one of the destinations that were counted.
    Acquaintance acquaintance(long destination) {
        int workloads = callers.isFull() ? 0 : called.getOrDefault(destination, 0);
        return new Acquaintance(workloads, fleet, history.firstSeen(destination, span.now()), span.now());
    }

    private WorkloadScoring scoring(WorkloadSpan workload) {
        return new WorkloadScoring(workload, attribution, this::emptySpan, callers, history);
    }

    private PairSpan emptySpan() {
        return new PairSpan(firstHour, span.hours());
    }
}
