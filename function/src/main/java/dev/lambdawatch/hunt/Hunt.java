package dev.lambdawatch.hunt;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Technique;
import java.util.List;
import java.util.Locale;

/// A published hunt.
public enum Hunt {
    /// For a data model of network traffic: pairs of addresses, in buckets of ten seconds.
    SPL("SPL", "Regular gaps between buckets of ten seconds, source and destination address", "T1071.001"),
    /// For an endpoint sensor's connections: device, address and port, without buckets.
    KQL("KQL", "Regular gaps between connections, source, destination address and port", "T1071.001"),
    /// For requests to names of serverless platforms, all of a source together.
    SERVERLESS("serverless", "Small, frequent requests of one source to serverless platforms by name", "T1584.007");

    private static final String ATTACK_VERSION = "19";

    private final String label;
    private final Detection detection;

    Hunt(String label, String title, String technique) {
        this.label = label;
        this.detection = new Detection(
                "published-hunt-" + label.toLowerCase(Locale.ROOT),
                "published_hunt_" + label.toLowerCase(Locale.ROOT),
                title,
                "1",
                "What a published hunt reports, for comparison; our own verdict is that of serverless_beacon."
                        + " Limits: it is judged over a day, on what our side opened to public addresses; times are"
                        + " edges of capture windows, which moves the gaps that it measures.",
                List.of(new Technique(technique, ATTACK_VERSION)),
                List.of("agents, metrics and update checks, which call by a clock as well"),
                List.of(
                        "See whether serverless_beacon tells the same destination of {workload}, and with which score."));
    }

    /// Its short name: `SPL`.
    String label() {
        return label;
    }

    Detection detection() {
        return detection;
    }
}
