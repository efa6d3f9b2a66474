package dev.lambdawatch.rule;

import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.sigma.Logsource;
import dev.lambdawatch.sigma.Notice;
import dev.lambdawatch.sigma.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Sigma rules with `category: dns`, held against rows of Resolver logs. Immutable; any thread may
/// use it.
public final class RowRules {
    private static final Set<String> CATEGORIES = Set.of("dns", "dns_query");

    private final OtherRules rules;

    private RowRules(OtherRules rules) {
        this.rules = rules;
    }

    /// Those of a book, which [Screening] has gone through.
    ///
    /// @throws IllegalArgumentException if one words its texts in a form that we cannot read
    public static RowRules of(Rulebook book) {
        return new RowRules(OtherRules.of(book, NameApprovals.RULES, RowRules::isForRows));
    }

    /// Whether a rule is on rows of Resolver logs.
    public static boolean concerns(Rule rule) {
        return isForRows(rule.logsource());
    }

    static boolean isForRows(Logsource logsource) {
        return CATEGORIES.contains(logsource.category().toLowerCase(Locale.ROOT))
                && (logsource.product().isEmpty() || logsource.product().equalsIgnoreCase("aws"))
                && logsource.service().isEmpty();
    }

    /// Filters on these rows alone that do nothing, because they have expired or mean neither a rule
    /// nor tunnels nor first contacts.
    public List<Notice> idleFilters(Instant now) {
        return rules.idleFilters(now);
    }

    /// A look at the rows of one object, or of a whole replay.
    public RowMatches look() {
        return new RowMatches(rules);
    }
}
