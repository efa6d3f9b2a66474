package dev.lambdawatch.beacon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Writes flow logs for tests: connections of one interface, seen through its capture windows, in
/// a format with flags and services or in the default format without. Mutable.
final class FlowText {
    static final String HEADER =
            "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes"
                    + " start end action log-status tcp-flags instance-id region pkt-srcaddr pkt-dstaddr"
                    + " pkt-src-aws-service pkt-dst-aws-service flow-direction";

    private static final String DEFAULT_HEADER =
            "version account-id interface-id srcaddr dstaddr srcport dstport protocol"
                    + " packets bytes start end action log-status";

    private final boolean flags;
    private final List<String> lines = new ArrayList<>();
    private final Windows windows;
    private String host = "10.0.0.5";
    private String interfaceId = "eni-0a1b2c3d4e5f60718";
    private String instanceId = "i-0a1b2c3d4e5f60718";
    private String service = "-";

    private FlowText(boolean flags, Windows windows) {
        this.flags = flags;
        this.windows = windows;
    }

    /// An empty log of each kind that AWS writes: with flags and without, in short and long windows.
    static Stream<Arguments> everyFormat() {
        Windows tenMinutes = new Windows(Replay.DAY + 13, 600);
        return Stream.of(
                Arguments.of("flags, windows of a minute", withFlags(Replay.MINUTES)),
                Arguments.of("flags, windows of ten minutes", withFlags(tenMinutes)),
                Arguments.of("version 2, windows of a minute", version2(Replay.MINUTES)),
                Arguments.of("version 2, windows of ten minutes", version2(tenMinutes)));
    }

    /// A log with TCP flags, directions and services.
    static FlowText withFlags(Windows windows) {
        return new FlowText(true, windows);
    }

    /// A log in the default format of version 2.
    static FlowText version2(Windows windows) {
        return new FlowText(false, windows);
    }

    FlowText host(String address, String id) {
        host = address;
        interfaceId = "eni-" + id;
        instanceId = "i-" + id;
        return this;
    }

    /// The AWS service of the destinations that follow.
    FlowText service(String name) {
        service = name;
        return this;
    }

    /// A connection that begins and ends in one window: a record for each direction.
    FlowText connection(long second, int sourcePort, String destination, int port, long out, long in) {
        long start = windows.startOf(second);
        long end = windows.endOf(second);
        record(host, destination, sourcePort, port, 6, 6, out, start, end, 3, "egress");
        record(destination, host, port, sourcePort, 6, 6, in, start, end, 19, "ingress");
        return this;
    }

    FlowText udp(long second, int sourcePort, String destination, int port, long out, long in) {
        long start = windows.startOf(second);
        long end = windows.endOf(second);
        record(host, destination, sourcePort, port, 17, 1, out, start, end, 0, "egress");
        record(destination, host, port, sourcePort, 17, 1, in, start, end, 0, "ingress");
        return this;
    }

    /// A connection that lives from `from` to `to`: in each window a record for each direction.
    FlowText standing(long from, long to, int sourcePort, String destination, int port, long packets, long bytes) {
        return standing(from, to, sourcePort, destination, port, packets, () -> bytes);
    }

    FlowText standing(
            long from, long to, int sourcePort, String destination, int port, long packets, LongSupplier sizes) {
        long second = from;
        while (second < to) {
            long start = windows.startOf(second);
            long end = windows.endOf(second);
            boolean first = second == from;
            long bytes = sizes.getAsLong();
            record(host, destination, sourcePort, port, 6, packets, bytes, start, end, first ? 2 : 0, "egress");
            record(destination, host, port, sourcePort, 6, packets, bytes, start, end, first ? 18 : 0, "ingress");
            second = windows.next(second);
        }
        return this;
    }

    /// An attempt that nobody answers: a SYN of one packet.
    FlowText unanswered(long second, int sourcePort, String destination, int port) {
        record(
                host,
                destination,
                sourcePort,
                port,
                6,
                1,
                60,
                windows.startOf(second),
                windows.endOf(second),
                2,
                "egress");
        return this;
    }

    /// An attempt that a security group refuses.
    FlowText refused(long second, int sourcePort, String destination, int port) {
        unanswered(second, sourcePort, destination, port);
        lines.add(lines.removeLast().replace(" ACCEPT ", " REJECT "));
        return this;
    }

    FlowText skipData(long second) {
        noFlows(windows.startOf(second), windows.endOf(second), "SKIPDATA");
        return this;
    }

    /// Every window of a span, as an interface shows it on which nothing happens.
    FlowText silence(long from, long to) {
        for (long second = from; second < to; second = windows.next(second)) {
            noFlows(windows.startOf(second), windows.endOf(second), "NODATA");
        }
        return this;
    }

    private void noFlows(long start, long end, String status) {
        String line = "2 111122223333 %s - - - - - - - %d %d - %s".formatted(interfaceId, start, end, status);
        lines.add(flags ? line + " - " + instanceId + " us-east-1 - - - - -" : line);
    }

    private void record(
            String source,
            String destination,
            int sourcePort,
            int destinationPort,
            int protocol,
            long packets,
            long bytes,
            long start,
            long end,
            int tcpFlags,
            String direction) {
        String line = "%d 111122223333 %s %s %s %d %d %d %d %d %d %d ACCEPT OK"
                .formatted(
                        flags ? 5 : 2,
                        interfaceId,
                        source,
                        destination,
                        sourcePort,
                        destinationPort,
                        protocol,
                        packets,
                        bytes,
                        start,
                        end);
        boolean egress = direction.equals("egress");
        String more = " %d %s us-east-1 %s %s %s %s %s"
                .formatted(
                        tcpFlags,
                        instanceId,
                        source,
                        destination,
                        egress ? "-" : service,
                        egress ? service : "-",
                        direction);
        lines.add(flags ? line + more : line);
    }

    /// The lines without header, in the order in which they were written.
    List<String> lines() {
        return Collections.unmodifiableList(lines);
    }

    String header() {
        return flags ? HEADER : DEFAULT_HEADER;
    }

    /// One object with all lines.
    byte[] object() {
        return object(header(), lines);
    }

    static byte[] object(String header, List<String> lines) {
        return (header + "\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// The lines in `count` objects, dealt at random.
    List<byte[]> objects(int count, Random random) {
        List<List<String>> hands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hands.add(new ArrayList<>());
        }
        lines.forEach(line -> hands.get(random.nextInt(count)).add(line));
        hands.forEach(hand -> Collections.shuffle(hand, random));
        return hands.stream().map(hand -> object(header(), hand)).toList();
    }

    /// Capture windows of one length after the other, from a given second on.
    record Windows(long first, int length) {
        long startOf(long second) {
            return first + Math.floorDiv(second - first, length) * (long) length;
        }

        long endOf(long second) {
            return startOf(second) + length - 2;
        }

        long next(long second) {
            return startOf(second) + length;
        }
    }
}
