package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Detection;
import java.util.List;

/// All detections of this room. One that is not here cannot be told.
final class Detections {
    static final List<Detection> ALL = List.of(BeaconDetection.DETECTION);

    private Detections() {}
}
