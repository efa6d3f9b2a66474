package dev.lambdawatch.hunt;

import dev.lambdawatch.dns.Names;
import dev.lambdawatch.dns.Resolution;
import dev.lambdawatch.flow.Address;
import dev.lambdawatch.flow.Source;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;

/// What one workload said to whom, by address and port. Mutable.
final class Host {
    private final Source source;
    private final Map<Address, NavigableMap<Integer, Talk>> talks = new HashMap<>();

    Host(Source source) {
        this.source = source;
    }

    Source source() {
        return source;
    }

    /// The workload's key in findings, as that of a beacon.
    String key() {
        return String.join(
                "/", source.account(), source.region(), source.kind().name().toLowerCase(Locale.ROOT), source.id());
    }

    Talk talk(Address address, int port) {
        return talks.computeIfAbsent(address, absent -> new TreeMap<>()).computeIfAbsent(port, absent -> new Talk());
    }

    /// By address, the talks on each port.
    Map<Address, NavigableMap<Integer, Talk>> talks() {
        return talks;
    }

    /// On which ports it talked to an address.
    Set<Integer> ports(Address address) {
        return talks.getOrDefault(address, Collections.emptyNavigableMap()).keySet();
    }

    void settle() {
        talks.values().forEach(ports -> ports.values().forEach(Talk::settle));
    }

    /// The names of each address that the hunt for serverless platforms has in its list, asked for
    /// by this host or in its network about when it called them first or last. Other addresses are
    /// left out.
    Map<Address, NavigableSet<String>> serverless(Names names) {
        Map<Address, NavigableSet<String>> serverless = new HashMap<>();
        if (names.isEmpty()) {
            return serverless;
        }
        talks.forEach((address, ports) -> {
            LongSummaryStatistics times = new LongSummaryStatistics();
            ports.values().forEach(talk -> talk.sent().forEach(times));
            if (times.getCount() > 0) {
                NavigableSet<String> asked = new TreeSet<>();
                for (long time : new long[] {times.getMin(), times.getMax()}) {
                    asked.addAll(asked(names, address, Instant.ofEpochSecond(time)));
                }
                if (!asked.isEmpty()) {
                    serverless.put(address, asked);
                }
            }
        });
        return serverless;
    }

    private Collection<String> asked(Names names, Address address, Instant time) {
        return names.lookup(source.vpcId(), source.address(), address.high(), address.low(), time).names().stream()
                .map(Resolution.Candidate::name)
                .filter(PublishedHunts::isServerless)
                .toList();
    }

    /// All that it said to these addresses on a day.
    Requests requests(Map<Address, NavigableSet<String>> serverless, Day day) {
        NavigableSet<String> names = new TreeSet<>();
        serverless.forEach((address, asked) -> {
            if (all(address, talk -> talk.sent(day)).findAny().isPresent()) {
                names.addAll(asked);
            }
        });
        return new Requests(
                all(serverless, talk -> talk.begun(day)).count(),
                all(serverless, talk -> talk.begun(day))
                        .map(second -> Math.floorDiv(second, 3_600))
                        .distinct()
                        .count(),
                all(serverless, talk -> talk.bytesOut(day)).sum(),
                all(serverless, talk -> talk.bytesIn(day)).sum(),
                names.stream().toList());
    }

    private LongStream all(Map<Address, NavigableSet<String>> addresses, Function<Talk, LongStream> part) {
        return addresses.keySet().stream().flatMapToLong(address -> all(address, part));
    }

    /// A part of the talks on all ports of an address.
    LongStream all(Address address, Function<Talk, LongStream> part) {
        return talks.getOrDefault(address, new TreeMap<>()).values().stream().flatMapToLong(part);
    }
}
