package dev.lambdawatch.flow;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Measures how fast a flow log is read, beside inflating it alone: `FlowSpeed FILE [ROUNDS]`.
///
/// Times are CPU time of the one thread that reads; the best of all rounds counts, in MB of text a
/// second.
public final class FlowSpeed {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FlowSpeed() {}

    /// Reads the file once and says how many bytes of text it held.
    private interface Reading {
        long read(InputStream in) throws IOException;
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        measure("inflate only, GZIPInputStream of 64 KB", file, rounds, FlowSpeed::gzipInputStream);
        measure("inflate only, ours", file, rounds, FlowSpeed::gunzip);
        measure(
                "records",
                file,
                rounds,
                in -> FlowLog.read("speed", in, new Counting()).bytes());
        measure("connections", file, rounds, FlowSpeed::connections);
    }

    private static void measure(String what, Path file, int rounds, Reading reading) throws IOException {
        List<Long> times = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < rounds; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            try (InputStream in = Files.newInputStream(file)) {
                bytes = reading.read(in);
            }
            times.add((THREADS.getCurrentThreadCpuTime() - before) / 1_000_000);
        }
        long best = Math.max(1, times.stream().mapToLong(Long::longValue).min().orElse(1));
        System.out.printf("%-40s %6d ms  %5d MB/s  all rounds %s%n", what, best, bytes / 1_000 / best, times);
    }

    private static long gzipInputStream(InputStream in) throws IOException {
        try (InputStream text = new GZIPInputStream(in, 64 << 10)) {
            return drain(text);
        }
    }

    private static long gunzip(InputStream in) throws IOException {
        try (Gunzip text = new Gunzip(in, 64 << 10)) {
            return drain(text);
        }
    }

    private static long drain(InputStream in) throws IOException {
        byte[] buffer = new byte[256 << 10];
        long bytes = 0;
        int count = in.read(buffer);
        while (count >= 0) {
            bytes += count;
            count = in.read(buffer);
        }
        return bytes;
    }

    private static long connections(InputStream in) throws IOException {
        Counting sink = new Counting();
        long bytes = FlowLog.read("speed", in, Connections.to(sink)).bytes();
        if (sink.sum == 0) {
            throw new IllegalStateException("a file without connections");
        }
        return bytes;
    }

    /// Uses what it is told a little, so that nothing is optimised away.
    private static final class Counting implements FlowRecords, ConnectionSink {
        private long sum;

        @Override
        public void record(FlowRecord record) {
            sum += record.bytes() + record.sourceLow() + record.interfaceId().length();
        }

        @Override
        public void connection(Connection connection) {
            sum += connection.bytes()
                    + connection.destinationLow()
                    + connection.source().addressLow();
        }

        @Override
        public void window(Source source, long start, long end, boolean skipData) {
            sum += start;
        }

        @Override
        public void intermediary(Source source) {
            sum++;
        }

        @Override
        public void skipped(String place, long line, String reason) {
            throw new IllegalStateException(place + ":" + line + " " + reason);
        }
    }
}
