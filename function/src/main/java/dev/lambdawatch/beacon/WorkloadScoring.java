package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Scores everything one workload said: each address, each group of a platform's addresses and each
/// name. Mutable; for one workload.
final class WorkloadScoring {
    /// Groups and names kept of one workload. Of more those that are called least make room, all that
    /// are called no more often than half of them: ports of a scan, and most names of a browser. Were
    /// it the last ones to come, whoever calls so many ports first could hide a beacon among them.
    private static final int MOST_KEYS = 512;

    private final WorkloadSpan workload;
    private final Grid grid;
    private final Attribution attribution;
    private final Supplier<PairSpan> emptySpan;
    private final Callers callers;
    private final History history;
    private final Map<ScoringKey, KeySpan> keys = new HashMap<>();
    private final Set<String> noted = new HashSet<>();
    private final List<PairSpan> spares = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final Signs signs;
    private int strobes;
    private PairKey lastCalled = PairKey.NONE;

    /// @param callers hears of all that this workload calls
    /// @param history learns when
    WorkloadScoring(
            WorkloadSpan workload,
            Attribution attribution,
            Supplier<PairSpan> emptySpan,
            Callers callers,
            History history) {
        this.workload = workload;
        this.grid = workload.grid();
        this.attribution = attribution;
        this.emptySpan = emptySpan;
        this.callers = callers;
        this.history = history;
        this.signs = new Signs(workload);
    }

    WorkloadSpan workload() {
        return workload;
    }

    /// Pairs that are busy without a beat.
    int strobes() {
        return strobes;
    }

    /// Whether it called anything, in its own name.
    boolean isActive() {
        return !lastCalled.equals(PairKey.NONE);
    }

    /// Notes that this workload called a pair. Pairs come in order of their addresses, so those of one
    /// address come together.
    void note(PairKey key, int firstHour, int lastHour) {
        if (workload.intermediary()) {
            return;
        }
        history.learn(key.destinationKey(), firstHour, lastHour);
        if (!isActive() || key.high() != lastCalled.high() || key.low() != lastCalled.low()) {
            callers.add(key.destinationKey());
        }
        lastCalled = key;
    }

    private void note(ScoringKey key, KeySpan span) {
        if (workload.intermediary()) {
            return;
        }
        if (noted.add(key.id())) {
            callers.add(key.destination());
        }
        history.learn(key.destination(), span.whole().firstHour(), span.whole().lastHour());
    }

    /// Adds a pair with all of its hours; whether it is a candidate by itself.
    boolean add(PairKey key, PairSpan pair) {
        int before = candidates.size();
        examine(key, pair);
        return candidates.size() > before;
    }

    private void examine(PairKey key, PairSpan pair) {
        pair.settle(grid);
        if (Signs.isPossible(pair, grid)) {
            noteSign(key, pair);
        }
        if (pair.events() == 0) {
            return;
        }
        note(key, pair.firstHour(), pair.lastHour());
        Destination destination = attribution.of(key, pair, workload);
        boolean alone = pair.events() >= grid.gate();
        if (!alone && destination.group().isEmpty() && destination.names().isEmpty()) {
            // Nearly all pairs: no more is made for them.
            return;
        }
        Evidence.Connections connections = pair.connections(key, workload.face().address());
        destination
                .group()
                .ifPresent(platform -> add(ScoringKey.ofGroup(platform, key), key, pair, destination, connections));
        for (String name : destination.names()) {
            add(ScoringKey.ofName(name, key), key, pair, destination, connections);
        }
        if (alone) {
            score(key, pair, destination, connections);
        }
    }

    private void noteSign(PairKey key, PairSpan pair) {
        signs.of(key, pair, () -> attribution.of(key, pair, workload))
                .ifPresent(contact -> candidates.add(new Candidate(contact, Set.of(key), 1)));
    }

    private void add(
            ScoringKey scoringKey,
            PairKey key,
            PairSpan pair,
            Destination destination,
            Evidence.Connections connections) {
        if (keys.size() == MOST_KEYS && !keys.containsKey(scoringKey)) {
            makeRoom();
        }
        keys.computeIfAbsent(scoringKey, unknown -> new KeySpan(scoringKey, destination, spare()))
                .add(key, pair, destination, connections);
    }

    private void makeRoom() {
        long[] events =
                keys.values().stream().mapToLong(KeySpan::events).sorted().toArray();
        long half = events[events.length / 2];
        keys.entrySet().removeIf(each -> {
            KeySpan span = each.getValue();
            boolean rare = span.events() <= half;
            if (rare) {
                note(each.getKey(), span);
                spares.add(span.released());
            }
            return rare;
        });
    }

    /// One of those that made room, or a new one: each has a place for every minute of the span.
    private PairSpan spare() {
        return spares.isEmpty() ? emptySpan.get() : spares.removeLast();
    }

    private void score(PairKey key, PairSpan pair, Destination destination, Evidence.Connections connections) {
        BeaconScore score = pair.score(grid);
        strobes += score.verdict() == BeaconScore.Verdict.STROBE ? 1 : 0;
        if (score.isCandidate()) {
            Sign sign = Detections.isResolver(key) ? Sign.RESOLVER : Sign.BEACON;
            Contact contact = Contact.ofAddress(sign, key, pair, destination, score, connections);
            candidates.add(new Candidate(contact, Set.of(key), 1));
        }
    }

    /// Notes when a group or a name was called.
    ///
    /// @param resource of its contact
    void note(String resource, Activity activity) {
        keys.values().stream().filter(each -> each.resource().equals(resource)).forEach(each -> each.note(activity));
    }

    /// What may be told, of every kind of key and of every sign; to be asked once, after all pairs.
    List<Candidate> candidates() {
        keys.forEach(this::note);
        keys.forEach(this::consider);
        return candidates;
    }

    private void consider(ScoringKey key, KeySpan span) {
        if (span.members().size() == 1 && !key.isName()) {
            return;
        }
        Contact whole = span.contact(grid);
        boolean onlyName = key.isName() && whole.destination().names().size() == 1;
        int rank = onlyName ? 0 : 2;
        if (whole.score().isCandidate()) {
            candidates.add(new Candidate(whole, span.members(), rank));
        } else if (span.isEarly()) {
            candidates.add(new Candidate(whole.as(Sign.EARLY), span.members(), rank));
        }
    }
}
