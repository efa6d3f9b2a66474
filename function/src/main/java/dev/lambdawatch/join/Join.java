package dev.lambdawatch.join;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The door of this room: asks of each beacon whether a function behind its interface was changed
/// before it began.
///
/// | what was changed | then |
/// |---|---|
/// | the one function behind the interface, unapproved, at most [#BEFORE] before it began | critical |
/// | so one of several, and records of invocations do not tell which of them ran | high |
/// | so, and nothing is known of the time before the change | high, the beginning is named unknown |
/// | anything else at most [#RECENT] before it began | a reason with [#POINTS] points |
/// | anything in the day before what was scored, or since, while it went on | a reason |
///
/// Of an interface that no record of an invocation names, the functions attached to its subnet are
/// candidates, where [SubnetFunctions] are given: then an unapproved change makes it high if the flow
/// log says that the interface is Lambda's, else medium, and any other is a reason without points.
///
/// A beacon that is only informational (the time service, what the whole fleet calls) is left
/// alone. Immutable; any thread may use it.
public final class Join {
    /// How long before a beacon an unapproved change counts.
    public static final Duration BEFORE = Duration.ofDays(7);

    /// How long before a beacon any other change is named.
    static final Duration RECENT = Duration.ofHours(24);

    /// The use of an interface is remembered to the hour.
    static final Duration SLACK = Duration.ofHours(1);

    static final int POINTS = 5;

    /// Of an interface that more functions share, those seen last are looked at.
    static final int MOST_CANDIDATES = 32;

    /// Workloads that a flow log knows for something else than a function.
    private static final Set<String> NO_FUNCTIONS = Set.of("instance", "task");

    private final FunctionHistory history;
    private final SubnetFunctions subnets;
    private final IntFunction<Severity> scale;

    private Join(FunctionHistory history, SubnetFunctions subnets, IntFunction<Severity> scale) {
        this.history = history;
        this.subnets = subnets;
        this.scale = scale;
    }

    /// A join that asks this history.
    ///
    /// @param scale the severity of a beacon by its points
    public static Join over(FunctionHistory history, IntFunction<Severity> scale) {
        return new Join(history, SubnetFunctions.UNKNOWN, scale);
    }

    /// The same, with candidates for an interface that no record of an invocation names.
    public Join with(SubnetFunctions attached) {
        return new Join(history, attached, scale);
    }

    /// The beacon as it is, with a reason more, or the finding that takes its place: a change and a
    /// beacon as one. If the history or the functions of its subnet cannot be read, the beacon goes on
    /// and says so.
    ///
    /// @param failed hears why the history could not be read; to examine the beacon again is right
    public Finding examine(Finding beacon, Consumer<RuntimeException> failed) {
        if (!(beacon.subject() instanceof Subject.Workload workload)
                || workload.interfaceId().isEmpty()
                || !beacon.severity().atLeast(Severity.LOW)) {
            return beacon;
        }
        try {
            return joined(beacon, workload);
        } catch (IOException e) {
            // Who is attached to the subnet is asked again in an hour; the beacon need not be.
            return beacon.because(List.of(Reason.of("functions in the subnet", "", "unknown: " + e.getMessage())));
        } catch (RuntimeException e) {
            failed.accept(e);
            return beacon.because(
                    List.of(Reason.of("change", "", "unknown: the history of functions could not be read")));
        }
    }

    private Finding joined(Finding beacon, Subject.Workload workload) throws IOException {
        Beginning beginning = Beginning.of(beacon);
        Map<String, InterfaceUse.Period> seen = history.functions(workload.interfaceId());
        Candidates candidates = seen.isEmpty() ? inSubnet(beacon) : seen(seen, beginning.began(), beacon.last());
        List<CodeChange> changes = candidates.functions().stream()
                .flatMap(function -> changes(function, beginning.began(), beacon.last()))
                .sorted(Comparator.comparing(CodeChange::time).reversed())
                .toList();
        Optional<CodeChange> unapproved =
                first(changes, change -> change.unapproved() && !change.time().isAfter(beginning.began()));
        if (unapproved.isPresent()) {
            return new JoinedFinding(beacon, unapproved.get(), candidates, beginning).finding();
        }
        Instant since = beacon.first().minus(RECENT);
        return first(changes, change -> !change.time().isBefore(since))
                .map(change -> mentioned(beacon, change, candidates, beginning))
                .orElse(beacon);
    }

