package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Durations;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.platform.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tells a scored destination as a finding: the verdict, the points and what they rest on.
final class BeaconFinding {
    private final Contact contact;
    private final BeaconScore score;
    private final WorkloadSpan workload;
    private final Acquaintance acquaintance;
    private final Onset onset;
    private final Beacons.Span span;

    private BeaconFinding(
            Contact contact, WorkloadSpan workload, Acquaintance acquaintance, Onset onset, Beacons.Span span) {
        this.contact = contact;
        this.score = contact.score();
        this.workload = workload;
        this.acquaintance = acquaintance;
        this.onset = onset;
        this.span = span;
    }

    static Finding of(
            Contact contact, WorkloadSpan workload, Acquaintance acquaintance, Onset onset, Beacons.Span span) {
        return new BeaconFinding(contact, workload, acquaintance, onset, span).finding();
    }

    private Finding finding() {
        List<Reason> reasons = contact.sign().isScored() ? reasons() : withoutPoints(reasons());
        int total =
                reasons.stream().mapToInt(reason -> reason.points().orElse(0)).sum();
        Workload identity = workload.workload();
        return new Finding(
                contact.sign().detection(),
                severity(total),
                identity.account(),
                identity.region(),
                new Subject.Workload(
                        identity.key(),
                        identity.id(),
                        identity.account(),
                        workload.face().id(),
                        workload.face().address()),
                contact.resource(),
                headline(),
                reasons,
                contact.evidence(),
                observables(),
                facts(total));
    }

    /// Where there is no score, points have nothing to be added to.
    private static List<Reason> withoutPoints(List<Reason> reasons) {
        return reasons.stream()
                .map(reason -> Reason.of(reason.name(), reason.expected(), reason.observed()))
                .toList();
    }

    private Severity severity(int total) {
        if (contact.isUsual() || isEverybodys()) {
            return Severity.INFORMATIONAL;
        }
        Severity severity = contact.sign().isScored() ? Points.severity(total) : unscored();
        severity = severity.atLeast(contact.sign().most()) ? contact.sign().most() : severity;
        Severity most = span.learning() ? Points.mostWhileLearning(contact.tier()) : Severity.CRITICAL;
        return severity.compareTo(most) < 0 ? severity : most;
    }

    /// Where no score says how sure it is, the destination does.
    private Severity unscored() {
        boolean exclusive =
                contact.tier().filter(tier -> tier.points() >= Tier.B.points()).isPresent();
        return exclusive ? Severity.MEDIUM : Severity.LOW;
    }

    /// A name that nobody knew before, of a platform's customer, is not everybody's, whatever the
    /// address.
    private boolean isEverybodys() {
        return acquaintance.isEverybodys()
                && !(acquaintance.isNew()
                        && contact.tier().filter(tier -> tier == Tier.A).isPresent());
    }

    private String headline() {
        String address = workload.face().address();
        String who = address.isEmpty() ? workload.workload().id() : address;
        String gateway = workload.intermediary() ? "NAT gateway " : "";
        String what = contact.sign().title() + " " + gateway + who + " -> " + contact.name();
        String time = Durations.text(seconds());
        return contact.sign().isScored()
                ? what + " every " + Durations.text(score.periodSeconds()) + " for " + time
                : what + ", " + score.events() + " connections in " + time;
    }

