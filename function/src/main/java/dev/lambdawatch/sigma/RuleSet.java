package dev.lambdawatch.sigma;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rules compiled to be matched together. Immutable; any number of threads may match at once.
///
/// Most rules want one of some texts of `eventName`, else of `eventSource` or another field: an event
/// is looked up by those fields, and only the [Candidates] are tried. No automaton: at some hundred
/// rules a list of checks is several times faster than one.
public final class RuleSet {
    private final Binder binder;
    private final List<String> fields;
    private final List<Member> members;
    private final Candidates candidates;
    private final List<Filter> filters;

    /// By identity: a record's own equality would read all of it for every event.
    private final IdentityHashMap<Rule, List<Restriction>> restrictions = new IdentityHashMap<>();

    /// @param rest what the rule asks beyond being a candidate
    private record Member(Rule rule, Check rest) {}

    /// A rule as the predicates that must all hold.
    private record Conjunction(Rule rule, List<Expression> parts) {
        Stream<Alternatives> alternatives() {
            return Alternatives.in(rule.condition().expression()).stream();
        }
    }

    /// A filter and what it asks.
    private record Restriction(Filter filter, Check check) {}

    private RuleSet(Binder binder, List<Rule> rules, List<Filter> filters) {
        this.binder = binder;
        this.filters = List.copyOf(filters);
        List<Conjunction> conjunctions = rules.stream()
                .map(rule -> new Conjunction(rule, conjuncts(rule.condition().expression())))
                .toList();
        Map<String, Set<String>> texts = texts(conjunctions);
        List<Optional<Alternatives>> gates =
                conjunctions.stream().map(one -> gate(one, texts, binder)).toList();
        this.candidates = Candidates.of(gates, binder);
        this.members = IntStream.range(0, rules.size())
                .mapToObj(i -> member(conjunctions.get(i), gates.get(i), binder))
                .toList();
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
        return of(rules, filters, more, Set.of());
    }

    /// The same where some fields are dear to ask.
    ///
    /// @param dear fields of which a value is asked only where all else that a rule wants is so
    public static RuleSet of(List<Rule> rules, List<Filter> filters, List<String> more, Set<String> dear) {
        Binder binder = new Binder(dear);
        more.forEach(binder::slot);
        return new RuleSet(binder, rules, filters);
    }

    /// Dotted paths of all fields that a rule asks, in the order of their slots: what the reader of
    /// records must capture. The path "" is the whole record.
    public List<String> fields() {
        return fields;
    }

    /// Calls `found` once for each rule that holds, in the order of the set.
    /// Filters are not asked here, so that what they suppress can be counted: see [#suppressing].
    public void match(Event event, Consumer<Rule> found) {
        long[] bits = candidates.of(event);
        for (int word = 0; word < bits.length; word++) {
            for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
                Member member = members.get(word * Long.SIZE + Long.numberOfTrailingZeros(rest));
                if (member.rest.holds(event)) {
                    found.accept(member.rule);
                }
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

    /// What rules want to read, by the field.
    private static Map<String, Set<String>> texts(List<Conjunction> conjunctions) {
        Map<String, Set<String>> texts = new HashMap<>();
        conjunctions.stream()
                .flatMap(Conjunction::alternatives)
                .forEach(one ->
                        texts.computeIfAbsent(one.field(), _ -> new HashSet<>()).addAll(one.texts()));
        return texts;
    }

    /// What tells most of a rule: the smallest share of all texts that rules want of a field.
    private static Optional<Alternatives> gate(Conjunction conjunction, Map<String, Set<String>> texts, Binder binder) {
        return conjunction
                .alternatives()
                .filter(one -> !binder.isDear(one.field()))
                .min(Comparator.comparingDouble(one -> (double) one.texts().size()
                        / texts.getOrDefault(one.field(), one.texts()).size()));
    }

    private static Member member(Conjunction conjunction, Optional<Alternatives> gate, Binder binder) {
        Optional<Expression> told = gate.flatMap(Alternatives::whole);
        // Bound though no check runs it: an explanation of the rule asks for its predicates.
        told.ifPresent(binder::bind);
        return new Member(
                conjunction.rule,
                binder.bind(Expression.and(conjunction.parts.stream()
                        .filter(part -> !told.equals(Optional.of(part)))
                        .toList())));
    }
}
