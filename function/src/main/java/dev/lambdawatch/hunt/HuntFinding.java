package dev.lambdawatch.hunt;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.flow.Address;
import dev.lambdawatch.flow.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells what a hunt reports as a finding, informational whatever it is.
final class HuntFinding {
    /// Of a source that calls very many destinations the first in order are evidence.
    private static final int MOST_EVIDENCE = 100;

    private HuntFinding() {}

    /// @param ports of each address that the verdict is about
    static Finding of(Host host, String destination, Judged judged, Map<Address, ? extends Iterable<Integer>> ports) {
        Source source = host.source();
        Verdict verdict = judged.verdict();
        List<Evidence.Connections> evidence = evidence(host, judged.day(), ports);
        String from = source.address().isEmpty() ? source.id() : source.address();
        return new Finding(
                verdict.hunt().detection(),
                Severity.INFORMATIONAL,
                source.account(),
                source.region(),
                new Subject.Workload(host.key(), source.id(), source.account(), source.interfaceId(), source.address()),
                destination,
                "Hunt " + verdict.hunt().label() + " reports " + from
                        + (destination.isEmpty() ? "" : " -> " + destination),
                verdict.reasons(),
                List.copyOf(evidence),
                evidence.stream()
                        .map(one -> new Observable(Observable.Type.IP_ADDRESS, one.destinationAddress()))
                        .toList(),
                facts(source, judged));
    }

    private static Map<String, String> facts(Source source, Judged judged) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("workload", source.id());
        facts.putAll(judged.verdict().facts());
        facts.put("window_to", Instant.ofEpochSecond(judged.day().to()).toString());
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    private static List<Evidence.Connections> evidence(
            Host host, Day day, Map<Address, ? extends Iterable<Integer>> ports) {
        List<Evidence.Connections> evidence = new ArrayList<>();
        ports.forEach((address, each) -> each.forEach(port -> {
            Talk talk = host.talk(address, port);
            if (talk.sent(day).findAny().isPresent()) {
                evidence.add(evidence(host, address, port, talk, day));
            }
        }));
        evidence.sort(Comparator.comparing(Evidence.Connections::first)
                .thenComparing(Evidence.Connections::destinationAddress)
                .thenComparingInt(Evidence.Connections::destinationPort));
        return evidence.size() <= MOST_EVIDENCE ? evidence : evidence.subList(0, MOST_EVIDENCE);
    }

    private static Evidence.Connections evidence(Host host, Address address, int port, Talk talk, Day day) {
        return new Evidence.Connections(
                host.source().address(),
                address.toString(),
                port,
                talk.protocol(),
                talk.begun(day).count(),
                median(talk.bytesOut(day).toArray()),
                median(talk.bytesIn(day).toArray()),
                Instant.ofEpochSecond(talk.sent(day).min().orElse(0)),
                Instant.ofEpochSecond(talk.sent(day).max().orElse(0)));
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[values.length / 2];
    }

    /// What a hunt calls the destination of these connections.
    static String destination(Hunt hunt, Evidence.Connections connections) {
        return switch (hunt) {
            case SPL -> connections.destinationAddress();
            case KQL -> name(connections.destinationAddress(), connections.destinationPort());
            case SERVERLESS -> "";
        };
    }

    static String name(String address, int port) {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }
}
