package dev.lambdawatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lambdawatch.aws.Deliveries;
import dev.lambdawatch.aws.ObjectNotice;
import dev.lambdawatch.beacon.Beacons;
import dev.lambdawatch.beacon.Collector;
import dev.lambdawatch.beacon.SourceObject;
import dev.lambdawatch.flow.Connections;
import dev.lambdawatch.flow.FlowCounts;
import dev.lambdawatch.flow.FlowLog;
import dev.lambdawatch.platform.Platforms;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// VPC flow logs in S3, announced by messages of a queue: each object becomes segments of its own
/// in the state bucket, so that one delivered twice replaces itself.
public final class FlowLogHandler implements RequestStreamHandler {
    private final Wiring wiring = new Wiring();
    private final Beacons beacons = Beacons.of(Platforms.bundled());

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        Log log = Log.of(context);
        Deliveries.write(Deliveries.parse(event).read(notice -> collect(notice, log), log::failed), response);
    }

    private void collect(ObjectNotice notice, Log log) throws IOException {
        Skipped skipped = new Skipped(log);
        Collector collector = beacons.collector((place, line, reason) -> skipped.add("line", line, place, reason));
        try (InputStream object = wiring.objects().open(notice.bucket(), notice.key())) {
            FlowCounts counts = FlowLog.read(notice.place(), object, Connections.to(collector));
            int segments = beacons.store(new SourceObject(notice.bucket(), notice.key()), collector, wiring.state());
            log.report("%s: %d records, %d skipped, %d segments, %d connections beyond bounds"
                    .formatted(notice.place(), counts.records(), counts.skipped(), segments, collector.leftOut()));
        }
    }
}
