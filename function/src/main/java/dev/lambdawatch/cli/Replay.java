package dev.lambdawatch.cli;

import dev.lambdawatch.alert.Chronicle;
import dev.lambdawatch.alert.Policy;
import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.beacon.Beacons;
import dev.lambdawatch.beacon.Segment;
import dev.lambdawatch.content.Organization;
import dev.lambdawatch.dns.ResolverLog;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.hunt.Hunted;
import dev.lambdawatch.join.FunctionHistory;
import dev.lambdawatch.join.Join;
import dev.lambdawatch.rule.BeaconRules;
import dev.lambdawatch.rule.NameApprovals;
import dev.lambdawatch.rule.RowRules;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Notice;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One pass over history: every object through the reader of its kind, then its calls in order of
/// time and the beacons of the whole.
///
/// Beacons are scored over spans of 24 hours: one that ends at the last record, and one every
/// [HistoryOptions#every] before it, back to the first; and over longer ones ([ScoringPasses]).
final class Replay {
    /// Findings held back of which the reason is kept.
    private static final int HELD_BACK = 100_000;

    /// Filters named that approved of nothing.
    private static final int NAMED_FILTERS = 10;

    private final HistoryOptions options;
    private final Diagnostics diagnostics;
    private final AuditOnDemand audit;
    private final Organization organization;
    private final Beacons beacons;
    private final RowRules rowRules;
    private final BeaconRules beaconRules;
    private final NameApprovals approvals;
    private final List<Filter> filters;
    private final Set<String> approving = new HashSet<>();
    private final Found found = new Found();
    private final Join join;
    private final Set<String> approvedBeacons = new HashSet<>();
    private final Span span;
    private final HuntPass hunts;
    private final Map<String, String> heldBackBy = new HashMap<>();
    private long bytes;
    private long skippedObjects;

    private Replay(
            HistoryOptions options,
            Diagnostics diagnostics,
            AuditOnDemand audit,
            Organization organization,
            Beacons beacons,
            Rulebook book,
            Join join,
            HuntPass hunts) {
        this.options = options;
        this.diagnostics = diagnostics;
        this.audit = audit;
        this.organization = organization;
        this.beacons = beacons;
        this.rowRules = RowRules.of(book);
        this.beaconRules = BeaconRules.of(book);
        this.filters = book.filters();
        this.approvals = NameApprovals.of(filters);
        this.join = join;
        this.span = options.times.span();
        this.hunts = hunts;
    }

    static Replay with(RuleOptions rules, HistoryOptions options, Diagnostics diagnostics) throws IOException {
        return with(rules, options, diagnostics, HuntPass.asked(false));
    }

    static Replay with(RuleOptions rules, HistoryOptions options, Diagnostics diagnostics, HuntPass hunts)
            throws IOException {
        List<Filter> filters = rules.filters(diagnostics);
        FunctionHistory history = FunctionHistory.inMemory();
        AuditOnDemand audit = AuditOnDemand.of(rules, filters, history, diagnostics);
        Beacons beacons = Beacons.of(options.platforms()).withFilters(filters);
        Rulebook book = rules.otherBook(filters);
        Join join = Join.over(history, Beacons::severity);
        if (options.functions.isPresent()) {
            join = join.with(FunctionsFile.read(options.functions.get(), diagnostics));
        }
        return new Replay(options, diagnostics, audit, rules.organization(), beacons, book, join, hunts);
    }

    /// Reads every source. One that cannot be read is named and skipped.
    Replayed run(List<Source> sources) throws IOException {
        long started = System.nanoTime();
        Progress progress = Progress.on(diagnostics.writer(), !options.quiet && Terminal.isThere(), sources.size());
        diagnostics.over(progress);
        AuditPass calls = new AuditPass(audit, span, judged(), diagnostics);
        GuardDutyPass guardDuty = new GuardDutyPass(span, found::add, diagnostics);
        FlowPass flows = new FlowPass(span, beacons, hunts, diagnostics);
        ResolverPass lookups = new ResolverPass(span, rowRules, approvals, diagnostics);
        for (Source source : sources) {
            read(source, calls, guardDuty, flows, lookups);
            progress.step();
        }
        progress.clear();
        calls.examine();
        score(flows, calls, lookups);
        calls.sayWhatIsNotKnown();
        found.beacons().forEach(beacon -> beaconRules.examine(beacon, calls.verdicts()));
        lookups.examine(calls.verdicts());
        sayWhichFiltersDoNothing(Stream.of(
                        audit.idleFilters(calls.last()),
                        beaconRules.idleFilters(flows.last()),
                        rowRules.idleFilters(lookups.last()))
                .flatMap(List::stream)
                .toList());
        Hunted hunted = hunts.judge(flows, options.every, lookups.names(), diagnostics);
        return new Replayed(
                hunts.beside(merged(), hunted),
                Chronicle.of(found.all(), Policy.STANDARD),
                hunted.findings().stream().map(organization::named).toList(),
                sources.size(),
                calls.records() + guardDuty.records() + flows.records() + lookups.records(),
                bytes,
                calls.skippedRecords()
                        + guardDuty.skippedRecords()
                        + flows.skippedRecords()
                        + lookups.skippedRecords()
                        + skippedObjects,
                calls.heldBack(),
                heldBackBy,
                Duration.ofNanos(System.nanoTime() - started));
    }

