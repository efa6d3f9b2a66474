package dev.lambdawatch.flow;

import dev.lambdawatch.flow.Endpoints.End;
import java.util.HashSet;
import java.util.Set;

/// Turns flow records into connections and tells a [ConnectionSink] of them.
///
/// A TCP connection shows as two records in each window of an interface, one for each way of its
/// packets, for as long as it lives. Each record is turned towards the side that opened the
/// connection ([Endpoints] says how) and told on its own; the two are not joined. What began a
/// connection is told by [Connection#opening].
///
/// **Intermediaries** such as NAT gateways show the connections of others a second time. An
/// interface is one by its type, or without a type, where it belongs to no instance, by translating
/// addresses. It is told by [ConnectionSink#intermediary]; its translated records are dropped. The
/// others of a NAT gateway look like a host's and may have come before, so they are told as such:
/// where the hosts behind it are not logged they are all that there is. Of other types nothing is. An
/// interface of Lambda, an instance or a task is never taken for one; with the latter two the
/// packet's addresses are the truth (pods, secondary addresses). A format without `pkt-srcaddr`
/// shows no translation at all.
///
/// Dropped without a word, because a beacon goes out: what others opened to us, and what goes to an
/// address that is not public.
///
/// Mutable: it remembers sources and intermediaries. Not for several threads.
public final class Connections implements FlowRecords {
    private static final String NAT_GATEWAY = "nat_gateway";

    /// Interface types, in AWS's words, of those that pass on what others send.
    private static final Set<String> INTERMEDIARY_TYPES = Set.of(
            "gateway_load_balancer",
            "gateway_load_balancer_endpoint",
            "load_balancer",
            NAT_GATEWAY,
            "network_load_balancer",
            "regional_nat_gateway",
            "transit_gateway",
            "vpc_endpoint");

    /// How many intermediaries are remembered; beyond it one may be told twice.
    private static final int MOST_INTERMEDIARIES = 1 << 14;

    /// An IPv4 and a TCP header with timestamps: a packet of this size carries nothing.
    private static final int EMPTY_PACKET = 52;

    private static final int IPV6_EXTRA = 20;

    private final ConnectionSink sink;
    private final Sources sources = new Sources();
    private final Set<String> intermediaries = new HashSet<>();
    private final Endpoints endpoints = new Endpoints();
    private final Connection connection = new Connection();

    private Connections(ConnectionSink sink) {
        this.sink = sink;
    }

    /// Connections that are told to a sink.
    public static Connections to(ConnectionSink sink) {
        return new Connections(sink);
    }

    @Override
    public void skipped(String place, long line, String reason) {
        sink.skipped(place, line, reason);
    }

    @Override
    public void record(FlowRecord record) {
        if (record.status() != FlowRecord.Status.OK) {
            window(record, sources.of(record, 0, 0));
        } else if (isIntermediary(record)) {
            intermediary(sources.of(record, 0, 0));
            if (isOutside(record)) {
                flow(record);
            }
        } else {
            flow(record);
        }
    }

    /// Whether a NAT gateway of a known type speaks in its own name to somebody outside.
    private static boolean isOutside(FlowRecord record) {
        return record.has(Field.INTERFACE_TYPE)
                && record.interfaceType().equals(NAT_GATEWAY)
                && !record.has(Field.RESOURCE_ID)
                && !isTranslated(record);
    }

    private void flow(FlowRecord record) {
        endpoints.take(record, !isLambda(record));
        Source source = source(record, endpoints.ours());
        window(record, source);
        if (endpoints.leave()) {
            End initiator = endpoints.initiator();
            connection.source = endpoints.ours() == End.UNKNOWN ? source(record, initiator) : source;
            orient(record, initiator == End.SOURCE);
            judge(record);
            sink.connection(connection);
        }
    }

    private void window(FlowRecord record, Source source) {
        if (source.isNamed()) {
            boolean skipData = record.status() == FlowRecord.Status.SKIPDATA;
            sink.window(source, record.start(), record.end(), skipData);
        }
    }

