package dev.lambdawatch;

import dev.lambdawatch.aws.ObjectNotice;
import dev.lambdawatch.beacon.Beacons;
import dev.lambdawatch.beacon.Collector;
import dev.lambdawatch.beacon.SourceObject;
import dev.lambdawatch.flow.Connections;
import dev.lambdawatch.flow.FlowCounts;
import dev.lambdawatch.flow.FlowLog;
import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.io.InputStream;

/// Makes segments of one VPC flow log, as far as it can be read, and says what was left out.
final class FlowLane {
    private FlowLane() {}

    /// Reads an object and stores its segments under names made of its own.
    ///
    /// @throws IOException if the bytes cannot be had, or the segments not be stored
    static void read(Beacons beacons, StateStore state, Log log, ObjectNotice notice, InputStream in)
            throws IOException {
        Skipped skipped = new Skipped(log);
        Collector collector = beacons.collector((place, line, reason) -> skipped.add("line", line, place, reason));
        FlowCounts counts = FlowLog.read(notice.place(), in, Connections.to(collector));
        int segments = beacons.store(new SourceObject(notice.bucket(), notice.key()), collector, state);
        log.report("%s: %d records, %d skipped, %d segments, %d connections beyond bounds"
                .formatted(notice.place(), counts.records(), counts.skipped(), segments, collector.leftOut()));
    }
}
