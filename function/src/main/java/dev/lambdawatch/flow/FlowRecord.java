package dev.lambdawatch.flow;

/// The record that a [FlowLog] stands on: one flow in one window of one interface.
///
/// A cursor, so mutable and reused: it is valid only while [FlowRecords#record] runs, and the next
/// line overwrites it. No accessor of a number or an address makes an object; an accessor of a
/// name gives the same `String` for the same bytes as long as the reader's table of names has room
/// for it. An absent name is empty, an absent number -1.
///
/// Times are those of the interface's window in epoch seconds, not those of packets: every record
/// of an interface in one window has the same start and end.
public final class FlowRecord {

    /// Whether the window has flows at all.
    public enum Status {
        OK,
        /// The interface had no traffic in the window.
        NODATA,
        /// AWS lost records of the window; one such record may stand for many.
        SKIPDATA
    }

    /// What security groups and network ACLs did, if the record says so.
    public enum Action {
        ACCEPT,
        /// Blocked, or a packet that came after its connection was closed.
        REJECT,
        NONE
    }

    /// Which way the packets went as the interface saw them, if the record says so.
    public enum Direction {
        INGRESS,
        EGRESS,
        NONE
    }

    private final Names names = new Names();
    private final String placeRegion;
    private final Line line;
    private Columns columns = Columns.DEFAULT;

    // Filled by RecordParser.
    Status status = Status.OK;
    Action action = Action.NONE;
    Direction direction = Direction.NONE;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    long packetSourceHigh;
    long packetSourceLow;
    long packetDestinationHigh;
    long packetDestinationLow;
    int sourcePort;
    int destinationPort;
    int protocol;
    int tcpFlags;
    long packets;
    long bytes;
    long start;
    long end;

    /// @param placeRegion the Region of records that do not name one
    FlowRecord(Line line, String placeRegion) {
        this.line = line;
        this.placeRegion = placeRegion;
    }

    /// The Region of records that do not name one; may be empty.
    String placeRegion() {
        return placeRegion;
    }

    void columns(Columns columns) {
        this.columns = columns;
    }

    /// Where each field stands in the line.
    Columns columns() {
        return columns;
    }

    Line line() {
        return line;
    }

    /// Makes absent what a window without data does not have.
    void clear() {
        action = Action.NONE;
        direction = Direction.NONE;
        sourceHigh = 0;
        sourceLow = 0;
        destinationHigh = 0;
        destinationLow = 0;
        packetSourceHigh = 0;
        packetSourceLow = 0;
        packetDestinationHigh = 0;
        packetDestinationLow = 0;
        sourcePort = -1;
        destinationPort = -1;
        protocol = -1;
        tcpFlags = -1;
        packets = -1;
        bytes = -1;
    }

    /// Whether the record tells of a flow at all; if not, only names, start and end are there.
    public Status status() {
        return status;
    }

    /// What the network did with the packets.
    public Action action() {
        return action;
    }

    /// Which way the packets went; `NONE` before version 5.
    public Direction direction() {
        return direction;
    }

    /// The first half of the address that the interface saw as the sender's; for its own side that
    /// is the interface's primary address. `::` if absent.
    public long sourceHigh() {
        return sourceHigh;
    }

    /// The second half of the sender's address.
    public long sourceLow() {
        return sourceLow;
    }

    /// The first half of the address that the interface saw as the receiver's, as [#sourceHigh].
    public long destinationHigh() {
        return destinationHigh;
    }

    /// The second half of the receiver's address.
    public long destinationLow() {
        return destinationLow;
    }

    /// The first half of the address in the packet; as [#sourceHigh] where the record has none.
    public long packetSourceHigh() {
        return packetSourceHigh;
    }

    /// The second half of the sender's address in the packet.
    public long packetSourceLow() {
        return packetSourceLow;
    }

    /// The first half of the receiver's address in the packet, as [#packetSourceHigh].
    public long packetDestinationHigh() {
        return packetDestinationHigh;
    }

    /// The second half of the receiver's address in the packet.
    public long packetDestinationLow() {
        return packetDestinationLow;
    }

    /// The sender's port: 0 to 65535, or -1.
    public int sourcePort() {
        return sourcePort;
    }

    /// The receiver's port: 0 to 65535, or -1.
    public int destinationPort() {
        return destinationPort;
    }

    /// IANA's number: 6 TCP, 17 UDP.
    public int protocol() {
        return protocol;
    }

    /// The flags of all packets, OR-ed: FIN 1, SYN 2, RST 4, SYN-ACK 18. An ACK alone gives 0.
    public int tcpFlags() {
        return tcpFlags;
    }

    /// How many packets, or -1.
    public long packets() {
        return packets;
    }

    /// Bytes with their IP headers.
    public long bytes() {
        return bytes;
    }

    /// Where the interface's window begins, in epoch seconds; never absent.
    public long start() {
        return start;
    }

    /// Where the interface's window ends, in epoch seconds; never before the start.
    public long end() {
        return end;
    }

    /// Twelve digits, or `unknown` for an interface that an AWS service made.
    public String accountId() {
        return name(Field.ACCOUNT_ID);
    }

    /// The record's own Region, else the one that stands in the object's key.
    public String region() {
        String region = name(Field.REGION);
        return region.isEmpty() ? placeRegion : region;
    }

    /// `eni-...`, empty for a regional NAT gateway.
    public String interfaceId() {
        return name(Field.INTERFACE_ID);
    }

    /// `i-...`, empty for interfaces that an AWS service manages.
    public String instanceId() {
        return name(Field.INSTANCE_ID);
    }

    /// Whether the format tells instances at all, so that an empty [#instanceId] means something.
    boolean tellsInstances() {
        return columns.has(Field.INSTANCE_ID);
    }

    /// `subnet-...`
    public String subnetId() {
        return name(Field.SUBNET_ID);
    }

    /// `vpc-...`
    public String vpcId() {
        return name(Field.VPC_ID);
    }

    /// The task of ECS whose traffic it is.
    public String ecsTaskId() {
        return name(Field.ECS_TASK_ID);
    }

    /// `nat_gateway`, `vpc_endpoint` and the like.
    public String interfaceType() {
        return name(Field.INTERFACE_TYPE);
    }

    /// The regional NAT gateway whose record this is.
    public String resourceId() {
        return name(Field.RESOURCE_ID);
    }

    /// The AWS service that owns the packet's source address, as in AWS's list of ranges.
    public String packetSourceService() {
        return name(Field.PKT_SRC_AWS_SERVICE);
    }

    /// The AWS service that owns the packet's destination address, as in AWS's list of ranges.
    public String packetDestinationService() {
        return name(Field.PKT_DST_AWS_SERVICE);
    }

    /// Whether the record has a value for a field; cheaper than asking for a name.
    boolean has(Field field) {
        return !line.isAbsent(columns.at(field));
    }

    private String name(Field field) {
        int column = columns.at(field);
        if (line.isAbsent(column)) {
            return "";
        }
        int from = line.start(column);
        return names.of(line.text, from, from + line.length(column));
    }
}
