package dev.lambdawatch.beacon;

import dev.lambdawatch.flow.Addresses;
import dev.lambdawatch.flow.Connection;
import dev.lambdawatch.flow.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// One UTC hour of a source object while its records come in. Mutable.
final class OpenHour {
    /// Sources kept; what others say is left out.
    private static final int MOST_TALKERS = 1 << 17;

    /// An IP and a TCP header without options.
    private static final int IPV4_HEADERS = 40;

    private static final int IPV6_HEADERS = 60;

    /// Longer names than AWS gives are cut, for the segment's reader refuses them.
    private static final int LONGEST_NAME = 512;

    private static final Source NO_SOURCE = new Source("", "", Source.Kind.ADDRESS, "", "", 0, 0, "", "", "");

    private final long hour;
    private final int mostPairsOfWorkload;
    private final Map<Source, Talker> talkers = new HashMap<>();
    private final Map<Workload, Integer> workloads = new TreeMap<>();
    private final List<WorkloadHour> workloadHours = new ArrayList<>();
    private int[] pairsOfWorkload = new int[16];
    private final List<String> services = new ArrayList<>(List.of(""));
    private final PairTable pairs = new PairTable();
    private final EntryLog log = new EntryLog();
    private long leftOut;

    /// Stands for those beyond the bound.
    private final Talker nobody = Talker.nobody();

    /// Talkers by the identity of their source: the same object mostly stands for all records of a
    /// source, and comparing its ten parts is dear.
    private final IdentityHashMap<Source, Talker> recentTalkers = new IdentityHashMap<>();

    // The source of the last window, which is mostly that of the connection behind it.
    private Source lastSource = NO_SOURCE;
    private Talker lastTalker = nobody;

    /// @param hour                hours since 1970
    /// @param mostPairsOfWorkload how many pairs of one workload are kept
    OpenHour(long hour, int mostPairsOfWorkload) {
        this.hour = hour;
        this.mostPairsOfWorkload = mostPairsOfWorkload;
    }

    /// A source in this hour: its workload's number and its interface's windows.
    private record Talker(int workload, NetworkInterface through, CaptureWindows windows) {
        static Talker nobody() {
            return new Talker(-1, NetworkInterface.NONE, new CaptureWindows());
        }

        boolean isNobody() {
            return workload < 0;
        }
    }

    int pairs() {
        return pairs.size();
    }

    long leftOut() {
        return leftOut;
    }

    void window(Source source, int minute, long seconds, boolean skipData) {
        talker(source).windows.add(minute, seconds, skipData);
    }

    void intermediary(Source source) {
        Talker talker = talker(source);
        if (!talker.isNobody()) {
            workloadHours.get(talker.workload).markIntermediary();
        }
    }

    /// Keeps what a record of a connection says, unless a bound forbids.
    ///
    /// @param mayGrow whether a pair may be added
    void connection(Connection connection, int minute, boolean mayGrow) {
        int entry = entry(connection, minute);
        int size = size(connection);
        if (entry < 0 && size < 0) {
            return;
        }
        int pair = pair(connection, mayGrow);
        if (pair < 0) {
            leftOut++;
            return;
        }
        noteService(pair, connection.destinationService());
        if (entry >= 0) {
            log.add(pair, entry);
        }
        if (size >= 0) {
            log.add(pair, size);
        }
    }

    /// What the record tells of the connection's time, or -1.
    private static int entry(Connection connection, int minute) {
        int port = connection.sourcePort();
        if (connection.rejected()) {
            return connection.fromInitiator() ? Entry.of(Entry.REJECTED, port, minute, 0) : -1;
        }
        if (!connection.fromInitiator()) {
            return -1;
        }
        if (!connection.flagsKnown()) {
            long bytes = connection.keepaliveOnly() ? 0 : sent(connection);
            return Entry.of(Entry.RECORD, port, minute, Entry.classOf(bytes));
        }
        if (connection.opening()) {
            return Entry.opening(minute, sent(connection));
        }
        return connection.keepaliveOnly() || connection.bytes() == 0
                ? -1
                : Entry.of(Entry.STANDING, port, minute, Entry.classOf(carried(connection)));
    }

    /// Bytes of a record that began a connection. Where a format does not tell them, something may
    /// well have been asked.
    private static long sent(Connection connection) {
        return connection.bytes() == 0 ? PairSpan.LEAST_ASKED : connection.bytes();
    }

