package dev.lambdawatch.flow;

import java.util.BitSet;
import java.util.stream.IntStream;

/// Both ends of the record at hand: which addresses count, which end is ours, and which one opened
/// the connection. Mutable: the next record overwrites it.
///
/// **The end that opened it** is named by the first of these that decides:
///
/// 1. TCP flags: a SYN without an ACK comes from the initiator, a SYN-ACK from the responder.
/// 2. The end whose port is ephemeral (1024 or above, no known service's) while the other is lower,
///    or is a known service's. Where that holds for both, our end: told by the record's direction,
///    else by the one private address.
/// 3. Ports that tell nothing: our end. They are equal (NTP, IKE, ICMP without any), both of services
///    below 1024, or both such as systems give to clients: a program of ours may call port 60000, and
///    what in truth came in from a client's port is a pair of its own each time, which has no beat.
/// 4. The end with the higher port.
///
/// The end with more distinct ports in all records of a peer would sometimes be a better guess than
/// rule 4, but would make the answer depend on the records before, and so on how a day is cut into
/// objects.
final class Endpoints {
    /// One of the two ends of a record, by the way of its packets.
    enum End {
        SOURCE,
        DESTINATION,
        UNKNOWN
    }

    static final int TCP = 6;
    static final int SYN = 2;
    static final int SYN_ACK = 18;
    private static final int EPHEMERAL = 1024;

    /// Linux gives clients the ports from here on, others from 49152 on.
    private static final int GIVEN_TO_CLIENTS = 32_768;

    /// Services above the privileged ports: the port of a client may be lower than theirs.
    private static final BitSet SERVICES = IntStream.of(
                    1194, 1433, 1521, 1883, 2049, 3000, 3128, 3306, 3389, 4443, 5000, 5432, 5671, 5672, 6379, 6443,
                    7443, 8000, 8008, 8080, 8081, 8443, 8883, 8888, 9000, 9090, 9092, 9200, 9443, 11211, 27017, 51820)
            .collect(BitSet::new, BitSet::set, BitSet::or);

    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private boolean sourcePublic;
    private boolean destinationPublic;
    private End ours = End.UNKNOWN;
    private End initiator = End.UNKNOWN;

    /// Takes the ends of a record.
    ///
    /// @param packet whether the addresses in the packet are the truth, not those that the
    ///     interface shows
    void take(FlowRecord record, boolean packet) {
        sourceHigh = packet ? record.packetSourceHigh() : record.sourceHigh();
        sourceLow = packet ? record.packetSourceLow() : record.sourceLow();
        destinationHigh = packet ? record.packetDestinationHigh() : record.destinationHigh();
        destinationLow = packet ? record.packetDestinationLow() : record.destinationLow();
        sourcePublic = Addresses.isPublic(sourceHigh, sourceLow);
        destinationPublic = Addresses.isPublic(destinationHigh, destinationLow);
        ours = ours(record.direction());
        initiator = initiator(record);
    }

    End ours() {
        return ours;
    }

    End initiator() {
        return initiator;
    }

    /// The first half of the address of an end, `::` if the end is not known.
    long high(End end) {
        return switch (end) {
            case SOURCE -> sourceHigh;
            case DESTINATION -> destinationHigh;
            case UNKNOWN -> 0;
        };
    }

    long low(End end) {
        return switch (end) {
            case SOURCE -> sourceLow;
            case DESTINATION -> destinationLow;
            case UNKNOWN -> 0;
        };
    }

    /// Whether one of ours opened the connection, towards a public address. Where neither a
    /// direction nor a private address tells which end is ours (IPv6 in the older formats), the
    /// initiator is taken to be.
    boolean leave() {
        boolean opened = ours == initiator || ours == End.UNKNOWN;
        return opened && (initiator == End.SOURCE ? destinationPublic : sourcePublic);
    }

    private End ours(FlowRecord.Direction direction) {
        return switch (direction) {
            case EGRESS -> End.SOURCE;
            case INGRESS -> End.DESTINATION;
            case NONE -> {
                if (sourcePublic == destinationPublic) {
                    yield End.UNKNOWN;
                }
                yield sourcePublic ? End.DESTINATION : End.SOURCE;
            }
        };
    }

    private End initiator(FlowRecord record) {
        if (record.protocol() == TCP && record.tcpFlags() > 0) {
            int handshake = record.tcpFlags() & SYN_ACK;
            if (handshake == SYN) {
                return End.SOURCE;
            }
            if (handshake == SYN_ACK) {
                return End.DESTINATION;
            }
        }
        return byPorts(record.sourcePort(), record.destinationPort());
    }

    private End byPorts(int source, int destination) {
        if (ours != End.UNKNOWN && tellNothing(source, destination)) {
            return ours;
        }
        boolean sourceIsClient = isClient(source, destination);
        boolean destinationIsClient = isClient(destination, source);
        if (sourceIsClient != destinationIsClient) {
            return sourceIsClient ? End.SOURCE : End.DESTINATION;
        }
        if (ours != End.UNKNOWN && sourceIsClient) {
            return ours;
        }
        return source >= destination ? End.SOURCE : End.DESTINATION;
    }

    private static boolean tellNothing(int source, int destination) {
        int lower = Math.min(source, destination);
        int higher = Math.max(source, destination);
        boolean given = lower >= GIVEN_TO_CLIENTS && !SERVICES.get(lower) && !SERVICES.get(higher);
        return source == destination || higher < EPHEMERAL || given;
    }

    private static boolean isClient(int port, int other) {
        if (port < EPHEMERAL) {
            return false;
        }
        return other < EPHEMERAL || SERVICES.get(other) || (other < port && !SERVICES.get(port));
    }
}
