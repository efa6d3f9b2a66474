package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.CloudTrail;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.sigma.Correlated;
import dev.lambdawatch.sigma.Correlations;
import dev.lambdawatch.sigma.Correlator;
import dev.lambdawatch.sigma.Described;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Notice;
import dev.lambdawatch.sigma.OpenWindows;
import dev.lambdawatch.sigma.Refusal;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.RuleSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    /// Principals that invoke functions in one trail file.
    private static final int COUNTED_AT_A_TIME = 10_000;

    private final Estate estate;
    private final Correlations correlations;
    private final RuleSet rules;
    private final Captures captures;
    private final FieldPlan plan;
    private final Correlator correlator;
    private final FunctionActs acts;
    private final Habits habits;
    private final PaceStore paces;

    /// Whether a rule in use asks for floods; else nothing is counted.
    private final boolean isCounting;

    private final Recent recent = new Recent(RECENT_CALLS);

    /// By identity: a record's own equality would read all of a rule for every finding.
    private final IdentityHashMap<Described, InUse> inUse = new IdentityHashMap<>();

    /// A rule or correlation, and what there is to know of it before any call.
    ///
    /// @param tells          whether what it finds is told by itself
    /// @param followed       whether correlations count what it finds
    /// @param restsOnAccount whether it asks what is usual in an account
    private record InUse(RuleFinding words, Stage stage, boolean tells, boolean followed, boolean restsOnAccount) {}

    private Audit(Rulebook book, Estate estate, Memory memory) {
        this.acts = new FunctionActs(memory.functions());
        this.habits = new Habits(memory.habits());
        this.paces = memory.paces();
        this.estate = estate;
        this.correlations = Correlations.of(book.correlationsInUse(), book.rulesInUse());
        this.rules = RuleSet.of(book.rulesInUse(), book.filtersInUse(), correlations.fields(), DerivedField.dear());
        this.isCounting = this.rules.fields().contains(DerivedField.FLOOD.path());
        this.captures = new Captures(this.rules.fields());
        this.plan = new FieldPlan(this.rules.fields(), captures);
        this.correlator = new Correlator(correlations, this.rules.fields(), memory.windows(), LATENESS);
        book.rulesInUse()
                .forEach(rule -> inUse.put(
                        rule,
                        inUse(
                                rule,
                                book,
                                DerivedField.restsOnAccount(rule.condition().fields()))));
        correlations.inForce().forEach(correlation -> inUse.put(correlation, inUse(correlation, book, false)));
    }

    private InUse inUse(Described rule, Rulebook book, boolean restsOnAccount) {
        return new InUse(
                RuleFinding.of(rule),
                book.stage(rule),
                correlations.tells(rule),
                correlations.follow(rule),
                restsOnAccount);
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

    /// Whether a call is the canary's own, in which nothing is found.
    public boolean isCanary(ApiCall call) {
        return estate.ownCalls().canary().made(call);
    }

    /// What of calls that come together is counted in memory. Mutable, for one thread.
    record Notes(OpenWindows windows, Paces paces, Habits habits) {}

    /// Who examines calls that come together.
    public Examiner examiner() {
        return new Examiner(
                this, new Notes(correlator.open(), new Paces(paces, COUNTED_AT_A_TIME), habits.ofOneFile()));
    }

    /// As [Examiner#examine].
    void examine(ApiCall call, Instant now, Verdicts verdicts, Notes notes) {
        if (estate.isOwnInvocation(call) || estate.ownCalls().include(call)) {
            return;
        }
        Acquaintance caller = notes.habits.of(call, estate);
        Request request = new Request(call, captures, estate, caller, flood(caller, call, notes.paces));
        Examination examination = new Examination(request, new AuditEvent(plan, request), now, verdicts);
        rules.match(examination.event, examination::judge);
        examination.correlate(notes.windows);
        examination.remember();
    }

    private Optional<Flood> flood(Acquaintance caller, ApiCall call, Paces counting) {
        return isCounting
                ? caller.occasion()
                        .filter(Occasion::isInvocation)
                        .flatMap(occasion -> counting.count(occasion, call.time()))
                : Optional.empty();
    }

    private InUse inUse(Described rule) {
        InUse one = inUse.get(rule);
        if (one == null) {
            throw new IllegalStateException("'" + rule.title() + "' was found, which is not in use");
        }
        return one;
    }

    /// One call, and what is found in it, until what it adds up to is written. Mutable.
    private final class Examination {
        private final Request request;
        private final AuditEvent event;
        private final Instant now;
        private final Verdicts verdicts;

        /// The rules that found something of which nothing approves, and which correlations follow.
        private final List<Rule> standing = new ArrayList<>(0);

        /// What people hear of.
        private final List<Finding> told = new ArrayList<>(0);

        /// And what of that is of correlations.
        private final List<Finding> accusations = new ArrayList<>(0);

        /// What is told from then on is of calls that were written of meanwhile.
        private boolean isRemembered;

        Examination(Request request, AuditEvent event, Instant now, Verdicts verdicts) {
            this.request = request;
            this.event = event;
            this.now = now;
            this.verdicts = verdicts;
        }

        /// What becomes of a rule's finding.
        void judge(Rule rule) {
            InUse use = inUse(rule);
            Optional<Filter> filter = rules.suppressing(rule, event, now);
            if (filter.isPresent()) {
                verdicts.suppressed(use.words.draft(request, () -> finding(rule)), filter.get());
            } else if (use.restsOnAccount && request.caller().isLearning()) {
                verdicts.learning(use.words.draft(request, () -> finding(rule)));
            } else {
                if (use.followed) {
                    standing.add(rule);
                }
                if (use.tells && use.stage == Stage.DRY_RUN) {
                    verdicts.rehearsed(use.words.draft(request, () -> notApproved(rule)));
                } else if (use.tells) {
                    tell(notApproved(rule));
                }
            }
        }

        private Finding finding(Rule rule) {
            return inUse(rule).words.of(request, () -> rules.explain(rule, event));
        }

        /// The finding, and why the filter that came nearest does not approve of it.
        private Finding notApproved(Rule rule) {
            Finding finding = finding(rule);
            return rules.nearest(rule, event, now)
                    .map(miss -> finding.because(Disapproval.reasons(miss)))
                    .orElse(finding);
        }

        private void tell(Finding finding) {
            verdicts.accept(finding);
            told.add(finding);
        }

        /// What it adds up to with other calls.
        void correlate(OpenWindows windows) {
            if (standing.isEmpty()) {
                return;
            }
            ApiCall call = request.call();
            recent.add(call);
            windows.observe(call.twinId(), call.time(), event, standing, this::judge);
        }

        private void judge(Correlated correlated) {
            InUse use = inUse(correlated.correlation());
            Finding finding = use.words.of(request, correlated, recent.of(correlated));
            if (use.stage == Stage.DRY_RUN) {
                verdicts.rehearsed(Draft.of(finding));
                return;
            }
            tell(finding);
            accusations.add(finding);
            if (isRemembered) {
                acts.accuse(request, finding);
            }
        }

        /// Remembers what the call says of its caller and its function. Last, so that a memory that
        /// fails keeps nothing from being told.
        void remember() {
            isRemembered = true;
            request.caller().learn(!isWarnedOf());
            acts.note(request, told);
            accusations.forEach(finding -> acts.accuse(request, finding));
            request.caller().complain();
        }

        /// What people are warned of must not become usual by being done.
        private boolean isWarnedOf() {
            return !told.isEmpty()
                    && told.stream().anyMatch(finding -> finding.severity().atLeast(Severity.MEDIUM));
        }
    }
}