    /// Functions seen behind the interface while the beacon went on, or failing these all that were
    /// seen there in the days that are remembered; those seen last first.
    private static Candidates seen(Map<String, InterfaceUse.Period> seen, Instant began, Instant ended) {
        List<String> running = within(seen, began.minus(SLACK), ended.plus(SLACK));
        return running.isEmpty()
                ? new Candidates.Seen(
                        within(seen, began.minus(Duration.ofDays(FunctionHistory.DAYS_OF_USE)), ended.plus(SLACK)),
                        false)
                : new Candidates.Seen(running, true);
    }

    private Candidates inSubnet(Finding beacon) throws IOException {
        String subnetId = beacon.facts().getOrDefault("subnet", "");
        boolean mayBeFunction = !NO_FUNCTIONS.contains(beacon.facts().getOrDefault("workload_kind", ""));
        List<String> attached = subnetId.isEmpty() || !mayBeFunction ? List.of() : subnets.in(subnetId);
        return new Candidates.InSubnet(
                attached.stream().limit(MOST_CANDIDATES).toList(),
                subnetId,
                attached.size(),
                Boolean.parseBoolean(beacon.facts().getOrDefault("lambda_interface", "")));
    }

    private static List<String> within(Map<String, InterfaceUse.Period> functions, Instant from, Instant to) {
        return functions.entrySet().stream()
                .filter(use -> !use.getValue().last().isBefore(from)
                        && !use.getValue().first().isAfter(to))
                .sorted(Comparator.comparing((Map.Entry<String, InterfaceUse.Period> use) ->
                                use.getValue().last())
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_CANDIDATES)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Stream<CodeChange> changes(String function, Instant began, Instant ended) {
        Instant from = latest(began.minus(BEFORE), ended.minus(Duration.ofDays(FunctionHistory.DAYS_OF_CHANGES)));
        LocalDate end = LocalDate.ofInstant(ended, ZoneOffset.UTC);
        return LocalDate.ofInstant(from, ZoneOffset.UTC)
                .datesUntil(end.plusDays(1))
                .flatMap(day -> history.changes(function, day).stream())
                .filter(change ->
                        !change.time().isBefore(from) && !change.time().isAfter(ended));
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Optional<CodeChange> first(List<CodeChange> newestFirst, Predicate<CodeChange> wanted) {
        return newestFirst.stream().filter(wanted).findFirst();
    }

    /// What was there before the change stays what it is.
    private Finding mentioned(Finding beacon, CodeChange change, Candidates candidates, Beginning beginning) {
        String observed = "%s of %s by %s at %s".formatted(change.what(), change.name(), change.by(), change.time())
                + (candidates.weigh() ? "" : ", " + candidates.told());
        if (change.time().isAfter(beginning.began())) {
            return beacon.because(List.of(Reason.of(
                    "change",
                    "none in the day before",
                    observed + ", while it went on: it did so since " + beginning.began())));
        }
        if (!candidates.weigh()) {
            return beacon.because(List.of(Reason.of("change", "none in the day before", observed)));
        }
        Finding more = beacon.because(List.of(Reason.scored("change", "none in the day before", observed, POINTS)));
        // What holds a young deployment's beacons low is no matter of points.
        Severity severity = beacon.facts().containsKey("learning")
                ? beacon.severity()
                : beacon.severity().max(scale.apply(more.points()));
        Map<String, String> facts = new LinkedHashMap<>(more.facts());
        facts.replace("points", Integer.toString(more.points()));
        return new Finding(
                more.detection(),
                severity,
                more.account(),
                more.region(),
                more.subject(),
                more.resource(),
                more.headline(),
                more.reasons(),
                more.evidence(),
                more.observables(),
                facts);
    }
}
