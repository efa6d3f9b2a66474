package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.sigma.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One pass over all pairs, in order of workload and key, that scores them over several spans at
/// once: reading and merging the hours costs more than scoring. Mutable; used once.
final class Evaluation implements SegmentMerge.Visitor {
    private final List<Segment> hours;
    private final SegmentMerge merge;
    private final SpanScoring[] spans;
    private final List<SpanScoring> allSpans;
    private final Attribution attribution;
    private final Beginnings beginnings;
    private final boolean wholeFleet;
    private final Approvals approvals;
    private final History history;
    private final Beacons.Verdicts verdicts;

    private final List<Met> met = new ArrayList<>();
    private final PairStates states = new PairStates();
    private PairKey key = PairKey.NONE;
    private long pairs;
    private int found;
    private int approved;

    /// A contact, told when all workloads are known.
    private record Met(Contact contact, SpanScoring span, WorkloadSpan workload, Onset onset) {}

    /// @param spans at least one; of spans that score a pair alike the first is told of
    /// @param hours segments of different hours, in ascending order
    /// @param wholeFleet whether all workloads are among them, not a shard of them
    Evaluation(
            List<Beacons.Span> spans,
            List<Segment> hours,
            Attribution attribution,
            boolean wholeFleet,
            Approvals approvals,
            History history,
            Beacons.Verdicts verdicts) {
        this.hours = hours;
        this.wholeFleet = wholeFleet;
        this.attribution = attribution;
        this.approvals = approvals;
        this.history = history;
        this.verdicts = verdicts;
        merge = new SegmentMerge(hours);
        history.expect(hours.stream().mapToLong(Segment::pairs).sum());
        this.spans = spans.stream()
                .map(span -> new SpanScoring(span, merge, attribution, history))
                .toArray(SpanScoring[]::new);
        allSpans = List.of(this.spans);
        beginnings = new Beginnings(allSpans);
    }

    /// Scores all and reports.
    ///
    /// @param omitted  hours that there was no room for
    /// @param segments that were read for the hours
    /// @param damaged  that could not be read
    Beacons.Summary run(int omitted, int segments, List<String> damaged) {
        merge.forEach(this);
        endPair();
        endWorkload();
        for (SpanScoring span : spans) {
            span.end();
            span.count(met.stream()
                    .filter(each -> each.span.equals(span))
                    .map(each -> each.contact.key())
                    .collect(Collectors.toSet()));
        }
        met.forEach(this::tell);
        long leftOut = hours.stream().mapToLong(Segment::leftOut).sum();
        return new Beacons.Summary(
                hours.size(), omitted, segments, damaged, pairs, spans[0].strobes(), leftOut, found, approved);
    }

    @Override
    public void begin(PairKey next) {
        endPair();
        if (next.workload() != key.workload()) {
            endWorkload();
            for (SpanScoring span : spans) {
                span.begin(next.workload());
            }
        }
        key = next;
    }

    @Override
    public void add(long hour, PairHour state) {
        states.add(hour, state);
    }

    private void endPair() {
        if (states.isEmpty()) {
            return;
        }
        boolean held = isRare() ? pass() : score();
        pairs += held ? 1 : 0;
        states.clear();
    }

    /// Whether no span has to look into the pair at hand: nearly all pairs are like that.
    private boolean isRare() {
        return states.isRare() && !attribution.isOfKey(key, states.service(), spans[0].workload());
    }

    private boolean pass() {
        boolean held = false;
        for (SpanScoring span : spans) {
            held |= span.pass(key, states);
        }
        return held;
    }

    private boolean score() {
        boolean held = false;
        boolean candidate = false;
        for (SpanScoring span : spans) {
            held |= span.take(states);
            candidate |= span.score(key);
        }
        if (candidate) {
            beginnings.keep(key);
        }
        for (SpanScoring span : spans) {
            span.clear();
        }
        return held;
    }

    private void endWorkload() {
        List<BestContacts.Placed> candidates = BestContacts.candidates(allSpans);
        // All are remembered: which of them looks best may be another one tomorrow.
        candidates.forEach(this::onset);
        for (BestContacts.Placed best : BestContacts.told(candidates)) {
            met.add(new Met(best.contact(), best.span(), best.span().workload(), onset(best)));
        }
        beginnings.clear();
    }

    private Onset onset(BestContacts.Placed placed) {
        Candidate candidate = placed.candidate();
        return history.learn(
                placed.span().workload().workload(),
                candidate.destination(),
                beginnings.of(candidate),
                placed.span().span().now());
    }

    private void tell(Met each) {
        Acquaintance acquaintance = each.span.acquaintance(each.contact.key());
        if (each.workload.intermediary() && (!wholeFleet || each.span.isCalled(each.contact.key()))) {
            // What it passed on is known from who called.
            return;
        }
        Beacons.Span span = each.span.span();
        Finding finding = BeaconFinding.of(each.contact, each.workload, acquaintance, each.onset, span);
        Optional<Filter> filter = approvals.of(finding, span.now());
        if (filter.isPresent()) {
            approved++;
            verdicts.suppressed(finding, filter.get());
        } else {
            found++;
            verdicts.accept(finding);
        }
    }
}
