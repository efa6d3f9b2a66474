package dev.lambdawatch.beacon;

import dev.lambdawatch.flow.Addresses;

/// The scoring key of one source, address and port. IPv4 addresses are `::ffff:a.b.c.d`.
///
/// @param workload its place in the segment's or merge's sorted list of workloads
/// @param high     first eight bytes of the destination's address
/// @param low      last eight bytes
/// @param port     the destination's
/// @param protocol IANA number
record PairKey(int workload, long high, long low, int port, int protocol) implements Comparable<PairKey> {
    static final PairKey NONE = new PairKey(-1, 0, 0, 0, 0);

    private static final int TCP = 6;
    private static final int UDP = 17;

    /// By workload, so that everything one workload did comes together; then by address, port,
    /// protocol.
    @Override
    public int compareTo(PairKey other) {
        if (workload != other.workload) {
            return Integer.compare(workload, other.workload);
        }
        if (high != other.high) {
            return Long.compareUnsigned(high, other.high);
        }
        if (low != other.low) {
            return Long.compareUnsigned(low, other.low);
        }
        return port != other.port ? Integer.compare(port, other.port) : Integer.compare(protocol, other.protocol);
    }

    boolean isIpv4() {
        return Addresses.isIpv4(high, low);
    }

    /// The destination's address among all [Destinations].
    long destinationKey() {
        return Destinations.key(high, low);
    }

    /// The destination's address as text.
    String address() {
        return Addresses.text(high, low);
    }

    /// The destination as text: `203.0.113.5:443`, `[2001:db8::5]:53/udp`.
    String destination() {
        return (isIpv4() ? address() : "[" + address() + "]") + ending();
    }

    /// Port, and protocol if it is not TCP: `:443`, `:53/udp`.
    String ending() {
        String transport = switch (protocol) {
            case TCP -> "";
            case UDP -> "/udp";
            default -> "/" + protocol;
        };
        return ":" + port + transport;
    }
}
