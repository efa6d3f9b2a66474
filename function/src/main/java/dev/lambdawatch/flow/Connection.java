package dev.lambdawatch.flow;

/// What one record tells of a connection, seen from the side that opened it.
///
/// A view, so mutable and reused: it is valid only while [ConnectionSink#connection] runs. Each
/// side's packets come in records of their own: [#fromInitiator] tells whose this one is.
public final class Connection {
    // Filled by Connections.
    Source source = Sources.NONE;
    long destinationHigh;
    long destinationLow;
    int destinationPort;
    int sourcePort;
    int protocol;
    long start;
    long end;
    long packets;
    long bytes;
    boolean fromInitiator;
    boolean opening;
    boolean answering;
    boolean flagsKnown;
    boolean keepaliveOnly;
    boolean rejected;
    String destinationService = "";

    Connection() {}

    /// The workload that opened the connection.
    public Source source() {
        return source;
    }

    /// The first half of the public address that it connected to.
    public long destinationHigh() {
        return destinationHigh;
    }

    /// The second half of the destination.
    public long destinationLow() {
        return destinationLow;
    }

    /// 0 where the protocol has none.
    public int destinationPort() {
        return destinationPort;
    }

    /// The initiator's port, 0 where the protocol has none. Where flags are not known, records of
    /// one connection are those with the same source port close in time.
    public int sourcePort() {
        return sourcePort;
    }

    /// IANA's number: 6 TCP, 17 UDP.
    public int protocol() {
        return protocol;
    }

    /// Where the record's window begins, in epoch seconds: the time of the event.
    public long start() {
        return start;
    }

    /// Where the record's window ends, in epoch seconds.
    public long end() {
        return end;
    }

    /// Packets of the side that the record shows, 0 if unknown.
    public long packets() {
        return packets;
    }

    /// Bytes of the side that the record shows, with IP headers, 0 if unknown.
    public long bytes() {
        return bytes;
    }

    /// Whether packets and bytes are the initiator's ("out") or the responder's ("in").
    public boolean fromInitiator() {
        return fromInitiator;
    }

    /// Whether a connection began in this record: the initiator's SYN, accepted, with more in it
    /// than keepalives. Always false where flags are not known.
    public boolean opening() {
        return opening;
    }

    /// Whether this is the responder's side of an opening: its SYN-ACK, accepted.
    public boolean answering() {
        return answering;
    }

    /// Whether the record has TCP flags, so that [#opening] decides what an event is.
    public boolean flagsKnown() {
        return flagsKnown;
    }

    /// Whether the record's TCP packets are too small to carry anything: neither an event nor a
    /// heartbeat.
    public boolean keepaliveOnly() {
        return keepaliveOnly;
    }

    /// Whether it was blocked, or came after the connection had closed: never an event.
    public boolean rejected() {
        return rejected;
    }

    /// The AWS service that owns the destination, `API_GATEWAY` say, or empty.
    public String destinationService() {
        return destinationService;
    }
}
