package dev.lambdawatch.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One thing that a responder should look at.
///
/// @param detection   what found it
/// @param severity    how soon to look
/// @param account     where it happened: twelve digits, or empty
/// @param region      where it happened, or empty
/// @param subject     who did it
/// @param resource    what it was done to: an ARN, or for a beacon `address:port`; empty when
///     unknown
/// @param headline    one line with the verdict: `Lambda code changed by bob: orders-api`
/// @param reasons     why, in order of weight
/// @param evidence    the records behind it, never empty, in order of time
/// @param observables values to pivot on
/// @param facts       named details, in order: they fill a runbook's placeholders and go to
///     machines as they are
public record Finding(
        Detection detection,
        Severity severity,
        String account,
        String region,
        Subject subject,
        String resource,
        String headline,
        List<Reason> reasons,
        List<Evidence> evidence,
        List<Observable> observables,
        Map<String, String> facts) {

    public Finding {
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("a finding of " + detection.name() + " without evidence");
        }
        reasons = List.copyOf(reasons);
        evidence = List.copyOf(evidence);
        observables = List.copyOf(new LinkedHashSet<>(observables));
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /// What it has in common with every repeat of it, and with nothing else.
    public FindingKey key() {
        return new FindingKey(detection.id(), account, subject.key(), resource);
    }

    /// The id of its [#key]: names this finding and every repeat of it.
    public String id() {
        return key().id();
    }

    /// The same finding with further reasons behind its own.
    public Finding because(List<Reason> more) {
        List<Reason> all = new ArrayList<>(reasons);
        all.addAll(more);
        return new Finding(
                detection, severity, account, region, subject, resource, headline, all, evidence, observables, facts);
    }

    /// The same finding with further facts behind its own; one of the same name takes its place.
    public Finding with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(facts);
        all.putAll(more);
        return new Finding(
                detection, severity, account, region, subject, resource, headline, reasons, evidence, observables, all);
    }

    /// The sum of the points of the reasons: a scored finding's total, 0 for one that is not scored.
    public int points() {
        return reasons.stream().mapToInt(reason -> reason.points().orElse(0)).sum();
    }

    public Instant first() {
        return evidence.getFirst().first();
    }

    public Instant last() {
        return evidence.stream()
                .map(Evidence::last)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// A finding and its repeats as one: the evidence of all in order of time without doubles,
    /// everything else from the severest; if several are, from the first of those that rest on most
    /// evidence, for a burst is told again while it grows.
    ///
    /// @throws IllegalArgumentException if there are none, or their ids differ
    public static Finding merge(List<Finding> repeats) {
        if (repeats.stream().map(Finding::id).distinct().count() != 1) {
            throw new IllegalArgumentException("findings that repeat each other have one id");
        }
        Finding severest = repeats.getFirst();
        Set<Evidence> evidence = new LinkedHashSet<>();
        Set<Observable> observables = new LinkedHashSet<>();
        for (Finding repeat : repeats) {
            severest = repeat.outweighs(severest) ? repeat : severest;
            evidence.addAll(repeat.evidence);
            observables.addAll(repeat.observables);
        }
        List<Evidence> inOrder = new ArrayList<>(evidence);
        inOrder.sort(Comparator.comparing(Evidence::first).thenComparing(Evidence::toString));
        return new Finding(
                severest.detection,
                severest.severity,
                severest.account,
                severest.region,
                severest.subject,
                severest.resource,
                severest.headline,
                severest.reasons,
                inOrder,
                List.copyOf(observables),
                severest.facts);
    }

    private boolean outweighs(Finding other) {
        int severer = severity.compareTo(other.severity);
        return severer > 0 || (severer == 0 && evidence.size() > other.evidence.size());
    }
}
