package dev.lambdawatch.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// [RegularPairs] as one writes it first: `readLine`, `split`, a map of strings.
///
/// ```
/// BySplit FILE.log.gz
/// ```
final class BySplit {
    private static final int INSTANCE = RegularPairs.field("instance-id");
    private static final int DESTINATION = RegularPairs.field("pkt-dstaddr");
    private static final int PORT = RegularPairs.field("dstport");
    private static final int PROTOCOL = RegularPairs.field("protocol");
    private static final int BYTES = RegularPairs.field("bytes");
    private static final int START = RegularPairs.field("start");
    private static final int ACTION = RegularPairs.field("action");
    private static final int STATUS = RegularPairs.field("log-status");
    private static final int FLAGS = RegularPairs.field("tcp-flags");
    private static final int DIRECTION = RegularPairs.field("flow-direction");

    private final Map<String, Pair> pairs = new HashMap<>();
    private long connections;

    private static final class Pair {
        private final List<Long> starts = new ArrayList<>();
        private long bytes;
    }

    public static void main(String[] arguments) throws IOException {
        System.out.println(of(Path.of(arguments[0])).line());
    }

    static RegularPairs of(Path file) throws IOException {
        BySplit grouping = new BySplit();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                grouping.add(line.split(" "));
            }
        }
        return grouping.result();
    }

    private void add(String[] fields) {
        if (opens(fields) && isPublic(fields[DESTINATION])) {
            String key = String.join(" ", fields[INSTANCE], fields[DESTINATION], fields[PORT], fields[PROTOCOL]);
            Pair pair = pairs.computeIfAbsent(key, unknown -> new Pair());
            pair.starts.add(Long.parseLong(fields[START]));
            pair.bytes += Long.parseLong(fields[BYTES]);
            connections++;
        }
    }

    private static boolean opens(String[] fields) {
        return fields[STATUS].equals("OK")
                && fields[ACTION].equals("ACCEPT")
                && fields[DIRECTION].equals("egress")
                && (fields[PROTOCOL].equals("17")
                        || (fields[PROTOCOL].equals("6") && (Integer.parseInt(fields[FLAGS]) & 18) == 2));
    }

    /// The made-up day has no other private addresses.
    private static boolean isPublic(String address) {
        return !address.startsWith("10.") && !address.startsWith("fd");
    }

    private RegularPairs result() {
        List<String> regular = new ArrayList<>();
        pairs.forEach((key, pair) -> {
            if (pair.starts.size() >= RegularPairs.LEAST && isRegular(pair)) {
                regular.add(key);
            }
        });
        return new RegularPairs(pairs.size(), connections, regular);
    }

    private static boolean isRegular(Pair pair) {
        long[] starts = pair.starts.stream().mapToLong(Long::longValue).sorted().toArray();
        int n = starts.length;
        double mean = (double) (starts[n - 1] - starts[0]) / (n - 1);
        double squares = 0;
        int hours = 1;
        for (int i = 1; i < n; i++) {
            double off = starts[i] - starts[i - 1] - mean;
            squares += off * off;
            hours += starts[i] / 3600 > starts[i - 1] / 3600 ? 1 : 0;
        }
        return RegularPairs.isRegular(n, hours, mean, Math.sqrt(squares / (n - 2)), (double) pair.bytes / n);
    }
}
