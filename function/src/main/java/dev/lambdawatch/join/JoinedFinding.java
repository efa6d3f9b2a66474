package dev.lambdawatch.join;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Words a change and a beacon as one finding.
///
/// @param change unapproved, before the beacon began
record JoinedFinding(Finding beacon, CodeChange change, Candidates candidates, Beginning beginning) {

    Finding finding() {
        return new Finding(
                candidates.detection(),
                beacon.severity().max(severity()),
                beacon.account(),
                beacon.region(),
                beacon.subject(),
                beacon.resource(),
                headline(),
                reasons(),
                evidence(),
                observables(),
                facts());
    }

    private Severity severity() {
        Severity most = candidates.most();
        return isAfterChange() || !most.atLeast(Severity.HIGH) ? most : Severity.HIGH;
    }

    private boolean isAfterChange() {
        return beginning.isKnownAfter(change.time());
    }

    private String headline() {
        return candidates.headline(change, beacon.headline().replaceFirst("^Beacon ", ""));
    }

    private List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>();
        reasons.add(Reason.of(
                "change",
                "no unapproved one in the seven days before",
                "%s of %s by %s at %s, %s before the beacon began: finding %s, \"%s\""
                        .formatted(
                                change.what(),
                                change.name(),
                                change.by(),
                                change.time(),
                                text(Duration.between(change.time(), beginning.began())),
                                change.findingId(),
                                change.headline())));
        if (!isAfterChange()) {
            reasons.add(Reason.of(
                    "beginning",
                    "",
                    "unknown: what is known of the network's flow logs begins at %s, after the change"
                            .formatted(beginning.watchedFrom())));
        }
        reasons.add(Reason.of("functions behind the interface", "", candidates.told()));
        reasons.add(Reason.of(
                "beacon",
                "",
                "finding " + beacon.id() + ", " + beacon.severity().level() + " by itself"));
        reasons.addAll(beacon.reasons());
        return reasons;
    }

    private List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(change.call());
        evidence.addAll(beacon.evidence());
        return evidence;
    }

    private List<Observable> observables() {
        List<Observable> observables = new ArrayList<>(beacon.observables());
        observables.add(new Observable(Observable.Type.RESOURCE, change.function()));
        String source = change.call().sourceAddress();
        if (!source.isEmpty() && Character.isDigit(source.charAt(0))) {
            observables.add(new Observable(Observable.Type.IP_ADDRESS, source));
        }
        return observables;
    }

    /// What a responder asks for first stands first.
    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("function_name", change.name());
        facts.put("function_arn", change.function());
        facts.put("changed", change.what());
        facts.put("changed_by", change.by());
        facts.put("changed_at", change.time().toString());
        facts.put("change_event_id", change.call().eventId());
        facts.put("change_finding", change.findingId());
        facts.put("beacon_finding", beacon.id());
        facts.put("candidates", String.join(", ", candidates.functions()));
        beacon.facts().forEach(facts::putIfAbsent);
        return facts;
    }

    private static String text(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        return time.toHours() > 0 ? time.toHours() + " h " + time.toMinutesPart() + " min" : time.toMinutes() + " min";
    }
}
