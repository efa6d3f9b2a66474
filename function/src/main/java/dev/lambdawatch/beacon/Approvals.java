package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Logsource;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.RuleSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Sigma filters approve of among the findings of this room: filters whose log source covers
/// `product: aws, service: vpcflow`, asked by the fields of [FindingFields]. Immutable.
///
/// To the rule language each detection is a rule, so a filter may name it by its name or id, or mean
/// `any`.
final class Approvals {
    private static final Logsource FLOW_LOGS = new Logsource("aws", "", "vpcflow");

    /// The detections of this room as rules.
    static final List<Rule> RULES = Detections.ALL.stream()
            .map(detection -> Rule.standingFor(detection.id(), detection.name(), FLOW_LOGS))
            .toList();

    private final RuleSet rules;
    private final Map<String, Rule> byDetection = new HashMap<>();

    private Approvals(List<Filter> filters) {
        RULES.forEach(rule -> byDetection.put(rule.id(), rule));
        rules = RuleSet.of(RULES, filters, List.of());
    }

    static Approvals of(List<Filter> filters) {
        return new Approvals(filters);
    }

    /// The first filter in force that approves of a finding of this room.
    Optional<Filter> of(Finding finding, Instant now) {
        Rule rule = byDetection.get(finding.detection().id());
        if (rule == null) {
            throw new IllegalArgumentException("no detection of this room: " + finding.detection());
        }
        return rules.suppressing(rule, new FindingFields(finding, rules.fields()), now);
    }
}
