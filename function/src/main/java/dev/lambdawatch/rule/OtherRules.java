package dev.lambdawatch.rule;

import dev.lambdawatch.audit.RuleWords;
import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.Stage;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.sigma.Event;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Logsource;
import dev.lambdawatch.sigma.Notice;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.RuleSet;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rules of a book on one kind of log, with their filters, stages and words. Immutable; any
/// thread may use it.
final class OtherRules {
    private final RuleSet rules;
    private final RuleSet approvable;
    private final boolean isEmpty;

    /// By identity: a record's own equality would read all of it for every match.
    private final IdentityHashMap<Rule, Stage> stages = new IdentityHashMap<>();

    private final IdentityHashMap<Rule, RuleWords> words = new IdentityHashMap<>();

    /// @throws IllegalArgumentException if a rule words its texts in a form that we cannot read
    private OtherRules(List<Rule> on, List<Rule> detections, Rulebook book, Predicate<Logsource> kind) {
        this.rules = RuleSet.of(on, book.filters(), List.of());
        this.approvable = RuleSet.of(
                Stream.concat(on.stream(), detections.stream()).toList(),
                book.filters().stream()
                        .filter(filter -> kind.test(filter.logsource()))
                        .toList(),
                List.of());
        this.isEmpty = on.isEmpty();
        for (Rule rule : on) {
            stages.put(rule, book.stage(rule));
            words.put(rule, RuleWords.of(rule));
        }
    }

    /// @param detections what is found on these logs by other means, as rules
    /// @param kind       which logs; a filter on them alone is one that can do nothing elsewhere
    static OtherRules of(Rulebook book, List<Rule> detections, Predicate<Logsource> kind) {
        return new OtherRules(book.rulesOn(kind), detections, book, kind);
    }

    /// Filters on these logs alone that do nothing, because they have expired or mean nothing that is
    /// found there.
    List<Notice> idleFilters(Instant now) {
        return approvable.idleFilters(now);
    }

    boolean isEmpty() {
        return isEmpty;
    }

    /// The fields that an event is asked, by their numbers.
    List<String> fields() {
        return rules.fields();
    }

    void match(Event event, Consumer<Rule> found) {
        rules.match(event, found);
    }

    /// The filter in force that approves of what a rule found.
    Optional<Filter> approving(Rule rule, Event event, Instant now) {
        return rules.suppressing(rule, event, now);
    }

    RuleWords words(Rule rule) {
        return kept(words.get(rule), rule);
    }

    List<Reason> reasons(Rule rule, Event event, Map<String, String> facts) {
        return words(rule).reasons(facts, () -> rules.explain(rule, event));
    }

    /// Hands a finding of a rule to the verdicts.
    void tell(Rule rule, Optional<Filter> approving, Finding finding, Verdicts verdicts) {
        if (approving.isPresent()) {
            verdicts.suppressed(Draft.of(finding), approving.get());
        } else if (kept(stages.get(rule), rule) == Stage.DRY_RUN) {
            verdicts.rehearsed(Draft.of(finding));
        } else {
            verdicts.accept(finding);
        }
    }

    private static <T> T kept(@Nullable T value, Rule rule) {
        if (value == null) {
            throw new IllegalStateException("'" + rule.title() + "' was found, which is not in use");
        }
        return value;
    }
}
