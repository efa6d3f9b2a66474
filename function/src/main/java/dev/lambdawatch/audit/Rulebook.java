package dev.lambdawatch.audit;

import dev.lambdawatch.sigma.Correlation;
import dev.lambdawatch.sigma.Described;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rules, what they add up to over time, the filters over them, and how far each has come.
///
/// @param rules        what to look for
/// @param correlations bursts and sequences of what the rules find
/// @param filters      what is approved
/// @param stages       by the name or id of a rule or correlation, where its stage is another than
///     its file says
public record Rulebook(
        List<Rule> rules, List<Correlation> correlations, List<Filter> filters, Map<String, Stage> stages) {
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

    /// The rules that are held against calls.
    List<Rule> rulesInUse() {
        return rules.stream().filter(rule -> stage(rule) != Stage.OFF).toList();
    }

    List<Correlation> correlationsInUse() {
        return correlations.stream().filter(rule -> stage(rule) != Stage.OFF).toList();
    }
}
