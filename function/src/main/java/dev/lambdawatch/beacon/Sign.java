package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Severity;

/// What kind of regular contact a finding of this room is about.
enum Sign {
    /// Connections begun by a clock.
    BEACON(BeaconDetection.DETECTION, "Beacon", "connections", Severity.CRITICAL),
    /// The same to a DNS resolver that is not the network's own.
    RESOLVER(Detections.RESOLVER, "Beacon over DNS", "connections", Severity.CRITICAL),
    /// Small messages by a clock over one connection that stands.
    HEARTBEAT(Detections.HEARTBEAT, "Heartbeat over one connection", "messages", Severity.MEDIUM),
    /// Attempts by a clock that were refused.
    BLOCKED(Detections.BLOCKED, "Blocked callbacks", "attempts", Severity.LOW),
    /// Connections without pause over which nothing is said.
    RECONNECTS(Detections.RECONNECTS, "Fast reconnects", "connections", Severity.MEDIUM),
    /// A first contact that begins like a beacon, too short to be scored.
    EARLY(Detections.EARLY, "Early sign of a beacon", "connections", Severity.LOW);

    private final Detection detection;
    private final String title;
    private final String counted;
    private final Severity most;

    Sign(Detection detection, String title, String counted, Severity most) {
        this.detection = detection;
        this.title = title;
        this.counted = counted;
        this.most = most;
    }

    Detection detection() {
        return detection;
    }

    /// Whether it is told before all others of the same addresses.
    boolean isBeacon() {
        return this == BEACON || this == RESOLVER;
    }

    /// Whether its beat is that of connections begun, not of what happens over one or is refused.
    boolean isOfConnections() {
        return this != HEARTBEAT && this != BLOCKED;
    }

    /// How a headline begins.
    String title() {
        return title;
    }

    /// What is counted, in the plural.
    String counted() {
        return counted;
    }

    /// The most that such a finding may be, whatever its points.
    Severity most() {
        return most;
    }

    /// Whether the score of timing, size and persistence makes it one.
    boolean isScored() {
        return this != RECONNECTS && this != EARLY;
    }
}
