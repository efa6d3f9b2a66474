package dev.lambdawatch.dns;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.finding.Technique;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tells too many names under one domain as a finding: the verdict, the counts and what they rest
/// on.
final class TunnelFinding {
    /// Characters that a name of a tunnel has in front of its domain, on average, at least: the
    /// shortest packet of dnscat2 is nine bytes, as hexadecimal digits.
    static final int LONG_NAME = 18;

    static final Detection DETECTION = new Detection(
            "lambdawatch-dns-tunnel",
            "dns_tunnel",
            "Many different names under one domain, as a tunnel through DNS makes them",
            "1",
            "Different names that one host asks for under one registered domain in ten minutes, whatever the"
                    + " record type. Limits: the resolver logs only what it cannot answer from its cache; a tunnel"
                    + " slower than ten names a minute is below the bar, one over many registered domains is"
                    + " counted apart, and one through another resolver is not in this log.",
            List.of(new Technique("T1071.004", "19"), new Technique("T1048", "19")),
            List.of(
                    "mail and web filters that ask a reputation list about each address or file",
                    "content networks and telemetry that make a host name for each request",
                    "an inventory or a security test that tries names under a domain",
                    "a resolver of another network behind an inbound endpoint, which asks for many hosts"),
            List.of(
                    "Ask the owner of {workload} what asks for names under {resource}, such as {example}.",
                    "Look up who registered {resource} and when, and whether other hosts ask for it.",
                    "$ aws ec2 describe-network-interfaces --region {region}"
                            + " --filters Name=addresses.private-ip-address,Values={source} Name=vpc-id,Values={vpc}"
                            + "   # what the address belongs to",
                    "To contain it, block {resource} by a rule of Route 53 Resolver DNS Firewall, and port 53 to"
                            + " other resolvers by the workload's security group."));

    private final Zone zone;
    private final ZoneNames names;
    private final ZoneNames.Peak peak;

    private TunnelFinding(Zone zone, ZoneNames names, ZoneNames.Peak peak) {
        this.zone = zone;
        this.names = names;
        this.peak = peak;
    }

    static Finding of(Zone zone, ZoneNames names, ZoneNames.Peak peak) {
        return new TunnelFinding(zone, names, peak).finding();
    }

    private Finding finding() {
        Asker asker = zone.asker();
        Subject.Workload workload = asker.workload();
        return new Finding(
                DETECTION,
                severity(),
                asker.account(),
                asker.region(),
                workload,
                zone.domain(),
                "DNS tunnel " + workload.name() + " -> " + zone.domain() + ": " + peak.names()
                        + " names in ten minutes",
                reasons(),
                List.of(evidence()),
                List.of(
                        new Observable(Observable.Type.DOMAIN, zone.domain()),
                        new Observable(Observable.Type.IP_ADDRESS, asker.address())),
                facts());
    }

    /// Short names, or fewer than any tunnel measured, are as often something harmless.
    private Severity severity() {
        return peak.names() >= Tunnels.TYPICAL && averageLength() >= LONG_NAME ? Severity.HIGH : Severity.MEDIUM;
    }

    private Evidence evidence() {
        return new Evidence.Lookups(
                zone.asker().address(), zone.domain(), types(), peak.names(), time(0), time(Tunnels.WINDOW));
    }

    private List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>();
        reasons.add(Reason.of(
                "different names",
                "at most about 50 under one domain in ten minutes",
                peak.names() + " from " + time(0) + " to " + time(Tunnels.WINDOW)));
        reasons.add(Reason.of(
                "length",
                "words, shorter than " + LONG_NAME + " characters",
                String.format(Locale.ROOT, "%.0f characters on average in front of the domain", averageLength())));
        reasons.add(Reason.of(
                "answers",
                "names that a search tries out mostly do not exist",
                String.format(Locale.ROOT, "%d %% of the names exist", 100L * peak.answered() / peak.names())));
        reasons.add(Reason.of("record types", "", types()));
        reasons.add(Reason.of(
                "duration",
                "one burst",
                peak.windows() + (peak.windows() == 1 ? " window" : " sliding windows") + " of ten minutes with "
                        + Tunnels.SUSPICIOUS + " or more"));
        if (!zone.asker().resolverEndpoint().isEmpty()) {
            reasons.add(Reason.of(
                    "source", "one host", "a resolver of another network, with any number of hosts behind it"));
        }
        return reasons;
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("workload", zone.asker().workload().name());
        facts.put("vpc", zone.asker().vpc());
        facts.put("instance", zone.asker().instance());
        facts.put("resolver_endpoint", zone.asker().resolverEndpoint());
        facts.put("domain", zone.domain());
        facts.put("example", names.examples().values().stream().findFirst().orElse(""));
        facts.put("examples", String.join(", ", names.examples().values()));
        facts.put("names", Integer.toString(peak.names()));
        facts.put("names_that_exist", Integer.toString(peak.answered()));
        facts.put("average_length", String.format(Locale.ROOT, "%.1f", averageLength()));
        facts.put("windows", Integer.toString(peak.windows()));
        facts.put("record_types", types());
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    private double averageLength() {
        return (double) peak.length() / peak.names();
    }

    private String types() {
        return String.join(", ", names.types());
    }

    private Instant time(int minutes) {
        return Instant.ofEpochSecond(60L * (peak.minute() + minutes));
    }
}
