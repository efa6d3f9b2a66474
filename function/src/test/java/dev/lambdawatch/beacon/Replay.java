package dev.lambdawatch.beacon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.flow.Connections;
import dev.lambdawatch.flow.FlowLog;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.stored.StateStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Takes source objects through the room, from bytes to findings, as the deployed functions do.
final class Replay {
    /// The day of most tests.
    static final long DAY = Instant.parse("2026-11-21T00:00:00Z").getEpochSecond();

    /// Windows of a minute, that begin as a real interface's do: at any second.
    static final FlowText.Windows MINUTES = new FlowText.Windows(DAY + 13, 60);

    /// In the range 3.216.135.0/24 of Amazon API Gateway, us-east-1.
    static final String GATEWAY = "3.216.135.9";

    static final String SOMEWHERE = "203.0.113.77";

    static final Instant NEXT_MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");

    private Replay() {}

    static List<Finding> findings(FlowText... logs) {
        List<byte[]> objects = new ArrayList<>();
        for (FlowText log : logs) {
            objects.add(log.object());
        }
        return findings(objects);
    }

    static List<Finding> findings(List<byte[]> objects) {
        return findings(Beacons.Span.day(NEXT_MIDNIGHT), objects);
    }

    static List<Finding> findings(Beacons.Span span, List<byte[]> objects) {
        List<Finding> findings = new ArrayList<>();
        evaluate(span, store(objects), findings);
        return findings;
    }

    static Beacons.Summary evaluate(Beacons.Span span, StateStore store, List<Finding> findings) {
        try {
            return Beacons.of(Platforms.bundled()).evaluate(span, store, finding -> {
                // Whatever a test makes: rules and filters that ask for a fact are not refused.
                assertThat(finding.facts().keySet()).allMatch(Beacons::isField);
                findings.add(finding);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StateStore store(List<byte[]> objects) {
        StateStore store = StateStore.inMemory();
        store(objects, store);
        return store;
    }

    static void store(List<byte[]> objects, StateStore store) {
        store(objects, store, Collector.Bounds.DEFAULT);
    }

    static void store(List<byte[]> objects, StateStore store, Collector.Bounds bounds) {
        Beacons beacons = Beacons.of(Platforms.bundled());
        try {
            for (int i = 0; i < objects.size(); i++) {
                SourceObject object = new SourceObject("logs", "object " + i);
                beacons.store(object, collected(bounds, objects.get(i)), store);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void store(String name, byte[] object, StateStore store) throws IOException {
        Beacons.of(Platforms.bundled()).store(new SourceObject("logs", name), collected(object), store);
    }

    static Collector collected(byte[] object) {
        return collected(Collector.Bounds.DEFAULT, object);
    }

    static Collector collected(Collector.Bounds bounds, byte[] object) {
        Collector collector = new Collector(bounds, (place, line, reason) -> {
            throw new AssertionError(place + ":" + line + " " + reason);
        });
        try {
            FlowLog.read("object", new ByteArrayInputStream(object), Connections.to(collector));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return collector;
    }
}
