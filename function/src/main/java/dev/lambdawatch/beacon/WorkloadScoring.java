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
    /// Groups and names kept of one workload: more ports than that on platforms' addresses are a
    /// scan, and of a browser's names the first ones do.
    private static final int MOST_KEYS = 512;

    private final WorkloadSpan workload;
    private final Grid grid;
    private final Attribution attribution;
    private final Supplier<PairSpan> emptySpan;
    private final Destinations destinations;
    private final Map<ScoringKey, KeySpan> keys = new HashMap<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private int strobes;
    private PairKey lastCalled = PairKey.NONE;

    /// @param destinations hears of all that this workload calls
    WorkloadScoring(
            WorkloadSpan workload, Attribution attribution, Supplier<PairSpan> emptySpan, Destinations destinations) {
        this.workload = workload;
        this.grid = workload.grid();
        this.attribution = attribution;
        this.emptySpan = emptySpan;
        this.destinations = destinations;
    }

    WorkloadSpan workload() {
        return workload;
    }

    /// Pairs that are busy without a beat.
    int strobes() {
        return strobes;
    }

    /// Whether it called anything.
    boolean isActive() {
        return !lastCalled.equals(PairKey.NONE);
    }

    /// Pairs come in order of their addresses, so those of one address come together.
    private void note(PairKey key, PairSpan pair) {
        boolean anew = !isActive() || key.high() != lastCalled.high() || key.low() != lastCalled.low();
        destinations.add(Destinations.key(key.high(), key.low()), anew ? 1 : 0, pair.firstHour(), pair.lastHour());
        lastCalled = key;
    }

    private void noteKeys() {
        Set<String> noted = new HashSet<>();
        keys.forEach((key, span) -> span.note(destinations, noted.add(key.id())));
    }

    /// Adds a pair with all of its hours.
    void add(PairKey key, PairSpan pair) {
        pair.settle(grid);
        if (pair.events() == 0) {
            return;
        }
        note(key, pair);
        Destination destination = attribution.of(key, pair, workload);
        boolean alone = pair.events() >= grid.gate();
        if (!alone && destination.group().isEmpty() && destination.names().isEmpty()) {
            // Nearly all pairs: no more is made for them.
            return;
        }
        Evidence.Connections connections = connections(key, pair);
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

    private void add(
            ScoringKey scoringKey,
            PairKey key,
            PairSpan pair,
            Destination destination,
            Evidence.Connections connections) {
        if (keys.size() < MOST_KEYS || keys.containsKey(scoringKey)) {
            keys.computeIfAbsent(scoringKey, unknown -> new KeySpan(scoringKey, destination, emptySpan.get()))
                    .add(key, pair, destination, connections);
        }
    }

    private void score(PairKey key, PairSpan pair, Destination destination, Evidence.Connections connections) {
        BeaconScore score = pair.score(grid);
        strobes += score.verdict() == BeaconScore.Verdict.STROBE ? 1 : 0;
        if (isCandidate(score)) {
            Contact contact = new Contact(
                    key.destination(),
                    key.destination(),
                    Destinations.key(key.high(), key.low()),
                    destination,
                    destination.names().stream().limit(KeySpan.MOST_SHOWN).toList(),
                    score,
                    List.of(connections),
                    1,
                    key.port(),
                    key.protocol(),
                    pair.standing(),
                    pair.rejected());
            candidates.add(new Candidate(contact, Set.of(key), 1));
        }
    }

    private Evidence.Connections connections(PairKey key, PairSpan pair) {
        return new Evidence.Connections(
                workload.face().address(),
                key.address(),
                key.port(),
                key.protocol(),
                pair.events(),
                Math.round(pair.out().median()),
                Math.round(pair.in().median()),
                pair.firstEvent(),
                pair.lastEvent());
    }

    /// What looks like a beacon, of every kind of key; to be asked once, after all pairs.
    List<Candidate> candidates() {
        noteKeys();
        keys.forEach(this::consider);
        return candidates;
    }

    private void consider(ScoringKey key, KeySpan span) {
        if (span.members().size() == 1 && !key.isName()) {
            return;
        }
        Contact whole = span.contact(grid);
        if (isCandidate(whole.score())) {
            boolean onlyName = key.isName() && whole.destination().names().size() == 1;
            candidates.add(new Candidate(whole, span.members(), onlyName ? 0 : 2));
        }
    }

    private static boolean isCandidate(BeaconScore score) {
        return switch (score.verdict()) {
            case CANDIDATE, BEACON -> true;
            case TOO_FEW, STROBE, IRREGULAR -> false;
        };
    }
}
