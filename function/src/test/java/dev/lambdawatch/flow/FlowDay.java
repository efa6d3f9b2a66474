package dev.lambdawatch.flow;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/// A made-up day of flow logs in the format of version 5, with beacons planted in it: the same for
/// the same seed.
///
/// Hosts stand in one VPC, each with one interface whose windows are 30 to 60 seconds long. Each
/// browses public addresses, talks to its neighbours, holds a long connection open, and is scanned
/// from outside; a window without traffic gives a NODATA row, and now and then AWS loses one. One
/// host in thirty speaks IPv6. A beacon calls from its host every `sleep` seconds.
///
/// ```
/// FlowDay FOLDER [RECORDS [HOSTS [BEACONS [SEED [DAYS]]]]]   five-minute objects under AWSLogs/
/// FlowDay FILE.log.gz [RECORDS ...]                          the same as one object
/// ```
public final class FlowDay {
    public static final String ACCOUNT = "123456789012";
    public static final String REGION = "eu-west-1";
    public static final String VPC = "vpc-0123456789abcdef0";
    public static final Instant DAY = Instant.parse("2026-08-01T00:00:00Z");

    /// The fields of version 5, in Amazon's order.
    public static final String HEADER =
            "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets"
                    + " bytes start end action log-status vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr"
                    + " region az-id sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction"
                    + " traffic-path";

    private static final int SECONDS = 86_400;
    private static final int SLOT = 300;
    private static final int MEAN_WINDOW = 45;
    private static final DateTimeFormatter SLOT_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    /// A planted beacon: every `sleep` seconds, less or more by the share `jitter`, left out with
    /// probability `drop`.
    ///
    /// @param host        index of the host that calls
    /// @param destination address that it calls at port 443
    /// @param service     AWS's name of the owner of the address, or `-`
    public record Beacon(int host, String destination, String service, double sleep, double jitter, double drop) {}

    /// One object, uncompressed.
    public record Piece(String key, String text) {

        public byte[] compressed() {
            return FlowReading.gzip(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final long seed;
    private final List<FlowHost> hosts;

    private FlowDay(long seed, List<FlowHost> hosts) {
        this.seed = seed;
        this.hosts = hosts;
    }

    /// A day of about so many records.
    public static FlowDay of(long seed, int records, int hosts, List<Beacon> beacons) {
        double recordsPerWindow = (double) records / hosts / (SECONDS / MEAN_WINDOW);
        // A keepalive of two records comes in every fourth window, a connection has 1.8 on average.
        double connectionsPerWindow = Math.max(0.05, (recordsPerWindow - 0.5) / 1.8);
        SplittableRandom random = new SplittableRandom(seed);
        List<FlowHost> made = new ArrayList<>();
        for (int i = 0; i < hosts; i++) {
            int index = i;
            List<Beacon> own =
                    beacons.stream().filter(beacon -> beacon.host() == index).toList();
            made.add(new FlowHost(index, connectionsPerWindow, own, random.split()));
        }
        return new FlowDay(seed, made);
    }

    /// So many beacons on hosts and to addresses drawn by the seed: 20 to 900 seconds, jitter up to
    /// 30 %, every second one to the addresses of API Gateway.
    public static List<Beacon> beacons(long seed, int count, int hosts) {
        SplittableRandom random = new SplittableRandom(seed ^ 0xBEAC04L);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    boolean gateway = i % 2 == 0;
                    String destination =
                            (gateway ? "3.5." : "203.0.") + random.nextInt(256) + "." + random.nextInt(1, 255);
                    double sleep = Math.exp(random.nextDouble(Math.log(20), Math.log(900)));
                    double jitter = random.nextDouble(0.3);
                    return new Beacon(
                            random.nextInt(hosts), destination, gateway ? "API_GATEWAY" : "-", sleep, jitter, 0.05);
                })
                .toList();
    }

    /// The instance id of a host.
    public static String instance(int host) {
        return "i-" + id(host, 0);
    }

    public static String interfaceId(int host) {
        return "eni-" + id(host, 1);
    }

    /// The address of a host that speaks IPv4.
    public static String address(int host) {
        return "10.%d.%d.%d".formatted(host >> 14, host >> 7 & 127, (host & 127) + 10);
    }

    static String id(int host, int kind) {
        return "0%016x".formatted(new SplittableRandom(host * 4L + kind).nextLong());
    }

    /// Makes the day's objects in order of time, each with the records that end in its five
    /// minutes. A day is made once: its hosts live on from call to call.
    public void pieces(Consumer<Piece> to) {
        pieces(SECONDS / SLOT, to);
    }

    /// Makes the first objects only; more than a day has, and the next days follow.
    public void pieces(int count, Consumer<Piece> to) {
        for (int slot = 0; slot < count; slot++) {
            StringBuilder text = new StringBuilder();
            long until = DAY.getEpochSecond() + (slot + 1L) * SLOT;
            hosts.forEach(host -> host.write(until, text));
            to.accept(new Piece(key(slot), HEADER + "\n" + shuffled(text, slot)));
        }
    }

    /// The lines of many interfaces come mixed.
    private String shuffled(StringBuilder text, int slot) {
        List<String> lines = new ArrayList<>(text.toString().lines().toList());
        Collections.shuffle(lines, new Random(seed * 1_000 + slot));
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private String key(int slot) {
        String name = SLOT_NAME.format(DAY.plusSeconds((long) slot * SLOT));
        String day = name.substring(0, 4) + "/" + name.substring(4, 6) + "/" + name.substring(6, 8);
        return "AWSLogs/%s/vpcflowlogs/%s/%s/%s_vpcflowlogs_%s_fl-0123456789abcdef0_%s_%08x.log.gz"
                .formatted(ACCOUNT, REGION, day, ACCOUNT, REGION, name, (int) (seed * 31 + slot));
    }

    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0]);
        int records = argument(arguments, 1, 2_000_000);
        int hosts = argument(arguments, 2, 400);
        int beacons = argument(arguments, 3, 300);
        int seed = argument(arguments, 4, 1);
        int slots = argument(arguments, 5, 1) * SECONDS / SLOT;
        FlowDay day = of(seed, records, hosts, beacons(seed, beacons, hosts));
        if (target.toString().endsWith(".log.gz")) {
            writeOne(day, slots, target);
        } else {
            day.pieces(slots, piece -> writePiece(target, piece));
        }
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private static void writeOne(FlowDay day, int slots, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 1 << 16))) {
            out.write((HEADER + "\n").getBytes(StandardCharsets.UTF_8));
            day.pieces(slots, piece -> {
                try {
                    String lines = piece.text().substring(HEADER.length() + 1);
                    out.write(lines.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void writePiece(Path folder, Piece piece) {
        try {
            Path file = folder.resolve(piece.key());
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, piece.compressed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