    private List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>();
        if (contact.sign().isScored()) {
            reasons.add(scored());
        } else {
            reasons.add(Reason.of("kind", "", contact.sign().detection().title()));
        }
        reasons.add(destination());
        if (contact.destination().unexplained()) {
            reasons.add(Reason.scored(
                    "name", "an answer with the address", "none in the Resolver logs of its network", Points.NAMELESS));
        } else if (!contact.names().isEmpty()) {
            reasons.add(Reason.of("name", "", String.join(", ", contact.names())));
        }
        if (workload.lambda()) {
            reasons.add(Reason.scored(
                    "source", "no interface of Lambda", workload.face().id(), Points.LAMBDA));
        }
        if (workload.intermediary()) {
            reasons.add(Reason.of(
                    "gateway",
                    "",
                    "it translates addresses, as a NAT gateway does: hosts unknown, for no other workload in these logs"
                            + " calls the destination"));
        }
        reasons.addAll(acquaintance.reasons());
        if (isEverybodys()) {
            reasons.add(Reason.of("everybody's", "", "half of the fleet or more calls it: informational only"));
        }
        if (contact.isUsual()) {
            reasons.add(Reason.of("usual clock", "", "NTP, or a store that AWS's agents poll: informational only"));
        }
        reasons.add(Reason.of("beat", "no regular intervals", beat()));
        reasons.add(Reason.of("size", "varied or large", sizes()));
        if (contact.others() > 0) {
            reasons.add(Reason.of(
                    "other traffic",
                    "",
                    "the beat is that of the most common size: %d of %d connections"
                            .formatted(score.events(), contact.connections())));
        }
        reasons.add(Reason.of("span", "a few hours or bursts", spanned()));
        return reasons;
    }

    private Reason scored() {
        return Reason.scored(
                "score",
                String.format(Locale.ROOT, "below %.2f", BeaconScore.CANDIDATE_SCORE),
                String.format(
                        Locale.ROOT,
                        "%.4f of timing T %.4f, size S %.4f, persistence H %.4f",
                        score.score(),
                        score.timing(),
                        score.size(),
                        score.persistence()),
                Points.of(score));
    }

    private Reason destination() {
        return contact.platform()
                .map(platform -> Reason.scored(
                        "destination",
                        "no serverless platform",
                        platform.name() + ", tier " + platform.tier() + ": " + platform.evidence(),
                        platform.tier().points()))
                .orElse(Reason.of("destination", "", "in no published range of a platform or cloud"));
    }

    /// Nothing finer than the grid is claimed.
    private String beat() {
        String missed = score.missed().isPresent()
                ? score.missed().getAsInt() + " beats missed"
                : "too fast for missed beats to be counted";
        return String.format(
                Locale.ROOT,
                "%d %s, one every %s, jitter %.0f %%, %s, capture windows that lost records: %d",
                score.events(),
                contact.sign().counted(),
                Durations.text(score.periodSeconds()),
                100 * score.jitter(),
                missed,
                workload.skips());
    }

    private String sizes() {
        Sizes sizes = score.sizes();
        if (!sizes.isKnown()) {
            return "unknown: these flow logs do not tell bytes";
        }
        return String.format(
                Locale.ROOT,
                "median %.0f bytes out (%.0f %% alike), %.0f bytes in (%.0f %% alike)",
                sizes.medianOut(),
                100 * sizes.shareOut(),
                sizes.medianIn(),
                100 * sizes.shareIn());
    }

    private String spanned() {
        return String.format(
                Locale.ROOT,
                "%s, in %d of %d buckets of %s",
                Durations.text(seconds()),
                score.filled(),
                score.span(),
                Durations.text(score.grid().seconds()));
    }

    private double seconds() {
        return (double) score.span() * score.grid().seconds();
    }

    private List<Observable> observables() {
        List<Observable> observables = new ArrayList<>();
        for (Evidence item : contact.evidence()) {
            if (item instanceof Evidence.Connections connections) {
                observables.add(new Observable(Observable.Type.IP_ADDRESS, connections.destinationAddress()));
            }
        }
        contact.names().forEach(name -> observables.add(new Observable(Observable.Type.DOMAIN, name)));
        return observables;
    }

    /// The first twenty are those that people see.
    private Map<String, String> facts(int total) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("workload", workload.workload().id());
        facts.put("connections", Integer.toString(score.events()));
        facts.put("period_seconds", String.format(Locale.ROOT, "%.0f", score.periodSeconds()));
        facts.put("jitter", String.format(Locale.ROOT, "%.3f", score.jitter()));
        facts.put(
                "missed_beats",
                score.missed().isPresent() ? Integer.toString(score.missed().getAsInt()) : "");
        facts.put("skipped_windows", Long.toString(workload.skips()));
        facts.put("span_seconds", String.format(Locale.ROOT, "%.0f", seconds()));
        facts.put(
                "bytes_out_median",
                String.format(Locale.ROOT, "%.0f", score.sizes().medianOut()));
        facts.put(
                "bytes_in_median",
                String.format(Locale.ROOT, "%.0f", score.sizes().medianIn()));
        contact.platform().ifPresent(platform -> {
            facts.put("platform", platform.name());
            facts.put("platform_group", platform.group());
            facts.put("tier", platform.tier().name());
            facts.put("attribution", platform.evidence());
        });
        facts.put(contact.names().size() == 1 ? "name" : "names", String.join(", ", contact.names()));
        facts.put("addresses", Integer.toString(contact.addresses()));
        facts.put("subnet", workload.face().subnetId());
        putScore(facts, total);
        facts.put("workload_kind", workload.workload().kind());
        facts.put("vpc", workload.face().vpcId());
        facts.put("lambda_interface", Boolean.toString(workload.lambda()));
        facts.put("other_connections", contact.others() > 0 ? Long.toString(contact.others()) : "");
        facts.put("standing_records", Long.toString(contact.standing()));
        facts.put("rejected_records", Long.toString(contact.rejected()));
        facts.put("callers", Integer.toString(acquaintance.callers()));
        facts.put("fleet", Integer.toString(acquaintance.fleet()));
        acquaintance.firstSeen().ifPresent(first -> facts.put("first_seen", first.toString()));
        facts.put("began", onset.beganAt().toString());
        facts.put("watched_from", onset.watchedFrom().toString());
        facts.put("window_from", span.from().toString());
        facts.put("window_to", span.now().toString());
        if (span.learning()) {
            facts.put("learning", "this deployment is younger than seven days");
        }
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    private void putScore(Map<String, String> facts, int total) {
        facts.put("points", Integer.toString(total));
        facts.put("score", decimal(score.score()));
        facts.put("T", decimal(score.timing()));
        facts.put("S", decimal(score.size()));
        facts.put("H", decimal(score.persistence()));
        facts.put("r1", decimal(score.countRegularity()));
        facts.put(
                "r1_scale_seconds",
                Integer.toString(score.countScale() * score.grid().seconds()));
        facts.put("r2", decimal(score.intervalRegularity()));
        facts.put("r3", decimal(score.spacingRegularity()));
        facts.put("bucket_seconds", Integer.toString(score.grid().seconds()));
        facts.put("verdict", score.verdict().name().toLowerCase(Locale.ROOT));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
