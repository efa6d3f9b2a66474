package dev.lambdawatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lambdawatch.aws.Deliveries;
import dev.lambdawatch.beacon.Beacons;
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
        Deliveries.write(
                Deliveries.parse(event)
                        .read(
                                notice -> {
                                    try (InputStream object = wiring.objects().open(notice.bucket(), notice.key())) {
                                        FlowLane.read(beacons, wiring.state(), log, notice, object);
                                    }
                                },
                                log::failed),
                response);
    }
}
