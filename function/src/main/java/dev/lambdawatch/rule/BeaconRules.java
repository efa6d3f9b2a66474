package dev.lambdawatch.rule;

import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.beacon.Beacons;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.sigma.Event;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Logsource;
import dev.lambdawatch.sigma.Notice;
import dev.lambdawatch.sigma.Rule;
import java.time.Instant;
import java.util.List;

/// Sigma rules with `product: aws, service: vpcflow`, held against beacons: a rule sees what a filter
/// for beacons sees, and finds beacons that its author cares about more than their points say.
/// Immutable; any thread may use it.
///
/// They are not held against single records: what a record says alone, a firewall's log says
/// sooner.
public final class BeaconRules {
    private final OtherRules rules;

    private BeaconRules(OtherRules rules) {
        this.rules = rules;
    }

    /// Those of a book, which [Screening] has gone through.
    ///
    /// @throws IllegalArgumentException if one words its texts in a form that we cannot read
    public static BeaconRules of(Rulebook book) {
        return new BeaconRules(OtherRules.of(book, Beacons.detections(), BeaconRules::isForBeacons));
    }

    /// Whether a rule is on beacons.
    public static boolean concerns(Rule rule) {
        return isForBeacons(rule.logsource());
    }

    static boolean isForBeacons(Logsource logsource) {
        return logsource.product().equalsIgnoreCase("aws")
                && logsource.service().equalsIgnoreCase("vpcflow")
                && logsource.category().isEmpty();
    }

    /// Filters on flow logs alone that do nothing, because they have expired or mean no detection and
    /// no rule.
    public List<Notice> idleFilters(Instant now) {
        return rules.idleFilters(now);
    }

    /// Hands what the rules find in a beacon to the verdicts, as findings beside it, by the filters
    /// that are in force at its end.
    public void examine(Finding beacon, Verdicts verdicts) {
        if (rules.isEmpty()) {
            return;
        }
        Event event = Beacons.event(beacon, rules.fields());
        rules.match(
                event,
                rule -> rules.tell(
                        rule, rules.approving(rule, event, beacon.last()), finding(rule, event, beacon), verdicts));
    }

    /// Hands on beacons, and beside each what the rules find in it. A beacon that a filter approves of
    /// is approved to the rules as well.
    public Beacons.Verdicts beside(Beacons.Verdicts beacons, Verdicts ruled) {
        return new Beacons.Verdicts() {
            @Override
            public void accept(Finding beacon) {
                beacons.accept(beacon);
                examine(beacon, ruled);
            }

            @Override
            public void suppressed(Finding beacon, Filter filter) {
                beacons.suppressed(beacon, filter);
            }
        };
    }

    private Finding finding(Rule rule, Event event, Finding beacon) {
        return new Finding(
                rules.words(rule).detection(),
                rules.words(rule).severity(),
                beacon.account(),
                beacon.region(),
                beacon.subject(),
                beacon.resource(),
                rules.words(rule).headline(beacon.facts(), rule.title() + ": " + beacon.headline()),
                rules.reasons(rule, event, beacon.facts()),
                beacon.evidence(),
                beacon.observables(),
                beacon.facts());
    }
}
