package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.flow.Connections;
import dev.lambdawatch.flow.FlowLog;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Measures what state of a day of flow logs costs: bytes beside the compressed input, and CPU for
/// collecting and for scoring.
///
/// ```
/// StateBench FOLDER-OR-FILE NOW [ROUNDS]
/// ```
final class StateBench {
    private StateBench() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> objects;
        try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
            objects = all.filter(Files::isRegularFile).sorted().toList();
        }
        Instant now = Instant.parse(arguments[1]);
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        for (int round = 0; round < rounds; round++) {
            run(objects, now);
        }
    }

    private static void run(List<Path> objects, Instant now) throws IOException {
        Beacons beacons = Beacons.of(Platforms.bundled());
        StateStore store = StateStore.inMemory();
        long start = cpu();
        long input = 0;
        for (Path object : objects) {
            Collector collector = beacons.collector((place, line, reason) -> System.err.println(place + ": " + reason));
            try (InputStream in = Files.newInputStream(object)) {
                FlowLog.read(object.toString(), in, Connections.to(collector));
            }
            beacons.store(new SourceObject("", object.toString()), collector, store);
            input += Files.size(object);
        }
        long collected = cpu();
        List<Finding> findings = new ArrayList<>();
        Beacons.Summary summary =
                beacons.evaluate(new Beacons.Span(now, Duration.ofDays(1), false), store, findings::add);
        long scored = cpu();
        long segments = size(store, "segments/");
        // Where an hour has one segment, it is the hour.
        long hours = store.list("hours/").isEmpty() ? segments : size(store, "hours/");
        System.out.println(String.format(
                Locale.ROOT,
                "%d objects, %.1f MB compressed; segments %.2f MB (%.1f %%), hours %.2f MB (%.1f %%); collected in %d ms"
                        + " CPU; merged %d segments and scored %d pairs in %d ms CPU; %d findings, %d strobes, %d left out",
                objects.size(),
                input / 1e6,
                segments / 1e6,
                100.0 * segments / input,
                hours / 1e6,
                100.0 * hours / input,
                (collected - start) / 1_000_000,
                summary.segments(),
                summary.pairs(),
                (scored - collected) / 1_000_000,
                summary.findings(),
                summary.strobes(),
                summary.leftOut()));
    }

    private static long size(StateStore store, String prefix) throws IOException {
        long size = 0;
        for (StateStore.Stored each : store.list(prefix)) {
            size += store.read(each.name()).orElseThrow().length;
        }
        return size;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