    private void intermediary(Source source) {
        if (intermediaries.contains(source.key())) {
            return;
        }
        if (intermediaries.size() < MOST_INTERMEDIARIES) {
            intermediaries.add(source.key());
        }
        sink.intermediary(source);
    }

    private Source source(FlowRecord record, End end) {
        return sources.of(record, endpoints.high(end), endpoints.low(end));
    }

    /// Whether the interface passes on what others send, by its type or by what it does to the
    /// addresses of this record.
    private static boolean isIntermediary(FlowRecord record) {
        if (record.has(Field.RESOURCE_ID)
                || (record.has(Field.INTERFACE_TYPE) && INTERMEDIARY_TYPES.contains(record.interfaceType()))) {
            return true;
        }
        boolean host = record.has(Field.INSTANCE_ID) || record.has(Field.ECS_TASK_ID) || isLambda(record);
        return !host && (record.tellsInstances() ? isTranslated(record) : changesRealm(record));
    }

    private static boolean isLambda(FlowRecord record) {
        return record.has(Field.INTERFACE_TYPE) && record.interfaceType().equalsIgnoreCase("lambda");
    }

    private static boolean isTranslated(FlowRecord record) {
        return record.sourceLow() != record.packetSourceLow()
                || record.destinationLow() != record.packetDestinationLow()
                || record.sourceHigh() != record.packetSourceHigh()
                || record.destinationHigh() != record.packetDestinationHigh();
    }

    /// Whether a private address stands for a public one. In a format that does not tell instances
    /// this, and not any translation, is what a NAT gateway does and a host with pods does not.
    private static boolean changesRealm(FlowRecord record) {
        return isTranslated(record)
                && (Addresses.isPublic(record.sourceHigh(), record.sourceLow())
                                != Addresses.isPublic(record.packetSourceHigh(), record.packetSourceLow())
                        || Addresses.isPublic(record.destinationHigh(), record.destinationLow())
                                != Addresses.isPublic(record.packetDestinationHigh(), record.packetDestinationLow()));
    }

    private void orient(FlowRecord record, boolean fromInitiator) {
        End responder = fromInitiator ? End.DESTINATION : End.SOURCE;
        connection.fromInitiator = fromInitiator;
        connection.destinationHigh = endpoints.high(responder);
        connection.destinationLow = endpoints.low(responder);
        connection.destinationPort = Math.max(0, fromInitiator ? record.destinationPort() : record.sourcePort());
        connection.sourcePort = Math.max(0, fromInitiator ? record.sourcePort() : record.destinationPort());
        connection.destinationService =
                fromInitiator ? record.packetDestinationService() : record.packetSourceService();
        connection.protocol = record.protocol();
        connection.start = record.start();
        connection.end = record.end();
        connection.packets = Math.max(0, record.packets());
        connection.bytes = Math.max(0, record.bytes());
    }

    private void judge(FlowRecord record) {
        boolean tcp = record.protocol() == Endpoints.TCP;
        int handshake = record.tcpFlags() & Endpoints.SYN_ACK;
        connection.rejected = record.action() == FlowRecord.Action.REJECT;
        connection.flagsKnown = tcp && record.tcpFlags() >= 0;
        connection.keepaliveOnly = tcp && isEmpty(record.packets(), record.bytes());
        boolean counts = connection.flagsKnown && !connection.rejected;
        connection.opening =
                counts && connection.fromInitiator && handshake == Endpoints.SYN && !connection.keepaliveOnly;
        connection.answering = counts && !connection.fromInitiator && handshake == Endpoints.SYN_ACK;
    }

    /// Whether the mean packet has headers only. Division, because a product could overflow.
    private boolean isEmpty(long packets, long bytes) {
        boolean ipv4 = Addresses.isIpv4(connection.destinationHigh, connection.destinationLow);
        int empty = ipv4 ? EMPTY_PACKET : EMPTY_PACKET + IPV6_EXTRA;
        return packets > 0 && bytes >= 0 && packets >= Math.ceilDiv(bytes, (long) empty);
    }
}
