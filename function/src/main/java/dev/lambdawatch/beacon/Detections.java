package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Technique;
import java.util.Arrays;
import java.util.List;

/// What the detectors beside the beacon say about themselves.
final class Detections {
    private static final String ATTACK_VERSION = "19";
    private static final Technique SERVERLESS = new Technique("T1584.007", ATTACK_VERSION);
    private static final Technique WEB = new Technique("T1071.001", ATTACK_VERSION);
    private static final Technique DNS = new Technique("T1071.004", ATTACK_VERSION);
    private static final Technique FALLBACK = new Technique("T1008", ATTACK_VERSION);

    static final Detection RESOLVER = detection(
            "lambdawatch-resolver-beacon",
            "resolver_beacon",
            "Regular connections to a DNS resolver outside, as command and control over DNS makes them",
            "Connections or datagrams by a clock to port 53 or 853 of a public address, or to port 443 of a public"
                    + " resolver. Limits: what was asked is not in a flow log; the network's own resolver is not logged"
                    + " there at all (Resolver query logs are).",
            List.of(DNS),
            List.of("a host that is set up to ask a public resolver, and its health checks"));

    static final Detection HEARTBEAT = detection(
            "lambdawatch-heartbeat",
            "connection_heartbeat",
            "Small messages at regular intervals over one long connection to a platform",
            "One connection of thirty capture windows or more to a serverless platform, a shared edge or a tunnel, whose"
                    + " windows carry small payloads of constant size by a clock: an implant over keep-alive, which"
                    + " begins no new connection. Limits: windows are up to a minute long, so a faster beat looks like"
                    + " one in every window.",
            List.of(SERVERLESS, WEB),
            List.of("web sockets and long polls, which keep themselves alive in the same way"));

    static final Detection BLOCKED = detection(
            "lambdawatch-blocked-callbacks",
            "blocked_callbacks",
            "Refused connections at regular intervals",
            "Attempts by a clock that a security group or network ACL refused, to a destination that hardly ever answers."
                    + " Nothing got out; whoever tries is still there. Limits: a refusal is also logged for packets"
                    + " that come after a connection closed, so pairs with accepted connections are left out.",
            List.of(WEB),
            List.of("software whose update server or licence server was blocked on purpose"));

    static final Detection RECONNECTS = detection(
            "lambdawatch-fast-reconnects",
            "fast_reconnects",
            "Connections without pause over which nothing is said",
            "More than one attempt a minute for an hour or longer, four fifths of them refused, unanswered or empty: an"
                    + " implant whose controller is dead. Limits: told by bytes (a handshake alone sends less than 128).",
            List.of(WEB, FALLBACK),
            List.of("a client whose server is down", "health checks that only open a connection"));

    static final Detection EARLY = detection(
            "lambdawatch-early-sign",
            "early_sign",
            "A first contact with a serverless platform that begins like a beacon",
            "Twelve connections or more of constant size in fifteen minutes to a platform's exclusive range or name that"
                    + " the workload had not called in the twelve hours before. Limits: too short to tell a clock;"
                    + " a shared edge is not enough, the process is not known.",
            List.of(SERVERLESS, WEB),
            List.of("a deployment, and the first run of what it deployed"));

    /// All detections of this room. One that is not here cannot be told.
    static final List<Detection> ALL =
            List.of(BeaconDetection.DETECTION, RESOLVER, HEARTBEAT, BLOCKED, RECONNECTS, EARLY);

    private Detections() {}

    /// What to do next is the same for all: who is it, what is there, how to contain it.
    private static Detection detection(
            String id,
            String name,
            String title,
            String description,
            List<Technique> techniques,
            List<String> falsePositives) {
        return new Detection(
                id, name, title, "1", description, techniques, falsePositives, BeaconDetection.DETECTION.runbook());
    }

    /// Whether names are asked for there: port 53 or 853, or a public resolver that speaks HTTPS.
    static boolean isResolver(PairKey key) {
        return key.port() == 53 || key.port() == 853 || (key.port() == 443 && isPublicResolver(key.address()));
    }

    /// Public resolvers that speak DNS over HTTPS (the lists of their operators). One is no finding
    /// by itself.
    private static boolean isPublicResolver(String address) {
        return Arrays.asList(
                        "1.1.1.1",
                        "1.0.0.1",
                        "8.8.8.8",
                        "8.8.4.4",
                        "9.9.9.9",
                        "149.112.112.112",
                        "208.67.222.222",
                        "208.67.220.220",
                        "94.140.14.14",
                        "94.140.15.15")
                .contains(address);
    }
}
