package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.platform.Platform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Scores everything one workload said: each address, and each group of a platform's addresses,
/// and chooses the better key where both look like a beacon. Mutable; for one workload.
final class WorkloadScoring {
    /// Groups kept of one workload: more ports than that on platforms' addresses are a scan.
    private static final int MOST_GROUPS = 256;

    /// Which addresses count as one destination.
    private record GroupKey(String group, int port, int protocol) {}

    /// An address that may be a beacon, with its group if it has one.
    private record Candidate(Contact contact, Optional<GroupKey> group) {}

    private final WorkloadSpan workload;
    private final Grid grid;
    private final Attribution attribution;
    private final Supplier<PairSpan> emptySpan;
    private final Destinations destinations;
    private final Map<GroupKey, GroupSpan> groups = new HashMap<>();
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

    private void noteGroups() {
        Set<String> noted = new HashSet<>();
        groups.forEach((key, group) -> group.note(destinations, noted.add(key.group())));
    }

    /// Adds a pair with all of its hours.
    void add(PairKey key, PairSpan pair) {
        pair.settle(grid);
        if (pair.events() == 0) {
            return;
        }
        note(key, pair);
        Optional<Platform> platform =
                attribution.of(key, pair.service(), workload.workload().region());
        Optional<GroupKey> group = platform.filter(Attribution::isGroup)
                .map(each -> new GroupKey(each.group(), key.port(), key.protocol()));
        boolean alone = pair.events() >= grid.gate();
        if (group.isEmpty() && !alone) {
            // Nearly all pairs: no more is made for them.
            return;
        }
        Evidence.Connections connections = connections(key, pair);
        group.ifPresent(each -> addToGroup(each, platform.orElseThrow(), key, pair, connections));
        if (alone) {
            score(key, pair, platform, connections, group);
        }
    }

    private void addToGroup(
            GroupKey group, Platform platform, PairKey key, PairSpan pair, Evidence.Connections connections) {
        if (groups.size() < MOST_GROUPS || groups.containsKey(group)) {
            groups.computeIfAbsent(group, unknown -> new GroupSpan(platform, key, emptySpan.get()))
                    .add(pair, connections);
        }
    }

    private void score(
            PairKey key,
            PairSpan pair,
            Optional<Platform> platform,
            Evidence.Connections connections,
            Optional<GroupKey> group) {
        BeaconScore score = pair.score(grid);
        strobes += score.verdict() == BeaconScore.Verdict.STROBE ? 1 : 0;
        if (isCandidate(score)) {
            Contact contact = new Contact(
                    key.destination(),
                    key.destination(),
                    Destinations.key(key.high(), key.low()),
                    platform,
                    score,
                    List.of(connections),
                    1,
                    key.port(),
                    key.protocol(),
                    pair.standing(),
                    pair.rejected());
            candidates.add(new Candidate(contact, group));
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

    /// The destinations to report, to be asked once after all pairs. A group that looks more like a beacon than each of
    /// its addresses
    /// stands for all of them.
    List<Contact> contacts() {
        noteGroups();
        Map<GroupKey, Contact> betterGroups = new HashMap<>();
        groups.forEach((key, group) -> {
            if (group.members() > 1) {
                Contact whole = group.contact(grid);
                if (isCandidate(whole.score()) && whole.score().score() > bestMember(key)) {
                    betterGroups.put(key, whole);
                }
            }
        });
        List<Contact> contacts = new ArrayList<>(betterGroups.values());
        candidates.stream()
                .filter(each -> each.group().filter(betterGroups::containsKey).isEmpty())
                .forEach(each -> contacts.add(each.contact()));
        contacts.sort(Comparator.comparing(Contact::resource));
        return contacts;
    }

    private double bestMember(GroupKey key) {
        return candidates.stream()
                .filter(each -> each.group().filter(key::equals).isPresent())
                .mapToDouble(each -> each.contact().score().score())
                .max()
                .orElse(0);
    }

    private static boolean isCandidate(BeaconScore score) {
        return switch (score.verdict()) {
            case CANDIDATE, BEACON -> true;
            case TOO_FEW, STROBE, IRREGULAR -> false;
        };
    }
}
