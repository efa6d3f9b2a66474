package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.CloudTrail;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.FindingSink;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.sigma.Correlated;
import dev.lambdawatch.sigma.Correlations;
import dev.lambdawatch.sigma.Correlator;
import dev.lambdawatch.sigma.Described;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.NearMiss;
import dev.lambdawatch.sigma.Notice;
import dev.lambdawatch.sigma.Refusal;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.RuleSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Holds API calls against rules, filters and correlations. One instance serves many threads: what
/// changes is in the store of windows and in a bounded memory of recent calls.
public final class Audit {
    /// A trail file brings what EventBridge dropped some fifteen minutes later at most.
    private static final Duration LATENESS = Duration.ofMinutes(15);

    private static final int RECENT_CALLS = 10_000;

    private final Rulebook book;
    private final Estate estate;
    private final Correlations correlations;
    private final RuleSet rules;
    private final Captures captures;
    private final FieldPlan plan;
    private final Correlator correlator;
    private final FunctionActs acts;
    private final Habits habits;
    private final Set<Rule> restingOnAccount = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Recent recent = new Recent(RECENT_CALLS);

    /// By identity: a record's own equality would read all of a rule for every finding.
    private final IdentityHashMap<Described, RuleFinding> findings = new IdentityHashMap<>();

    private Audit(Rulebook book, Estate estate, Memory memory) {
        this.book = book;
        this.acts = new FunctionActs(memory.functions());
        this.habits = new Habits(memory.habits());
        this.estate = estate;
        this.correlations = Correlations.of(book.correlationsInUse(), book.rulesInUse());
        this.rules = RuleSet.of(book.rulesInUse(), book.filtersInUse(), correlations.fields());
        this.captures = new Captures(this.rules.fields());
        this.plan = new FieldPlan(this.rules.fields(), captures);
        this.correlator = new Correlator(correlations, this.rules.fields(), memory.windows(), LATENESS);
        book.rulesInUse().forEach(rule -> findings.put(rule, RuleFinding.of(rule)));
        book.rulesInUse().stream()
                .filter(rule -> DerivedField.restsOnAccount(rule.condition().fields()))
                .forEach(restingOnAccount::add);
        correlations.inForce().forEach(correlation -> findings.put(correlation, RuleFinding.of(correlation)));
    }

    /// An audit by these rules and filters, which remembers within the process.
    ///
    /// @throws IllegalArgumentException if a rule or filter names a derived field that does not
    ///     exist, or a rule words its texts in a form that we cannot read
    public static Audit of(Rulebook book, Estate estate) {
        return of(book, estate, Memory.inProcess());
    }

    /// The same with a memory that others share.
    ///
    /// @throws IllegalArgumentException as above
    public static Audit of(Rulebook book, Estate estate, Memory memory) {
        return new Audit(book, estate, memory);
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

    /// Names of the correlations in force, as their findings bear them: no filter can mean one.
    public Set<String> correlationNames() {
        return correlations.inForce().stream()
                .map(correlation -> correlation.name().isEmpty() ? correlation.title() : correlation.name())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// How often somebody or something new found no room among what is usual, since this audit was
    /// made.
    public long turnedAway() {
        return habits.turnedAway();
    }

    /// Correlations that are not in force, and why.
    public List<Refusal> refusals() {
        return correlations.refusals();
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
        Request request = new Request(call, captures, estate, habits.of(call, estate));
        AuditEvent event = new AuditEvent(plan, request);
        List<Rule> standing = new ArrayList<>(0);
        List<Finding> told = new ArrayList<>(0);
        rules.match(event, rule -> {
            Optional<Filter> filter = rules.suppressing(rule, event, now);
            if (filter.isPresent()) {
                verdicts.suppressed(words(rule).of(request, () -> rules.explain(rule, event)), filter.get());
                return;
            }
            if (restingOnAccount.contains(rule) && request.caller().isLearning()) {
                verdicts.learning(words(rule).of(request, () -> rules.explain(rule, event)));
                return;
            }
            standing.add(rule);
            if (correlations.tells(rule)) {
                Finding finding = words(rule).of(request, () -> rules.explain(rule, event));
                if (tell(rule, notApproved(finding, rules.nearest(rule, event, now)), verdicts)) {
                    told.add(finding);
                }
            }
        });
        List<Finding> correlated = standing.isEmpty() ? List.of() : correlate(standing, request, event, verdicts);
        told.addAll(correlated);
        request.caller().learn(told.stream().noneMatch(Audit::speaksAgainst));
        // Last, so that a history that fails keeps nothing from being told.
        acts.note(request, told);
        correlated.forEach(finding -> acts.accuse(request, finding));
        request.caller().complain();
    }

    /// What people are warned of must not become usual by being done.
    private static boolean speaksAgainst(Finding finding) {
        return finding.severity().atLeast(Severity.MEDIUM);
    }

    /// Those that people hear of.
    private List<Finding> correlate(List<Rule> standing, Request request, AuditEvent event, Verdicts verdicts) {
        ApiCall call = request.call();
        List<Finding> told = new ArrayList<>(0);
        recent.add(call);
        for (Correlated correlated : correlator.observe(call.twinId(), call.time(), event, standing)) {
            Finding finding = words(correlated.correlation()).of(request, correlated, recent.of(correlated));
            if (tell(correlated.correlation(), finding, verdicts)) {
                told.add(finding);
            }
        }
        return told;
    }

    /// The finding, and why the filter that came nearest does not approve of it.
    private static Finding notApproved(Finding finding, Optional<NearMiss> nearest) {
        return nearest.map(miss -> finding.because(Disapproval.reasons(miss))).orElse(finding);
    }

    /// Whether people hear of it.
    private boolean tell(Described rule, Finding finding, Verdicts verdicts) {
        if (book.stage(rule) == Stage.DRY_RUN) {
            verdicts.rehearsed(finding);
            return false;
        }
        verdicts.accept(finding);
        return true;
    }

    private RuleFinding words(Described rule) {
        RuleFinding words = findings.get(rule);
        if (words == null) {
            throw new IllegalStateException("'" + rule.title() + "' was found, which is not in use");
        }
        return words;
    }
}
