package dev.lambdawatch.audit;

import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rules, the filters over them, and how far each rule has come.
///
/// @param rules   what to look for
/// @param filters what is approved
/// @param stages  by the name or id of a rule, where its stage is another than its file says
public record Rulebook(List<Rule> rules, List<Filter> filters, Map<String, Stage> stages) {
    public Rulebook {
        rules = List.copyOf(rules);
        filters = List.copyOf(filters);
        stages = Map.copyOf(stages);
    }

    /// Rules without filters, each in the stage that its file says.
    public static Rulebook of(List<Rule> rules) {
        return new Rulebook(rules, List.of(), Map.of());
    }

    /// The stage of a rule.
    ///
    /// @throws IllegalArgumentException if the rule's file names one that does not exist
    public Stage stage(Rule rule) {
        return Optional.ofNullable(stages.get(rule.name()))
                .or(() -> Optional.ofNullable(stages.get(rule.id())))
                .orElseGet(() -> Stage.of(rule));
    }

    /// The rules that are held against calls.
    List<Rule> inUse() {
        return rules.stream().filter(rule -> stage(rule) != Stage.OFF).toList();
    }
}
