package dev.lambdawatch.cli;

import dev.lambdawatch.beacon.Beacons;
import dev.lambdawatch.beacon.Collector;
import dev.lambdawatch.beacon.Segment;
import dev.lambdawatch.flow.Connections;
import dev.lambdawatch.flow.FlowLog;
import dev.lambdawatch.flow.FlowRecord;
import dev.lambdawatch.flow.FlowRecords;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Collects the flow records of a replay, counts them and keeps the time that they span.
final class FlowPass {
    private final Span span;
    private final Collector collector;
    private final FlowRecords connections;
    private final Diagnostics diagnostics;
    private final NavigableSet<Long> hours = new TreeSet<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long records;
    private long skipped;

    FlowPass(Span span, Beacons beacons, HuntPass hunts, Diagnostics diagnostics) {
        this.span = span;
        this.collector = beacons.collectorOfAll(this::skipped);
        // One for all objects: most of them tell of the same sources.
        this.connections = before(Connections.to(hunts.before(collector)));
        this.diagnostics = diagnostics;
    }

    /// Reads an object.
    ///
    /// @throws IOException if the stream fails; what was read before stays
    void read(String place, InputStream content) throws IOException {
        collector.nextObject();
        FlowLog.read(place, content, connections);
    }

    /// What was collected of all objects, by hour. To be asked once, when all are read.
    List<Segment> segments() {
        List<Segment> segments = collector.segments();
        segments.forEach(segment -> hours.add(segment.hour()));
        if (collector.leftOut() > 0) {
            diagnostics.warn(collector.leftOut() + " connections are more than a replay holds");
        }
        return segments;
    }

    /// Lets the records of the span through to what comes next.
    private FlowRecords before(FlowRecords next) {
        return new FlowRecords() {
            @Override
            public void record(FlowRecord record) {
                records++;
                if (span.holds(record.start())) {
                    first = Math.min(first, record.start());
                    last = Math.max(last, record.end());
                    next.record(record);
                }
            }

            @Override
            public void skipped(String place, long line, String reason) {
                FlowPass.this.skipped(place, line, reason);
            }
        };
    }

    private void skipped(String place, long line, String reason) {
        skipped++;
        diagnostics.warn(place + ": line " + line + " skipped: " + reason);
    }

    /// The ends of the days that are scored, the latest first; to be asked after [#segments].
    List<Instant> ends(Duration every) {
        return ScoringPasses.ends(hours, first(), last(), every);
    }

    /// When the first record begins; [Instant#MAX] if there is none.
    Instant first() {
        return records == 0 || first > last ? Instant.MAX : Instant.ofEpochSecond(first);
    }

    /// When the last record ends; [Instant#MIN] if there is none.
    Instant last() {
        return records == 0 || first > last ? Instant.MIN : Instant.ofEpochSecond(last);
    }

    long records() {
        return records;
    }

    long skippedRecords() {
        return skipped;
    }
}