    private void read(Source source, AuditPass calls, GuardDutyPass guardDuty, FlowPass flows, ResolverPass lookups) {
        try (CountingInput counting = new CountingInput(source.open())) {
            try {
                Kind.Opened opened = Kind.of(counting);
                switch (opened.kind()) {
                    case CLOUDTRAIL -> calls.read(source, opened.content());
                    case GUARD_DUTY -> guardDuty.read(source.place(), opened.content());
                    case FLOW_LOG -> flows.read(source.place(), opened.content());
                    case RESOLVER_LOG -> ResolverLog.read(source.place(), opened.content(), lookups);
                    case UNKNOWN -> skip(source, "neither CloudTrail records nor a flow log nor a Resolver log");
                }
            } finally {
                bytes += counting.count();
            }
        } catch (IOException e) {
            skip(source, Failure.reason(e));
        }
    }

    private void skip(Source source, String reason) {
        skippedObjects++;
        diagnostics.warn(source.place() + ": skipped: " + reason);
    }

    private void score(FlowPass flows, AuditPass calls, ResolverPass lookups) throws IOException {
        Beacons named = beacons.withNames(lookups.names());
        // In order of time, for what was called first is remembered.
        List<Segment> hours = flows.segments();
        List<List<Beacons.Span>> passes = ScoringPasses.over(flows.ends(options.every), flows.first(), options.every);
        for (Beacons.Summary summary : named.evaluate(passes, hours, verdicts(calls))) {
            if (summary.omitted() > 0) {
                diagnostics.warn(summary.omitted() + " older hours of flow logs were not scored: there is no room");
            }
        }
    }

    /// Spans overlap: what a filter approves of in several of them counts once.
    private Beacons.Verdicts verdicts(AuditPass calls) {
        return new Beacons.Verdicts() {
            @Override
            public void accept(Finding beacon) {
                found.addBeacon(beacon);
            }

            @Override
            public void suppressed(Finding beacon, Filter filter) {
                if (approvedBeacons.add(beacon.id())) {
                    calls.approved(beacon, filter);
                }
            }
        };
    }

    private Verdicts judged() {
        return new Verdicts() {
            @Override
            public void accept(Finding finding) {
                found.add(finding);
            }

            @Override
            public void suppressed(Draft finding, Filter filter) {
                approving.add(filter.hash());
                heldBack(
                        finding,
                        () -> "filter '%s' of %s, %s".formatted(filter.title(), filter.owner(), filter.ticket()));
            }

            @Override
            public void rehearsed(Draft finding) {
                heldBack(finding, () -> "in dry-run");
            }
        };
    }

    /// Of those that could have approved of something there may be many, so they share a line. A slip
    /// in the name of a field looks like this.
    private void sayWhichFiltersDoNothing(List<Notice> idle) {
        idle.forEach(notice -> diagnostics.warn(notice.place() + ": '" + notice.title() + "' " + notice.text()));
        Set<String> told = idle.stream().map(Notice::place).collect(Collectors.toSet());
        List<String> unused = filters.stream()
                .filter(filter -> !approving.contains(filter.hash()) && !told.contains(filter.place()))
                .map(filter -> "'" + filter.title() + "'")
                .toList();
        if (!unused.isEmpty()) {
            diagnostics.warn(Counted.text(unused.size(), "filter") + " approved of nothing here: "
                    + unused.stream().limit(NAMED_FILTERS).collect(Collectors.joining(", "))
                    + (unused.size() > NAMED_FILTERS ? " ..." : ""));
        }
    }

    private void heldBack(Draft finding, Supplier<String> by) {
        if (heldBackBy.size() < HELD_BACK) {
            heldBackBy.computeIfAbsent(finding.key().id(), _ -> by.get());
        }
    }

    /// The history of a replay is in memory.
    private static void fail(RuntimeException e) {
        throw e;
    }

    private List<Finding> merged() {
        return found.merged(beacon -> join.examine(beacon, Replay::fail)).stream()
                .map(organization::named)
                .sorted(Comparator.comparing(Finding::first).thenComparing(Finding::id))
                .toList();
    }
}