    /// What a connection's packets hold beside their headers, at least a byte.
    private static long carried(Connection connection) {
        boolean ipv4 = Addresses.isIpv4(connection.destinationHigh(), connection.destinationLow());
        long headers = connection.packets() * (ipv4 ? IPV4_HEADERS : IPV6_HEADERS);
        return Math.max(1, connection.bytes() - headers);
    }

    /// What the record tells of the size of messages, or -1: with flags only the records in which
    /// the connection begins, one a side; nothing where the format does not tell bytes.
    private static int size(Connection connection) {
        boolean counts = connection.flagsKnown()
                ? connection.opening() || connection.answering()
                : !connection.keepaliveOnly() && !connection.rejected();
        int kind = connection.fromInitiator() ? Entry.OUT : Entry.IN;
        return counts && connection.bytes() > 0 ? Entry.of(kind, SizeHistogram.bin(connection.bytes())) : -1;
    }

    private int pair(Connection connection, boolean mayGrow) {
        Talker talker = talker(connection.source());
        if (talker.isNobody()) {
            return -1;
        }
        int workload = talker.workload;
        long high = connection.destinationHigh();
        long low = connection.destinationLow();
        int port = connection.destinationPort();
        int pair = pairs.find(workload, high, low, port, connection.protocol());
        if (pair >= 0 || !mayGrow || pairsOfWorkload[workload] >= mostPairsOfWorkload) {
            return pair;
        }
        pairsOfWorkload[workload]++;
        return pairs.add(workload, high, low, port, connection.protocol());
    }

    private void noteService(int pair, String service) {
        String known = services.get(pairs.service(pair));
        if (!service.isEmpty() && (known.isEmpty() || service.compareTo(known) < 0)) {
            int number = services.indexOf(service);
            if (number < 0) {
                number = services.size();
                services.add(service);
            }
            pairs.setService(pair, number);
        }
    }

    @SuppressWarnings("ReferenceEquality") // comparing its ten parts is dear
    private Talker talker(Source source) {
        if (source != lastSource) {
            lastTalker = recentTalker(source);
            lastSource = source;
        }
        return lastTalker;
    }

    private Talker recentTalker(Source source) {
        Talker recent = recentTalkers.get(source);
        if (recent != null) {
            return recent;
        }
        if (recentTalkers.size() >= MOST_TALKERS) {
            recentTalkers.clear();
        }
        Talker known = talkers.get(source);
        Talker talker = known != null ? known : newTalker(source);
        recentTalkers.put(source, talker);
        return talker;
    }

    private Talker newTalker(Source source) {
        if (talkers.size() >= MOST_TALKERS) {
            return nobody;
        }
        Workload workload = new Workload(
                cut(source.account()),
                cut(source.region()),
                source.kind().name().toLowerCase(Locale.ROOT),
                cut(source.id()));
        NetworkInterface through = new NetworkInterface(
                cut(source.interfaceId()),
                source.address(),
                cut(source.subnetId()),
                cut(source.vpcId()),
                source.isLambda());
        Talker talker = new Talker(number(workload), through, new CaptureWindows());
        talkers.put(source, talker);
        return talker;
    }

    private int number(Workload workload) {
        int number = workloads.computeIfAbsent(workload, unknown -> workloadHours.size());
        if (number == workloadHours.size()) {
            workloadHours.add(new WorkloadHour(workload));
            if (number == pairsOfWorkload.length) {
                pairsOfWorkload = Arrays.copyOf(pairsOfWorkload, 2 * number);
            }
        }
        return number;
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    Segment toSegment() {
        talkers.values().forEach(talker -> workloadHours.get(talker.workload).add(talker.through, talker.windows));
        int[] places = new int[workloadHours.size()];
        List<WorkloadHour> inOrder = new ArrayList<>();
        for (int number : workloads.values()) {
            places[number] = inOrder.size();
            inOrder.add(workloadHours.get(number));
        }
        SegmentWriter writer = new SegmentWriter();
        EntryLog.ByPair entries = log.byPair(pairs.size());
        PairHour state = new PairHour();
        for (int pair : pairs.inOrder(places)) {
            state.begin(services.get(pairs.service(pair)));
            entries.copy(pair, state);
            writer.pair(pairs.key(pair, places), state);
        }
        return Segment.of(writer, hour, leftOut, inOrder);
    }
}
