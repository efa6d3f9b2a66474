package dev.lambdawatch.hunt;

import dev.lambdawatch.dns.Names;
import dev.lambdawatch.flow.Address;
import dev.lambdawatch.flow.Connection;
import dev.lambdawatch.flow.ConnectionSink;
import dev.lambdawatch.flow.Source;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Hears the connections of a replay and tells what the published hunts say of them. Mutable.
///
/// A flow log has a row for each window and direction of a connection. What a hunt calls a row of
/// traffic is a record of what our side sent; what it calls a connection is one that began: an
/// initial SYN or, where flags are not known, a source port that was not in use.
///
/// Memory is bounded: beyond four million records, or with half a million addresses and ports talked
/// to, what is more, or new, is counted and left out.
public final class Hunting {
    private static final int MOST_RECORDS = 4_000_000;

    /// An address that a scan tries takes far more than a record of one that is known.
    private static final int MOST_TALKS = 500_000;

    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Set<String> intermediaries = new HashSet<>();
    private final int mostRecords;
    private final int mostTalks;
    private long records;
    private long talks;
    private long leftOut;

    private Hunting(int mostRecords, int mostTalks) {
        this.mostRecords = mostRecords;
        this.mostTalks = mostTalks;
    }

    /// Nothing heard yet.
    public static Hunting empty() {
        return new Hunting(MOST_RECORDS, MOST_TALKS);
    }

    /// @param mostRecords that are kept
    /// @param mostTalks   addresses and ports of each host, all together
    static Hunting bounded(int mostRecords, int mostTalks) {
        return new Hunting(mostRecords, mostTalks);
    }

    /// Lets connections through to what comes next, and hears them.
    public ConnectionSink before(ConnectionSink next) {
        return new ConnectionSink() {
            @Override
            public void connection(Connection connection) {
                take(connection);
                next.connection(connection);
            }

            @Override
            public void window(Source source, long start, long end, boolean skipData) {
                next.window(source, start, end, skipData);
            }

            @Override
            public void intermediary(Source source) {
                intermediaries.add(source.key());
                next.intermediary(source);
            }

            @Override
            public void skipped(String place, long line, String reason) {
                next.skipped(place, line, reason);
            }
        };
    }

    private void take(Connection connection) {
        if (connection.rejected()) {
            return;
        }
        Source source = connection.source();
        Address address = new Address(connection.destinationHigh(), connection.destinationLow());
        Host known = hosts.get(source.key());
        boolean isNew = known == null || !known.ports(address).contains(connection.destinationPort());
        if (records == mostRecords || (isNew && talks == mostTalks)) {
            leftOut++;
            return;
        }
        records++;
        talks += isNew ? 1 : 0;
        hosts.computeIfAbsent(source.key(), key -> new Host(source))
                .talk(address, connection.destinationPort())
                .add(connection);
    }

    /// Records beyond the bounds.
    public long leftOut() {
        return leftOut;
    }

    /// Judges the day before each of these times; to be called once, after the last connection.
    ///
    /// @param ends  the latest first
    /// @param names that hosts asked for: without any the third hunt has nothing to go by
    public Hunted judge(List<Instant> ends, Names names) {
        Hunted hunted = new Hunted();
        List<Day> days = ends.stream().map(Day::before).toList();
        if (!days.isEmpty()) {
            hosts.forEach((key, host) -> {
                if (!intermediaries.contains(key)) {
                    host.settle();
                    hunted.judge(host, days, names);
                }
            });
        }
        return hunted;
    }
}
