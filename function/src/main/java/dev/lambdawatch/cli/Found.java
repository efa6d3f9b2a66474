package dev.lambdawatch.cli;

import dev.lambdawatch.alert.Twin;
import dev.lambdawatch.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a replay finds, by the id of the finding.
final class Found {
    private final Map<String, List<Finding>> calls = new LinkedHashMap<>();
    private final Map<String, Finding> beacons = new LinkedHashMap<>();
    private final Map<String, String> twins = new HashMap<>();

    /// Adds a finding. Of a call that two accounts recorded the record that comes first counts.
    void add(Finding finding) {
        Optional<String> twin = Twin.key(finding);
        if (twin.isPresent()
                && !twins.computeIfAbsent(twin.get(), _ -> finding.id()).equals(finding.id())) {
            return;
        }
        calls.computeIfAbsent(finding.id(), _ -> new ArrayList<>()).add(finding);
    }

    /// Adds a beacon. Spans overlap, so it is met in several: the one in which it scores highest
    /// stands for it.
    void addBeacon(Finding beacon) {
        beacons.merge(beacon.id(), beacon, (before, now) -> now.points() > before.points() ? now : before);
    }

    List<Finding> beacons() {
        return List.copyOf(beacons.values());
    }

    /// All of them, repeats as well.
    List<Finding> all() {
        List<Finding> all = new ArrayList<>(beacons());
        calls.values().forEach(all::addAll);
        return all;
    }

    /// All of them, repeats merged.
    ///
    /// @param join what becomes of a beacon
    List<Finding> merged(UnaryOperator<Finding> join) {
        List<Finding> merged = new ArrayList<>(beacons().stream().map(join).toList());
        calls.values().stream().map(Finding::merge).forEach(merged::add);
        return merged;
    }
}
