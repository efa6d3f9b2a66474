package dev.lambdawatch.sigma;

import java.util.List;

/// What a file of Sigma documents holds.
///
/// @param refusals documents that are not in force
/// @param notices  about documents that are
public record Parsed(
        List<Rule> rules,
        List<Correlation> correlations,
        List<Filter> filters,
        List<Refusal> refusals,
        List<Notice> notices) {
    public Parsed {
        rules = List.copyOf(rules);
        correlations = List.copyOf(correlations);
        filters = List.copyOf(filters);
        refusals = List.copyOf(refusals);
        notices = List.copyOf(notices);
    }
}
