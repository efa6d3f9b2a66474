package dev.lambdawatch.flow;

import java.util.Arrays;
import java.util.Optional;

/// Fills the [FlowRecord] from a line under one header, or says what is wrong with the line.
final class RecordParser {
    /// The end of the year 9999; a time in milliseconds is beyond it.
    private static final long MOST_TIME = 253_402_300_799L;

    private static final long MOST_COUNT = 999_999_999_999_999_999L;
    private static final int MOST_PORT = 65_535;
    private static final int MOST_BYTE = 255;

    /// Nine bits of flags.
    private static final int MOST_FLAGS = 511;

    /// Identifiers of AWS are shorter; this bounds the memory that names can take.
    private static final int LONGEST_NAME = 128;

    private static final Word OK = Word.of("OK");
    private static final Word NODATA = Word.of("NODATA");
    private static final Word SKIPDATA = Word.of("SKIPDATA");
    private static final Word ACCEPT = Word.of("ACCEPT");
    private static final Word REJECT = Word.of("REJECT");
    private static final Word INGRESS = Word.of("ingress");
    private static final Word EGRESS = Word.of("egress");

    private final Columns columns;
    private final Line line;
    private final FlowRecord record;
    private final AddressParser addresses = new AddressParser();

    // Where each field stands, looked up once for all lines.
    private final int status;
    private final int start;
    private final int end;
    private final int source;
    private final int destination;
    private final int packetSource;
    private final int packetDestination;
    private final int sourcePort;
    private final int destinationPort;
    private final int protocol;
    private final int packets;
    private final int bytes;
    private final int tcpFlags;
    private final int action;
    private final int direction;
    private final int[] names;

    /// A field of the line that cannot be read, or [Line#MISSING].
    private int wrong = Line.MISSING;

    RecordParser(Columns columns, Line line, FlowRecord record) {
        this.columns = columns;
        this.line = line;
        this.record = record;
        status = columns.at(Field.LOG_STATUS);
        start = columns.at(Field.START);
        end = columns.has(Field.END) ? columns.at(Field.END) : start;
        source = columns.at(Field.SRCADDR);
        destination = columns.at(Field.DSTADDR);
        packetSource = columns.at(Field.PKT_SRCADDR);
        packetDestination = columns.at(Field.PKT_DSTADDR);
        sourcePort = columns.at(Field.SRCPORT);
        destinationPort = columns.at(Field.DSTPORT);
        protocol = columns.at(Field.PROTOCOL);
        packets = columns.at(Field.PACKETS);
        bytes = columns.at(Field.BYTES);
        tcpFlags = columns.at(Field.TCP_FLAGS);
        action = columns.at(Field.ACTION);
        direction = columns.at(Field.FLOW_DIRECTION);
        names = Arrays.stream(Field.values())
                .filter(field -> field.kind == Field.Kind.NAME && columns.has(field))
                .mapToInt(columns::at)
                .toArray();
        record.columns(columns);
    }

    /// Reads the line, which has as many fields as the header. Where the status says that there are
    /// no data, only names and times are read: some writers put anything into the rest.
    Optional<Flaw> parse() {
        wrong = Line.MISSING;
        record.status = status();
        record.start = number(start, MOST_TIME);
        record.end = number(end, MOST_TIME);
        if (record.status == FlowRecord.Status.OK) {
            numbers();
            record.action = action();
            record.direction = direction();
            addresses();
        } else {
            record.clear();
        }
        for (int name : names) {
            if (line.length(name) > LONGEST_NAME) {
                wrong = name;
            }
        }
        return wrong == Line.MISSING ? contradiction() : Optional.of(unreadable(wrong));
    }

    private void numbers() {
        record.sourcePort = (int) number(sourcePort, MOST_PORT);
        record.destinationPort = (int) number(destinationPort, MOST_PORT);
        record.protocol = (int) number(protocol, MOST_BYTE);
        record.packets = number(packets, MOST_COUNT);
        record.bytes = number(bytes, MOST_COUNT);
        record.tcpFlags = (int) number(tcpFlags, MOST_FLAGS);
    }

    private FlowRecord.Status status() {
        if (line.is(status, OK)) {
            return FlowRecord.Status.OK;
        }
        if (status == Line.MISSING) {
            return line.isAbsent(source) ? FlowRecord.Status.NODATA : FlowRecord.Status.OK;
        }
        if (line.is(status, SKIPDATA)) {
            return FlowRecord.Status.SKIPDATA;
        }
        if (!line.is(status, NODATA)) {
            wrong = status;
        }
        return FlowRecord.Status.NODATA;
    }

    private FlowRecord.Action action() {
        if (line.is(action, ACCEPT)) {
            return FlowRecord.Action.ACCEPT;
        }
        if (line.is(action, REJECT)) {
            return FlowRecord.Action.REJECT;
        }
        if (!line.isAbsent(action)) {
            wrong = action;
        }
        return FlowRecord.Action.NONE;
    }

    private FlowRecord.Direction direction() {
        if (line.is(direction, EGRESS)) {
            return FlowRecord.Direction.EGRESS;
        }
        return line.is(direction, INGRESS) ? FlowRecord.Direction.INGRESS : FlowRecord.Direction.NONE;
    }

    private void addresses() {
        address(source);
        record.sourceHigh = addresses.high();
        record.sourceLow = addresses.low();
        if (differs(packetSource, source)) {
            address(packetSource);
        }
        record.packetSourceHigh = addresses.high();
        record.packetSourceLow = addresses.low();
        address(destination);
        record.destinationHigh = addresses.high();
        record.destinationLow = addresses.low();
        if (differs(packetDestination, destination)) {
            address(packetDestination);
        }
        record.packetDestinationHigh = addresses.high();
        record.packetDestinationLow = addresses.low();
    }

    /// Whether there is an address in the packet, and another text. Nearly always both addresses are
    /// the same text, which is cheaper to see than to read.
    private boolean differs(int packet, int plain) {
        int length = line.length(packet);
        boolean same = length == line.length(plain)
                && Words.same(line.text, line.start(packet), line.text, line.start(plain), length);
        return !same && !line.isAbsent(packet);
    }

    private void address(int column) {
        int from = line.start(column);
        if (addresses.parse(line.text, from, from + line.length(column))) {
            return;
        }
        if (!line.isAbsent(column)) {
            wrong = column;
        }
        addresses.clear();
    }

    private long number(int column, long most) {
        long value = line.number(column);
        if (value > most) {
            wrong = column;
        }
        return value;
    }

    private Flaw unreadable(int column) {
        String name = Arrays.stream(Field.values())
                .filter(field -> columns.at(field) == column)
                .findFirst()
                .orElseThrow()
                .header;
        return new Flaw("field " + name + " is not what it should be", line.excerpt(column));
    }

    /// What no single field shows.
    private Optional<Flaw> contradiction() {
        if (record.start < 0 || record.end < record.start) {
            return Optional.of(Flaw.of("a record without a start, or that ends before it"));
        }
        boolean unaddressed = (record.sourceHigh | record.sourceLow) == 0
                || (record.destinationHigh | record.destinationLow) == 0
                || record.protocol < 0;
        return record.status == FlowRecord.Status.OK && unaddressed
                ? Optional.of(Flaw.of("a record with status OK that lacks an address or the protocol"))
                : Optional.empty();
    }
}
