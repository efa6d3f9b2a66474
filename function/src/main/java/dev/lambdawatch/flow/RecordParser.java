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
    private final Field[] names;
    private final int[] nameColumns;

    /// A field of the line that cannot be read.
    private Optional<Field> wrong = Optional.empty();

    RecordParser(Columns columns, Line line, FlowRecord record) {
        this.columns = columns;
        this.line = line;
        this.record = record;
        this.names = Arrays.stream(Field.values())
                .filter(field -> field.kind == Field.Kind.NAME && columns.has(field))
                .toArray(Field[]::new);
        this.nameColumns = Arrays.stream(names).mapToInt(columns::at).toArray();
        record.columns(columns);
    }

    /// Reads the line, which has as many fields as the header. Where the status says that there are
    /// no data, only names and times are read: some writers put anything into the rest.
    Optional<Flaw> parse() {
        wrong = Optional.empty();
        record.status = status();
        record.start = number(Field.START, MOST_TIME);
        record.end = columns.has(Field.END) ? number(Field.END, MOST_TIME) : record.start;
        if (record.status == FlowRecord.Status.OK) {
            numbers();
            words();
            addresses();
        } else {
            record.clear();
        }
        for (int i = 0; i < nameColumns.length; i++) {
            if (line.length(nameColumns[i]) > LONGEST_NAME) {
                wrong = Optional.of(names[i]);
            }
        }
        return wrong.isPresent() ? Optional.of(unreadable(wrong.get())) : contradiction();
    }

    private void numbers() {
        record.sourcePort = (int) number(Field.SRCPORT, MOST_PORT);
        record.destinationPort = (int) number(Field.DSTPORT, MOST_PORT);
        record.protocol = (int) number(Field.PROTOCOL, MOST_BYTE);
        record.packets = number(Field.PACKETS, MOST_COUNT);
        record.bytes = number(Field.BYTES, MOST_COUNT);
        record.tcpFlags = (int) number(Field.TCP_FLAGS, MOST_FLAGS);
        record.trafficPath = (int) number(Field.TRAFFIC_PATH, MOST_BYTE);
    }

    private void words() {
        record.action = action();
        int direction = columns.at(Field.FLOW_DIRECTION);
        record.direction = direction == Columns.NONE
                ? FlowRecord.Direction.NONE
                : line.is(direction, EGRESS)
                        ? FlowRecord.Direction.EGRESS
                        : line.is(direction, INGRESS) ? FlowRecord.Direction.INGRESS : FlowRecord.Direction.NONE;
    }

    private FlowRecord.Status status() {
        int column = columns.at(Field.LOG_STATUS);
        if (column == Columns.NONE) {
            return line.isAbsent(columns.at(Field.SRCADDR)) ? FlowRecord.Status.NODATA : FlowRecord.Status.OK;
        }
        if (line.is(column, OK)) {
            return FlowRecord.Status.OK;
        }
        if (line.is(column, SKIPDATA)) {
            return FlowRecord.Status.SKIPDATA;
        }
        if (!line.is(column, NODATA)) {
            wrong = Optional.of(Field.LOG_STATUS);
        }
        return FlowRecord.Status.NODATA;
    }

    private FlowRecord.Action action() {
        int column = columns.at(Field.ACTION);
        if (column == Columns.NONE) {
            return FlowRecord.Action.NONE;
        }
        if (line.is(column, ACCEPT)) {
            return FlowRecord.Action.ACCEPT;
        }
        if (line.is(column, REJECT)) {
            return FlowRecord.Action.REJECT;
        }
        if (!line.isAbsent(column)) {
            wrong = Optional.of(Field.ACTION);
        }
        return FlowRecord.Action.NONE;
    }

    private void addresses() {
        address(Field.SRCADDR);
        record.sourceHigh = addresses.high();
        record.sourceLow = addresses.low();
        if (differs(Field.PKT_SRCADDR, Field.SRCADDR)) {
            address(Field.PKT_SRCADDR);
        }
        record.packetSourceHigh = addresses.high();
        record.packetSourceLow = addresses.low();
        address(Field.DSTADDR);
        record.destinationHigh = addresses.high();
        record.destinationLow = addresses.low();
        if (differs(Field.PKT_DSTADDR, Field.DSTADDR)) {
            address(Field.PKT_DSTADDR);
        }
        record.packetDestinationHigh = addresses.high();
        record.packetDestinationLow = addresses.low();
    }

    /// Nearly always both addresses are the same text, which is cheaper to see than to read.
    private boolean differs(Field packet, Field plain) {
        int column = columns.at(packet);
        int other = columns.at(plain);
        return column != Columns.NONE
                && column != other
                && !line.isAbsent(column)
                && (line.length(column) != line.length(other)
                        || !Words.same(
                                line.text, line.starts[column], line.text, line.starts[other], line.length(column)));
    }

    private void address(Field field) {
        int column = columns.at(field);
        if (addresses.parse(line.text, line.starts[column], line.ends[column])) {
            return;
        }
        if (!line.isAbsent(column)) {
            wrong = Optional.of(field);
        }
        addresses.clear();
    }

    private long number(Field field, long most) {
        int column = columns.at(field);
        long value = column == Columns.NONE ? Line.ABSENT : line.number(column);
        if (value > most) {
            wrong = Optional.of(field);
        }
        return value;
    }

    private Flaw unreadable(Field field) {
        return new Flaw("field " + field.header + " is not what it should be", line.excerpt(columns.at(field)));
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
