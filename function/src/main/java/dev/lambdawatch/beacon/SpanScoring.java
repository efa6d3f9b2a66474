package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.sigma.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One evaluation: goes through all pairs of a span in order of workload and key. Mutable; used
/// once.
final class SpanScoring implements SegmentMerge.Visitor {
    private final Beacons.Span span;
    private final List<Segment> hours;
    private final SegmentMerge merge;
    private final List<WorkloadSpan> workloads;
    private final Attribution attribution;
    private final Approvals approvals;
    private final Beacons.Verdicts verdicts;
    private final History history;
    private final Destinations destinations = new Destinations();
    private final List<Met> met = new ArrayList<>();
    private final PairSpan pair;

    private PairKey key = PairKey.NONE;
    private WorkloadScoring scoring;
    private boolean passedOver;
    private long pairs;
    private long strobes;
    private int fleet;
    private int found;
    private int approved;

    /// @param hours segments of different hours, in ascending order
    SpanScoring(
            Beacons.Span span,
            List<Segment> hours,
            Attribution attribution,
            Approvals approvals,
            History history,
            Beacons.Verdicts verdicts) {
        this.span = span;
        this.hours = hours;
        this.approvals = approvals;
        this.history = history;
        this.verdicts = verdicts;
        merge = new SegmentMerge(hours);
        workloads = merge.workloadSpans(span.firstHour(), span.hours());
        this.attribution = attribution;
        pair = emptySpan();
        // Of nobody, so that there always is one to end.
        scoring = scoring(new WorkloadSpan(new Workload("", "", "", ""), span.firstHour(), span.hours()));
    }

    /// A contact, told when all workloads are known.
    private record Met(Contact contact, WorkloadSpan workload) {}

    Beacons.Summary run(int segments, List<String> damaged) {
        merge.forEach(this);
        endPair();
        endWorkload();
        history.learn(destinations);
        met.forEach(this::tell);
        long leftOut = hours.stream().mapToLong(Segment::leftOut).sum();
        return new Beacons.Summary(segments, damaged, pairs, strobes, leftOut, found, approved);
    }

    @Override
    public void begin(PairKey next) {
        endPair();
        if (next.workload() != key.workload()) {
            endWorkload();
            WorkloadSpan workload = workloads.get(next.workload());
            passedOver = workload.intermediary();
            scoring = scoring(workload);
        }
        key = next;
        pair.clear();
    }

    @Override
    public void add(long hour, PairHour state) {
        if (!passedOver) {
            pair.add(hour, state);
        }
    }

    private void endPair() {
        if (!key.equals(PairKey.NONE) && !passedOver) {
            scoring.add(key, pair);
            pairs++;
        }
    }

    private void endWorkload() {
        strobes += scoring.strobes();
        fleet += scoring.isActive() ? 1 : 0;
        for (Contact contact : scoring.contacts()) {
            met.add(new Met(contact, scoring.workload()));
        }
    }

    private void tell(Met each) {
        long key = each.contact.key();
        Acquaintance acquaintance =
                new Acquaintance(destinations.callers(key), fleet, history.firstSeen(key, span.now()), span.now());
        tell(BeaconFinding.of(each.contact, each.workload, acquaintance, span));
    }

    private void tell(Finding finding) {
        Optional<Filter> filter = approvals.of(finding, span.now());
        if (filter.isPresent()) {
            approved++;
            verdicts.suppressed(finding, filter.get());
        } else {
            found++;
            verdicts.accept(finding);
        }
    }

    private WorkloadScoring scoring(WorkloadSpan workload) {
        return new WorkloadScoring(workload, attribution, this::emptySpan, destinations);
    }

    private PairSpan emptySpan() {
        return new PairSpan(span.firstHour(), span.hours());
    }
}
