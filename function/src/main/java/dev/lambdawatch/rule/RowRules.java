package dev.lambdawatch.rule;

import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.dns.SigmaFields;
import dev.lambdawatch.sigma.Logsource;
import dev.lambdawatch.sigma.Notice;
import dev.lambdawatch.sigma.Refusal;
import dev.lambdawatch.sigma.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Sigma rules with `category: dns`, held against rows of Resolver logs. Immutable; any thread may
/// use it.
///
/// What [SigmaFields] has are all fields of a row, so a rule that asks another could never find
/// what it means; it is refused.
public final class RowRules {
    private static final Set<String> CATEGORIES = Set.of("dns", "dns_query");

    private final OtherRules rules;
    private final List<Refusal> refusals;

    private RowRules(OtherRules rules, List<Refusal> refusals) {
        this.rules = rules;
        this.refusals = refusals;
    }

    /// Those of a book.
    ///
    /// @throws IllegalArgumentException if one words its texts in a form that we cannot read
    public static RowRules of(Rulebook book) {
        List<Refusal> refusals = book.rulesOn(RowRules::isForRows).stream()
                .filter(rule -> !isAnswerable(rule))
                .map(RowRules::refusal)
                .toList();
        Rulebook sound = new Rulebook(
                book.rules().stream().filter(RowRules::isAnswerable).toList(),
                book.correlations(),
                book.filters(),
                book.stages());
        return new RowRules(OtherRules.of(sound, NameApprovals.RULES, RowRules::isForRows), refusals);
    }

    /// Whether a rule is on rows of Resolver logs.
    public static boolean concerns(Rule rule) {
        return isForRows(rule.logsource());
    }

    private static boolean isForRows(Logsource logsource) {
        return CATEGORIES.contains(logsource.category().toLowerCase(Locale.ROOT))
                && (logsource.product().isEmpty() || logsource.product().equalsIgnoreCase("aws"))
                && logsource.service().isEmpty();
    }

    private static boolean isAnswerable(Rule rule) {
        return SigmaFields.names().containsAll(rule.condition().fields());
    }

    private static Refusal refusal(Rule rule) {
        List<String> unknown = rule.condition().fields().stream()
                .filter(field -> !SigmaFields.names().contains(field))
                .sorted()
                .toList();
        return new Refusal(
                rule.place(), rule.title(), "a row of a Resolver log has no field '" + unknown.getFirst() + "'");
    }

    /// Rules that are not in force, and why.
    public List<Refusal> refusals() {
        return refusals;
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
