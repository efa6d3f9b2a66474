package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.CloudTrail;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.FindingSink;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Notice;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.RuleSet;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Holds API calls against rules and filters. Immutable, so that one instance serves many threads.
public final class Audit {
    private final Rulebook book;
    private final Estate estate;
    private final RuleSet rules;
    private final Captures captures;
    private final FieldPlan plan;

    /// By identity: a record's own equality would read all of a rule for every finding.
    private final IdentityHashMap<Rule, RuleFinding> findings = new IdentityHashMap<>();

    private Audit(Rulebook book, Estate estate) {
        this.book = book;
        this.estate = estate;
        this.rules = RuleSet.of(book.inUse(), book.filters(), List.of());
        this.captures = new Captures(this.rules.fields());
        this.plan = new FieldPlan(this.rules.fields(), captures);
        book.inUse().forEach(rule -> findings.put(rule, RuleFinding.of(rule)));
    }

    /// An audit by these rules and filters.
    ///
    /// @throws IllegalArgumentException if a rule or filter names a derived field that does not
    ///     exist, or a rule words its texts in a form that we cannot read
    public static Audit of(Rulebook book, Estate estate) {
        return new Audit(book, estate);
    }

    /// An audit by rules alone, each in the stage that its file says.
    ///
    /// @param accounts     as in [Estate]
    /// @param ownFunctions as in [Estate]
    /// @throws IllegalArgumentException as above
    public static Audit of(List<Rule> rules, Set<String> accounts, String ownFunctions) {
        return of(Rulebook.of(rules), new Estate(accounts, ownFunctions, Set.of()));
    }

    /// A reader that captures what these rules read.
    public CloudTrail reader() {
        return CloudTrail.capturing(captures.paths(), estate.accounts());
    }

    /// Filters that do nothing at this time, because they have expired or mean no rule.
    public List<Notice> idleFilters(Instant now) {
        return rules.idleFilters(now);
    }

    /// Hands every finding of a call that is to be told to the sink, by the filters in force when
    /// the call was made.
    public void examine(ApiCall call, FindingSink sink) {
        examine(call, call.time(), sink::accept);
    }

    /// Hands every finding of a call to the verdicts. The call must come from [#reader()].
    ///
    /// An exception of the verdicts ends the call's examination and is the caller's to handle.
    ///
    /// @param now decides which filters are in force
    public void examine(ApiCall call, Instant now, Verdicts verdicts) {
        if (estate.isOwnInvocation(call)) {
            return;
        }
        Request request = new Request(call, captures, estate);
        AuditEvent event = new AuditEvent(plan, request);
        rules.match(event, rule -> judge(rule, request, event, now, verdicts));
    }

    private void judge(Rule rule, Request request, AuditEvent event, Instant now, Verdicts verdicts) {
        RuleFinding words = findings.get(rule);
        if (words == null) {
            throw new IllegalStateException("the rules found '" + rule.title() + "', which they do not hold");
        }
        Finding finding = words.of(request, () -> rules.explain(rule, event));
        Optional<Filter> filter = rules.suppressing(rule, event, now);
        if (filter.isPresent()) {
            verdicts.suppressed(finding, filter.get());
        } else if (book.stage(rule) == Stage.DRY_RUN) {
            verdicts.rehearsed(finding);
        } else {
            verdicts.accept(finding);
        }
    }
}
