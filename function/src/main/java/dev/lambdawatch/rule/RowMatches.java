package dev.lambdawatch.rule;

import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.dns.Query;
import dev.lambdawatch.dns.SigmaFields;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Rule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What rules find in many rows: one finding a rule, workload and registered domain, for a tunnel
/// asks for thousands of names under one. Mutable: for one thread.
public final class RowMatches {
    /// Findings of one look; what is new beyond it is counted only.
    private static final int LIMIT = 10_000;

    private final OtherRules rules;
    private final Map<Key, Met> met = new LinkedHashMap<>();
    private long leftOut;

    RowMatches(OtherRules rules) {
        this.rules = rules;
    }

    /// @param filter title of the filter that approves, or empty
    private record Key(String rule, Subject.Workload workload, String domain, String filter) {}

    /// @param query   the first row in time
    /// @param reasons why the rule holds for it
    private record Met(
            Rule rule,
            Optional<Filter> filter,
            Query query,
            List<Reason> reasons,
            Instant first,
            Instant last,
            long rows) {

        /// With one row more, told by the one that was earlier.
        Met and(Query other, Supplier<List<Reason>> why) {
            Instant time = other.time();
            return time.isBefore(first)
                    ? new Met(rule, filter, other, why.get(), time, last, rows + 1)
                    : new Met(rule, filter, query, reasons, first, time.isAfter(last) ? time : last, rows + 1);
        }
    }

    /// Holds a row against the rules.
    public void add(Query query) {
        if (!rules.isEmpty()) {
            Asked event = new Asked(rules.fields(), field -> SigmaFields.of(query, field));
            rules.match(event, rule -> add(rule, query, event));
        }
    }

    private void add(Rule rule, Query query, Asked event) {
        Optional<Filter> filter = rules.approving(rule, event, query.time());
        Key key = new Key(
                rule.hash(),
                query.workload(),
                query.domain(),
                filter.map(Filter::title).orElse(""));
        Supplier<List<Reason>> why = () -> rules.reasons(rule, event, facts(query));
        Met known = met.get(key);
        if (known != null) {
            met.put(key, known.and(query, why));
        } else if (met.size() < LIMIT) {
            met.put(key, new Met(rule, filter, query, why.get(), query.time(), query.time(), 1));
        } else {
            leftOut++;
        }
    }

    /// Hands all that was found to the verdicts, in the order in which it was met.
    public void tell(Verdicts verdicts) {
        met.values().forEach(each -> rules.tell(each.rule, each.filter, finding(each), verdicts));
    }

    /// Rows of findings beyond the bound.
    public long leftOut() {
        return leftOut;
    }

    private Finding finding(Met each) {
        Query query = each.query;
        Map<String, String> facts = facts(query);
        facts.put("rows", Long.toString(each.rows));
        Subject.Workload workload = query.workload();
        return new Finding(
                rules.words(each.rule).detection(),
                rules.words(each.rule).severity(),
                query.account(),
                query.region(),
                workload,
                query.domain(),
                rules.words(each.rule)
                        .headline(facts, each.rule.title() + ": " + workload.name() + " -> " + query.name()),
                each.reasons,
                List.of(new Evidence.Lookups(
                        query.sourceAddress(), query.name(), query.type(), 1, each.first, each.last)),
                observables(query),
                facts);
    }

    private static List<Observable> observables(Query query) {
        Observable name = new Observable(Observable.Type.DOMAIN, query.name());
        return query.sourceAddress().isEmpty()
                ? List.of(name)
                : List.of(name, new Observable(Observable.Type.IP_ADDRESS, query.sourceAddress()));
    }

    private static Map<String, String> facts(Query query) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("workload", query.workload().name());
        facts.put("vpc", query.vpc());
        facts.put("source", query.sourceAddress());
        facts.put("name", query.name());
        facts.put("domain", query.domain());
        facts.put("record_type", query.type());
        facts.put("response_code", query.responseCode());
        facts.put("firewall_action", query.firewallAction());
        facts.values().removeIf(String::isEmpty);
        return facts;
    }
}
