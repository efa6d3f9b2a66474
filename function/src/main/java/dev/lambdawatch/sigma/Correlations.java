package dev.lambdawatch.sigma;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Correlations with the rules, and other correlations, that they name. Immutable.
public final class Correlations {
    private final List<Correlation> inForce = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final IdentityHashMap<Described, List<Listener>> listeners = new IdentityHashMap<>();

    /// A correlation that listens to a rule.
    ///
    /// @param reference what it calls the rule
    record Listener(Correlation correlation, String reference) {}

    private Correlations() {}

    /// Resolves what correlations name: by name, else by id, else by title. One that names what is
    /// not there, or is part of a circle, is refused.
    public static Correlations of(List<Correlation> correlations, List<Rule> rules) {
        Correlations all = new Correlations();
        List<Described> targets = new ArrayList<>(rules);
        targets.addAll(correlations);
        all.settle(correlations, targets, new LinkedHashSet<>(rules));
        return all;
    }

    /// Takes in force, again and again, what names only what is in force.
    private void settle(List<Correlation> correlations, List<Described> targets, Set<Described> settled) {
        List<Correlation> open = new ArrayList<>(correlations);
        List<Correlation> ready = open;
        while (!ready.isEmpty()) {
            ready = open.stream()
                    .filter(one -> one.rules().stream()
                            .allMatch(reference ->
                                    resolve(reference, targets).stream().anyMatch(settled::contains)))
                    .toList();
            ready.forEach(one -> listen(one, targets));
            inForce.addAll(ready);
            settled.addAll(ready);
            open.removeAll(ready);
        }
        open.forEach(one -> refusals.add(new Refusal(one.place(), one.title(), reason(one, targets))));
    }

    private void listen(Correlation correlation, List<Described> targets) {
        for (String reference : new LinkedHashSet<>(correlation.rules())) {
            resolve(reference, targets)
                    .ifPresent(target -> listeners
                            .computeIfAbsent(target, key -> new ArrayList<>())
                            .add(new Listener(correlation, reference)));
        }
    }

    private static String reason(Correlation correlation, List<Described> targets) {
        return correlation.rules().stream()
                .filter(reference -> resolve(reference, targets).isEmpty())
                .findFirst()
                .map(reference -> "there is no rule '" + reference + "'")
                .orElse("it names a correlation that is refused, or itself in a circle");
    }

    private static Optional<Described> resolve(String reference, List<Described> targets) {
        return Stream.<Predicate<Described>>of(
                        target -> target.name().equals(reference),
                        target -> target.id().equals(reference),
                        target -> target.title().equals(reference))
                .flatMap(same -> targets.stream().filter(same).limit(1))
                .findFirst();
    }

    /// Those that all rules are there for.
    public List<Correlation> inForce() {
        return List.copyOf(inForce);
    }

    /// Those that are not in force, and why.
    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /// The fields whose values they need of an event, to be numbered by [RuleSet#of(List, List,
    /// List)].
    public List<String> fields() {
        return listeners.values().stream()
                .flatMap(Collection::stream)
                .flatMap(Correlations::fields)
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> fields(Listener listener) {
        Correlation correlation = listener.correlation;
        return Stream.concat(correlation.groupBy().stream(), correlation.valueFields().stream())
                .map(name -> correlation.field(name, listener.reference));
    }

    /// Whether what a rule or correlation finds is told by itself: unless it is named by
    /// correlations none of which says `generate: true`.
    public boolean tells(Described found) {
        List<Listener> all = listeners(found);
        return all.isEmpty() || all.stream().anyMatch(listener -> listener.correlation.generate());
    }

    /// Whether a correlation counts what a rule or correlation finds.
    public boolean follow(Described found) {
        return !listeners(found).isEmpty();
    }

    /// Each rule or correlation that others name, with those.
    void forEachFollowed(BiConsumer<Described, List<Listener>> action) {
        listeners.forEach(action);
    }

    /// The correlations that name a rule or correlation.
    private List<Listener> listeners(Described found) {
        return listeners.getOrDefault(found, List.of());
    }
}
