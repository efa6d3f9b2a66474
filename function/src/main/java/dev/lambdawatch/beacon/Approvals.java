package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Notice;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.RuleSet;
import dev.lambdawatch.sigma.Sigma;
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
    private static final String SERVICE = "vpcflow";

    private final RuleSet rules;
    private final RuleSet ours;
    private final Map<String, Rule> byDetection = new HashMap<>();

    private Approvals(List<Filter> filters) {
        for (Detection detection : Detections.ALL) {
            byDetection.put(detection.id(), rule(detection));
        }
        List<Rule> all = List.copyOf(byDetection.values());
        rules = RuleSet.of(all, filters, List.of());
        ours = RuleSet.of(
                all, filters.stream().filter(Approvals::isForBeaconsOnly).toList(), List.of());
    }

    static Approvals of(List<Filter> filters) {
        return new Approvals(filters);
    }

    private static Rule rule(Detection detection) {
        return Sigma.parse(detection.name(), """
                        title: %1$s
                        id: %2$s
                        name: %1$s
                        logsource: {product: aws, service: vpcflow}
                        detection: {selection: {score|exists: true}, condition: selection}
                        """.formatted(detection.name(), detection.id()))
                .rules()
                .getFirst();
    }

    /// The first filter in force that approves of a finding of this room.
    Optional<Filter> of(Finding finding, Instant now) {
        Rule rule = byDetection.get(finding.detection().id());
        if (rule == null) {
            throw new IllegalArgumentException("no detection of this room: " + finding.detection());
        }
        return rules.suppressing(rule, new FindingFields(finding, rules.fields()), now);
    }

    static boolean isForBeaconsOnly(Filter filter) {
        return filter.logsource().service().equalsIgnoreCase(SERVICE);
    }

    /// Filters of this room alone that do nothing, because they have expired or mean no detection.
    List<Notice> idle(Instant now) {
        return ours.idleFilters(now);
    }
}
