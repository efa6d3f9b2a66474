package dev.lambdawatch.audit;

import dev.lambdawatch.sigma.Correlation;
import dev.lambdawatch.sigma.Described;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Logsource;
import dev.lambdawatch.sigma.Refusal;
import dev.lambdawatch.sigma.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Rules, what they add up to over time, the filters over them, and how far each has come.
///
/// @param rules        what to look for
/// @param correlations bursts and sequences of what the rules find
/// @param filters      what is approved
/// @param stages       by the name or id of a rule or correlation, where its stage is another than
///     its file says
public record Rulebook(
        List<Rule> rules, List<Correlation> correlations, List<Filter> filters, Map<String, Stage> stages) {
    /// What our records are to Sigma.
    private static final Logsource CALLS = new Logsource("aws", "", "cloudtrail");

    public Rulebook {
        rules = List.copyOf(rules);
        correlations = List.copyOf(correlations);
        filters = List.copyOf(filters);
        stages = Map.copyOf(stages);
    }

    /// Rules alone, each in the stage that its file says.
    public static Rulebook of(List<Rule> rules) {
        return new Rulebook(rules, List.of(), List.of(), Map.of());
    }

    /// The stage of a rule or correlation.
    ///
    /// @throws IllegalArgumentException if its file names one that does not exist
    public Stage stage(Described rule) {
        return Optional.ofNullable(stages.get(rule.name()))
                .or(() -> Optional.ofNullable(stages.get(rule.id())))
                .orElseGet(() -> Stage.of(rule));
    }

    /// A book, and what had to be left out of it.
    ///
    /// @param refusals why each document is not in the book
    public record Screened(Rulebook book, List<Refusal> refusals) {
        public Screened {
            refusals = List.copyOf(refusals);
        }
    }

    /// This book without what an audit cannot hold against calls: a document that names a derived
    /// field which does not exist, or words its texts or its stage in a form that we cannot read.
    /// So one of them does not take the others down.
    public Screened screened() {
        List<Refusal> refusals = new ArrayList<>();
        Rulebook sound = new Rulebook(
                rules.stream()
                        .filter(rule -> isSound(
                                rule, isForCalls(rule) ? rule.condition().fields() : Set.of(), refusals))
                        .toList(),
                correlations.stream()
                        .filter(one -> isSound(one, one.fields(), refusals))
                        .toList(),
                filters.stream().filter(filter -> isSound(filter, refusals)).toList(),
                stages);
        return new Screened(sound, refusals);
    }

    private static boolean isForCalls(Rule rule) {
        return isForCalls(rule.logsource());
    }

    /// Whether a document with this log source speaks of calls.
    public static boolean isForCalls(Logsource logsource) {
        return logsource.covers(CALLS);
    }

    private static boolean isSound(Described rule, Set<String> fields, List<Refusal> refusals) {
        Optional<String> fault = unknown(fields).or(() -> misworded(rule));
        fault.ifPresent(reason -> refusals.add(new Refusal(rule.place(), rule.title(), reason)));
        return fault.isEmpty();
    }

    private static boolean isSound(Filter filter, List<Refusal> refusals) {
        if (!isForCalls(filter.logsource())) {
            return true;
        }
        Optional<String> fault = unknown(filter.condition().fields());
        fault.ifPresent(reason -> refusals.add(new Refusal(filter.place(), filter.title(), reason)));
        return fault.isEmpty();
    }

    private static Optional<String> unknown(Set<String> fields) {
        return fields.stream()
                .filter(field -> field.startsWith(DerivedField.PREFIX))
                .filter(field -> DerivedField.named(field).isEmpty())
                .sorted()
                .findFirst()
                .map(field -> "there is no derived field '" + field + "'");
    }

    private static Optional<String> misworded(Described rule) {
        try {
            RuleFinding.of(rule);
            Stage.of(rule);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// The rules on logs of other kinds that are not off.
    ///
    /// @param kind which of them
    public List<Rule> rulesOn(Predicate<Logsource> kind) {
        return rules.stream()
                .filter(rule -> kind.test(rule.logsource()))
                .filter(rule -> stage(rule) != Stage.OFF)
                .toList();
    }

    /// The rules that are held against calls: those on CloudTrail that are not off.
    List<Rule> rulesInUse() {
        return rules.stream()
                .filter(Rulebook::isForCalls)
                .filter(rule -> stage(rule) != Stage.OFF)
                .toList();
    }

    /// The filters that may mean rules on calls.
    List<Filter> filtersInUse() {
        return filters.stream().filter(filter -> isForCalls(filter.logsource())).toList();
    }

    List<Correlation> correlationsInUse() {
        return correlations.stream().filter(rule -> stage(rule) != Stage.OFF).toList();
    }
}
