package dev.lambdawatch.sigma;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Rules compiled to be matched together. Immutable; any number of threads may match at once.
///
/// Rules that share a predicate which must hold for each of them (mostly `eventSource` or
/// `eventName`) stand behind that one predicate, the gate, and cost nothing where it fails. No
/// automaton: at some hundred rules a list of checks is several times faster than one.
public final class RuleSet {
    private final Binder binder;
    private final List<String> fields;
    private final List<Group> groups;
    private final List<Filter> filters;

    /// By identity: a record's own equality would read all of it for every event.
    private final IdentityHashMap<Rule, List<Restriction>> restrictions = new IdentityHashMap<>();

    /// Rules behind one gate.
    private record Group(Check gate, List<Member> members) {}

    /// @param rest what the rule asks beyond its gate
    private record Member(Rule rule, Check rest) {}

    /// A rule as the predicates that must all hold.
    private record Conjunction(Rule rule, List<Expression> parts) {}

    /// A filter and what it asks.
    private record Restriction(Filter filter, Check check) {}

    private RuleSet(Binder binder, List<Group> groups, List<Rule> rules, List<Filter> filters) {
        this.binder = binder;
        this.groups = List.copyOf(groups);
        this.filters = List.copyOf(filters);
        for (Rule rule : rules) {
            restrictions.put(
                    rule,
                    filters.stream()
                            .filter(filter -> filter.appliesTo(rule))
                            .map(filter -> new Restriction(
                                    filter, binder.bind(filter.condition().expression())))
                            .toList());
        }
        this.fields = binder.fields();
    }

    /// Rules without filters.
    public static RuleSet of(List<Rule> rules) {
        return of(rules, List.of(), List.of());
    }

    /// Rules under filters.
    ///
    /// @param more fields to number besides those that a rule or filter asks, because the caller
    ///     wants their values
    public static RuleSet of(List<Rule> rules, List<Filter> filters, List<String> more) {
        Binder binder = new Binder();
        more.forEach(binder::slot);
        return new RuleSet(binder, groups(rules, binder), rules, filters);
    }

    private static List<Group> groups(List<Rule> rules, Binder binder) {
        List<Conjunction> conjunctions = rules.stream()
                .map(rule -> new Conjunction(rule, conjuncts(rule.condition().expression())))
                .toList();
        Map<Expression, Integer> uses = uses(conjunctions);
        Map<Optional<Expression>, List<Conjunction>> byGate = new LinkedHashMap<>();
        for (Conjunction conjunction : conjunctions) {
            byGate.computeIfAbsent(gate(conjunction, uses), gate -> new ArrayList<>())
                    .add(conjunction);
        }
        List<Group> groups = new ArrayList<>();
        byGate.forEach((gate, members) -> groups.add(group(gate, members, binder)));
        return groups;
    }

    /// Dotted paths of all fields that a rule asks, in the order of their slots: what the reader of
    /// records must capture. The path "" is the whole record.
    public List<String> fields() {
        return fields;
    }

    /// Calls `found` once for each rule that holds, in an order that depends on the set alone.
    /// Filters are not asked here, so that what they suppress can be counted: see [#suppressing].
    public void match(Event event, Consumer<Rule> found) {
        // By index, here and below: an iterator would be an object for every event.
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            if (group.gate.holds(event)) {
                match(group.members, event, found);
            }
        }
    }

    private static void match(List<Member> members, Event event, Consumer<Rule> found) {
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (member.rest.holds(event)) {
                found.accept(member.rule);
            }
        }
    }

    /// The first filter in force that says no to what a rule of this set found.
    public Optional<Filter> suppressing(Rule rule, Event event, Instant now) {
        for (Restriction restriction : restrictions.getOrDefault(rule, List.of())) {
            if (restriction.filter.isInForce(now) && !restriction.check.holds(event)) {
                return Optional.of(restriction.filter);
            }
        }
        return Optional.empty();
    }

    /// The filter in force that came nearest to suppressing what a rule of this set found: the one
    /// on which the most predicates held. Empty if none held on any.
    public Optional<NearMiss> nearest(Rule rule, Event event, Instant now) {
        return restrictions.getOrDefault(rule, List.of()).stream()
                .map(Restriction::filter)
                .filter(filter -> filter.isInForce(now))
                .map(filter -> nearMiss(filter, event))
                .filter(miss -> miss.held() > 0 && !miss.failed().isEmpty())
                .max(Comparator.comparingInt(NearMiss::held)
                        .thenComparing(Comparator.comparingInt(
                                        (NearMiss miss) -> miss.failed().size())
                                .reversed()));
    }

    private NearMiss nearMiss(Filter filter, Event event) {
        Nearness.Distance distance = Nearness.of(filter.condition().expression(), false, event, binder);
        return new NearMiss(filter, distance.held(), distance.failed());
    }

    /// Filters that do nothing, because they have expired or mean no rule of this set.
    public List<Notice> idleFilters(Instant now) {
        List<Notice> notices = new ArrayList<>();
        for (Filter filter : filters) {
            if (!filter.isInForce(now)) {
                notices.add(
                        notice(filter, "expired at " + filter.expires() + " and is ignored; owner: " + filter.owner()));
            } else if (restrictions.keySet().stream().noneMatch(filter::appliesTo)) {
                notices.add(notice(filter, "means no rule: " + String.join(", ", filter.rules())));
            }
        }
        return notices;
    }

    private static Notice notice(Filter filter, String text) {
        return new Notice(filter.place(), filter.title(), text);
    }

    /// The predicates that make a rule of this set hold for the event; empty if it does not.
    public List<Match> explain(Rule rule, Event event) {
        return Explanation.of(rule.condition().expression(), event, binder);
    }

    /// The predicates that decided what a filter of this set says: which ones made it suppress, or
    /// which ones kept it from suppressing.
    public List<Match> explain(Filter filter, Event event) {
        return Explanation.ofOutcome(filter.condition().expression(), event, binder);
    }

    private static List<Expression> conjuncts(Expression expression) {
        return expression instanceof Expression.And(List<Expression> parts)
                ? parts.stream().flatMap(part -> conjuncts(part).stream()).toList()
                : List.of(expression);
    }

    private static Map<Expression, Integer> uses(List<Conjunction> conjunctions) {
        Map<Expression, Integer> uses = new HashMap<>();
        for (Conjunction conjunction : conjunctions) {
            conjunction.parts.stream().distinct().forEach(part -> uses.merge(part, 1, Integer::sum));
        }
        return uses;
    }

    /// The positive predicate of a rule that most rules share; none if it has only others.
    private static Optional<Expression> gate(Conjunction conjunction, Map<Expression, Integer> uses) {
        return conjunction.parts.stream()
                .filter(Expression.AnyValue.class::isInstance)
                .filter(part -> Binder.cost(part) <= 2)
                .max(Comparator.comparing(part -> uses.getOrDefault(part, 0)));
    }

    private static Group group(Optional<Expression> gate, List<Conjunction> conjunctions, Binder binder) {
        List<Member> members = conjunctions.stream()
                .map(conjunction -> new Member(conjunction.rule, binder.bind(without(gate, conjunction))))
                .toList();
        return new Group(gate.map(binder::bind).orElse(event -> true), members);
    }

    private static Expression without(Optional<Expression> gate, Conjunction conjunction) {
        return Expression.and(conjunction.parts.stream()
                .filter(part -> !gate.equals(Optional.of(part)))
                .toList());
    }
}
