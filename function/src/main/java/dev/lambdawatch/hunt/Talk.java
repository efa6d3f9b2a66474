package dev.lambdawatch.hunt;

import dev.lambdawatch.flow.Connection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The allowed records of one workload's connections to one port of one address. Mutable.
final class Talk {
    private static final int PORT = 0xffff;
    private static final int OUT = 1 << 16;
    private static final int BEGUN = 1 << 17;
    private static final int FLAGS_KNOWN = 1 << 18;

    /// A record of a connection that lives has the same source port as one of the window before:
    /// the longest window is of ten minutes.
    private static final int SAME_CONNECTION = 15 * 60;

    private long[] seconds = new long[4];
    private int[] marks = new int[4];
    private long[] bytes = new long[4];
    private int length;
    private int protocol;

    void add(Connection connection) {
        if (length == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * length);
            marks = Arrays.copyOf(marks, 2 * length);
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        protocol = connection.protocol();
        seconds[length] = connection.start();
        bytes[length] = connection.bytes();
        marks[length++] = (connection.sourcePort() & PORT)
                | (connection.fromInitiator() ? OUT : 0)
                | (connection.opening() ? BEGUN : 0)
                | (connection.flagsKnown() ? FLAGS_KNOWN : 0);
    }

    /// Marks what began a connection where no flags tell; to be called once, after the last record.
    void settle() {
        int[] order = IntStream.range(0, length)
                .filter(i -> isOut(i) && (marks[i] & FLAGS_KNOWN) == 0)
                .boxed()
                .sorted((a, b) -> Long.compare(seconds[a], seconds[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        Map<Integer, Long> lastOfPort = new HashMap<>();
        for (int i : order) {
            Long before = lastOfPort.put(marks[i] & PORT, seconds[i]);
            if (before == null || seconds[i] - before > SAME_CONNECTION) {
                marks[i] |= BEGUN;
            }
        }
    }

    private boolean isOut(int i) {
        return (marks[i] & OUT) != 0;
    }

    private boolean isBegun(int i) {
        return (marks[i] & BEGUN) != 0;
    }

    /// IANA's number: of the last record, should both TCP and UDP use the port.
    int protocol() {
        return protocol;
    }

    /// The windows in which the workload sent something, of all days.
    LongStream sent() {
        return IntStream.range(0, length).filter(this::isOut).mapToLong(i -> seconds[i]);
    }

    /// Those of a day.
    LongStream sent(Day day) {
        return select(day, this::isOut).mapToLong(i -> seconds[i]);
    }

    /// The windows in which it began a connection, once for each.
    LongStream begun(Day day) {
        return select(day, this::isBegun).mapToLong(i -> seconds[i]);
    }

    /// All bytes that it sent.
    LongStream bytesOut(Day day) {
        return select(day, this::isOut).mapToLong(i -> bytes[i]);
    }

    /// All bytes that it received.
    LongStream bytesIn(Day day) {
        return select(day, i -> !isOut(i)).mapToLong(i -> bytes[i]);
    }

    private IntStream select(Day day, IntPredicate which) {
        return IntStream.range(0, length).filter(i -> day.holds(seconds[i]) && which.test(i));
    }
}
