package dev.lambdawatch.hunt;

import dev.lambdawatch.dns.Names;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.flow.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/// What the published hunts say of a replay.
public final class Hunted {
    private final Map<Asked, Judged> verdicts = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    Hunted() {}

    /// What a hunt was asked about.
    ///
    /// @param destination as [HuntFinding] names it; empty for all destinations of a source
    private record Asked(Hunt hunt, String source, String destination) {}

    void judge(Host host, List<Day> days, Names names) {
        host.talks().forEach((address, ports) -> {
            String destination = address.toString();
            Judged spl = Judged.best(
                    days,
                    day -> PublishedHunts.spl(
                            host.all(address, talk -> talk.sent(day)).toArray()));
            keep(host, destination, spl, Map.of(address, ports.keySet()));
            ports.forEach((port, talk) -> {
                Judged kql = Judged.best(
                        days, day -> PublishedHunts.kql(talk.begun(day).toArray()));
                keep(host, HuntFinding.name(destination, port), kql, Map.of(address, List.of(port)));
            });
        });
        Map<Address, NavigableSet<String>> serverless = host.serverless(names);
        Judged judged = Judged.best(days, day -> PublishedHunts.serverless(host.requests(serverless, day)));
        Map<Address, Iterable<Integer>> all = new HashMap<>();
        serverless.keySet().forEach(address -> all.put(address, host.ports(address)));
        keep(host, "", judged, all);
    }

    private void keep(Host host, String destination, Judged judged, Map<Address, ? extends Iterable<Integer>> ports) {
        verdicts.put(new Asked(judged.verdict().hunt(), host.key(), destination), judged);
        if (judged.verdict().reports()) {
            findings.add(HuntFinding.of(host, destination, judged, ports));
        }
    }

    /// What the hunts report, as informational findings, in order of time.
    public List<Finding> findings() {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::first).thenComparing(Finding::id))
                .toList();
    }

    /// The finding with what each hunt says of its connections, reported or not. Of several
    /// destinations the one on which most conditions hold speaks.
    public Finding beside(Finding finding) {
        List<Evidence.Connections> connections = finding.evidence().stream()
                .filter(Evidence.Connections.class::isInstance)
                .map(Evidence.Connections.class::cast)
                .toList();
        List<Reason> reasons = new ArrayList<>();
        Map<String, String> facts = new LinkedHashMap<>();
        for (Hunt hunt : connections.isEmpty() ? new Hunt[0] : Hunt.values()) {
            connections.stream()
                    .map(one -> new Asked(hunt, finding.subject().key(), HuntFinding.destination(hunt, one)))
                    .filter(verdicts::containsKey)
                    .map(verdicts::get)
                    .reduce(Judged::orIfMoreHolds)
                    .ifPresent(judged -> {
                        reasons.add(judged.verdict().reason());
                        facts.putAll(judged.verdict().facts());
                    });
        }
        return finding.because(reasons).with(facts);
    }
}
