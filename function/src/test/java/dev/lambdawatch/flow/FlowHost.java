package dev.lambdawatch.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// One host of a [FlowDay]: its windows follow each other, and each is written once it has ended.
final class FlowHost {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int EPHEMERAL = 32_768;
    private static final int HEADERS = 52;

    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int SYN_ACK = 18;

    /// Which way the packets of a record go.
    private record Way(String from, int fromPort, String to, int toPort, boolean out) {

        Way back() {
            return new Way(to, toPort, from, fromPort, !out);
        }

        /// AWS's number for the way out of the VPC: none, inside it, by the internet gateway.
        String path() {
            if (!out) {
                return "-";
            }
            return to.startsWith("10.") || to.startsWith("fd") ? "1" : "8";
        }
    }

    private record Traffic(int protocol, int packets, int bytes, int flags) {}

    private final String instance;
    private final String interfaceId;
    private final double connectionsPerWindow;
    private final List<FlowCalls> beacons = new ArrayList<>();
    private final SplittableRandom random;
    private final boolean ipv6;
    private final String address;
    private final String network;
    private final int longPort;
    private long start;
    private long end;

    FlowHost(int index, double connectionsPerWindow, List<FlowDay.Beacon> beacons, SplittableRandom random) {
        this.instance = FlowDay.instance(index);
        this.interfaceId = FlowDay.interfaceId(index);
        this.random = random;
        this.ipv6 = index % 30 == 29;
        this.address = ipv6 ? "2600:1f18:1234:5600::%x".formatted(0x100 + index) : FlowDay.address(index);
        this.network = " " + FlowDay.VPC + " subnet-" + FlowDay.id(index & 7, 2) + " ";
        this.connectionsPerWindow = connectionsPerWindow * random.nextDouble(0.3, 1.7);
        this.longPort = port();
        this.start = FlowDay.DAY.getEpochSecond() - random.nextInt(60);
        this.end = start + random.nextInt(30, 60);
        beacons.forEach(beacon -> this.beacons.add(new FlowCalls(beacon, start, random.split())));
    }

    /// Writes the windows that end before a second.
    void write(long until, StringBuilder text) {
        while (end < until) {
            window(text);
            start = end + random.nextInt(3);
            end = start + random.nextInt(30, 60);
        }
    }

    private void window(StringBuilder text) {
        int before = text.length();
        for (int i = count(); i > 0; i--) {
            background(text);
        }
        for (FlowCalls calls : beacons) {
            calls.until(
                    end,
                    call -> connection(
                            text, calls.beacon().destination(), calls.beacon().service(), 443, call));
        }
        if (random.nextInt(4) == 0) {
            keepalive(text);
        }
        if (random.nextInt(2_000) == 0) {
            empty(text, "SKIPDATA");
        } else if (text.length() == before) {
            empty(text, "NODATA");
        }
    }

    /// A Poisson number, by the product of uniform ones (Knuth).
    private int count() {
        double limit = Math.exp(-connectionsPerWindow);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    private void background(StringBuilder text) {
        int kind = random.nextInt(100);
        if (kind < 70) {
            FlowCalls.Call call = new FlowCalls.Call(size(7.2), size(8.5));
            connection(text, outside(), random.nextInt(5) == 0 ? "EC2" : "-", 443, call);
        } else if (kind < 80) {
            connection(text, neighbour(), "-", 5432, new FlowCalls.Call(size(7), size(9)));
        } else if (kind < 90) {
            line(text, new Way(address, port(), outside(), 123, true), new Traffic(UDP, 1, 76, 0), "ACCEPT", "-");
        } else {
            Way scan = new Way(outside(), port(), address, random.nextInt(1, 9_000), false);
            line(text, scan, new Traffic(TCP, 1, 40, SYN), "REJECT", "-");
        }
    }

    /// Both records of a connection that lives and ends in this window.
    private void connection(StringBuilder text, String peer, String service, int peerPort, FlowCalls.Call call) {
        Way way = new Way(address, port(), peer, peerPort, true);
        int out = call.out() / 600 + 5;
        int in = call.in() / 1_200 + 4;
        line(text, way, new Traffic(TCP, out, call.out() + out * HEADERS, SYN | FIN), "ACCEPT", service);
        line(text, way.back(), new Traffic(TCP, in, call.in() + in * HEADERS, SYN_ACK | FIN), "ACCEPT", service);
    }

    /// A connection that never ends and carries nothing in this window.
    private void keepalive(StringBuilder text) {
        Way way = new Way(address, longPort, ipv6 ? "2001:db8:feed::7" : "198.51.100.7", 443, true);
        Traffic traffic = new Traffic(TCP, 2, 2 * (ipv6 ? HEADERS + 20 : HEADERS), 0);
        line(text, way, traffic, "ACCEPT", "-");
        line(text, way.back(), traffic, "ACCEPT", "-");
    }

    private void line(StringBuilder text, Way way, Traffic traffic, String action, String service) {
        head(text).append(way.from).append(' ').append(way.to).append(' ');
        text.append(way.fromPort)
                .append(' ')
                .append(way.toPort)
                .append(' ')
                .append(traffic.protocol)
                .append(' ');
        text.append(traffic.packets).append(' ').append(traffic.bytes).append(' ');
        text.append(start).append(' ').append(end).append(' ').append(action).append(" OK");
        tail(text)
                .append(traffic.flags)
                .append(ipv6 ? " IPv6 " : " IPv4 ")
                .append(way.from)
                .append(' ')
                .append(way.to);
        text.append(' ').append(FlowDay.REGION).append(" euw1-az2 - - ");
        text.append(way.out ? "- " + service + " egress " : service + " - ingress ");
        text.append(way.path()).append('\n');
    }

    private void empty(StringBuilder text, String status) {
        head(text)
                .append("- - - - - - - ")
                .append(start)
                .append(' ')
                .append(end)
                .append(" - ")
                .append(status);
        tail(text).append("- - - - ").append(FlowDay.REGION).append(" euw1-az2 - - - - - -\n");
    }

    private StringBuilder head(StringBuilder text) {
        return text.append("5 ")
                .append(FlowDay.ACCOUNT)
                .append(' ')
                .append(interfaceId)
                .append(' ');
    }

    private StringBuilder tail(StringBuilder text) {
        return text.append(network).append(instance).append(' ');
    }

    private int port() {
        return random.nextInt(EPHEMERAL, 61_000);
    }

    private int size(double mean) {
        return (int) Math.exp(mean + 0.8 * gaussian());
    }

    private double gaussian() {
        // The sum of twelve uniform numbers is near enough to normal here.
        return random.doubles(12).sum() - 6;
    }

    private String neighbour() {
        return (ipv6 ? "fd00::" : "10.0.0.") + random.nextInt(1, 250);
    }

    private String outside() {
        if (ipv6) {
            return "2001:db8:%x::%x".formatted(random.nextInt(0xFFFF), random.nextInt(1, 0xFFFF));
        }
        return "%d.%d.%d.%d"
                .formatted(random.nextInt(11, 99), random.nextInt(256), random.nextInt(256), random.nextInt(1, 255));
    }
}
