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
/// candidates, as far as records of changes and, where one is given, a list ([SubnetFunctions]) tell:
/// then an unapproved change makes it high if the flow log says that the interface is Lambda's, else
/// medium, and any other is a reason without points.
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

    /// Of an interface that more functions share, those seen last are looked at; of a subnet those
    /// first of whose unapproved changes a record tells.
    static final int MOST_CANDIDATES = 32;

    /// Workloads that a flow log knows for something else than a function.
    private static final Set<String> NO_FUNCTIONS = Set.of("instance", "task");

    private final FunctionHistory history;
    private final Optional<SubnetFunctions> list;
    private final IntFunction<Severity> scale;

    private Join(FunctionHistory history, Optional<SubnetFunctions> list, IntFunction<Severity> scale) {
        this.history = history;
        this.list = list;
        this.scale = scale;
    }

    /// A join that asks this history.
    ///
    /// @param scale the severity of a beacon by its points
    public static Join over(FunctionHistory history, IntFunction<Severity> scale) {
        return new Join(history, Optional.empty(), scale);
    }

    /// The same, with a list of the functions that may be behind an interface that no record of an
    /// invocation names.
    public Join with(SubnetFunctions listed) {
        return new Join(history, Optional.of(listed), scale);
    }

    /// The beacon as it is, with a reason more, or the finding that takes its place: a change and a
    /// beacon as one. If the history or the list of functions cannot be read, the beacon goes on and
    /// says so.
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
        } catch (RuntimeException e) {
            failed.accept(e);
            return beacon.because(
                    List.of(Reason.of("change", "", "unknown: the history of functions could not be read")));
        }
    }

    private Finding joined(Finding beacon, Subject.Workload workload) {
        Beginning beginning = Beginning.of(beacon);
        Map<String, InterfaceUse.Period> seen = history.functions(workload.interfaceId());
        Candidates candidates = seen(seen, beginning.began(), beacon.last());
        return candidates.functions().isEmpty()
                ? inSubnet(beacon, beginning)
                : withChange(beacon, beginning, candidates);
    }

    private Finding withChange(Finding beacon, Beginning beginning, Candidates candidates) {
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
        List<CodeChange> recent = changes.stream()
                .filter(change -> !change.time().isBefore(since))
                .toList();
        Optional<CodeChange> before = first(recent, change -> !change.time().isAfter(beginning.began()));
        Optional<CodeChange> meanwhile = first(recent, change -> change.time().isAfter(beginning.began()));
        Finding more =
                before.map(change -> mentioned(beacon, change, candidates)).orElse(beacon);
        return meanwhile
                .map(change -> more.because(List.of(meanwhile(change, candidates, beginning))))
                .orElse(more);
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

    private Finding inSubnet(Finding beacon, Beginning beginning) {
        String subnetId = beacon.facts().getOrDefault("subnet", "");
        if (subnetId.isEmpty() || NO_FUNCTIONS.contains(beacon.facts().getOrDefault("workload_kind", ""))) {
            return beacon;
        }
        List<String> recorded = attached(subnetId, beginning.began(), beacon.last());
        try {
            List<String> listed = list.isPresent() ? list.get().in(subnetId) : List.of();
            return withChange(beacon, beginning, inSubnet(beacon, subnetId, recorded, listed, list.isPresent()));
        } catch (IOException e) {
            // Who is attached to the subnet is asked again in an hour; the beacon need not be.
            return withChange(beacon, beginning, inSubnet(beacon, subnetId, recorded, List.of(), false))
                    .because(List.of(Reason.of("functions in the subnet", "", "unknown: " + e.getMessage())));
        }
    }

    private static Candidates inSubnet(
            Finding beacon, String subnetId, List<String> recorded, List<String> listed, boolean isListed) {
        List<String> all =
                Stream.concat(recorded.stream(), listed.stream()).distinct().toList();
        List<String> lookedAt = all.stream().limit(MOST_CANDIDATES).toList();
        return new Candidates.InSubnet(
                lookedAt,
                subnetId,
                all.size() - lookedAt.size(),
                isListed,
                Boolean.parseBoolean(beacon.facts().getOrDefault("lambda_interface", "")));
    }

    /// The functions that records of the days in which a change counts say to be attached to a subnet:
    /// those with an unapproved one first, then those of the last days.
    private List<String> attached(String subnetId, Instant began, Instant ended) {
        return days(began, ended)
                .flatMap(day -> history.attachments(subnetId, day).stream())
                .sorted(Comparator.comparing(Attachment::unapproved)
                        .thenComparing(Attachment::day)
                        .reversed()
                        .thenComparing(Attachment::function))
                .map(Attachment::function)
                .distinct()
                .toList();
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
        Instant from = firstThatCounts(began, ended);
        return days(began, ended)
                .flatMap(day -> history.changes(function, day).stream())
                .filter(change ->
                        !change.time().isBefore(from) && !change.time().isAfter(ended));
    }

    /// The days of which a change may count.
    private static Stream<LocalDate> days(Instant began, Instant ended) {
        LocalDate from = LocalDate.ofInstant(firstThatCounts(began, ended), ZoneOffset.UTC);
        return from.datesUntil(LocalDate.ofInstant(ended, ZoneOffset.UTC).plusDays(1));
    }

    private static Instant firstThatCounts(Instant began, Instant ended) {
        Instant before = began.minus(BEFORE);
        Instant remembered = ended.minus(Duration.ofDays(FunctionHistory.DAYS_OF_CHANGES));
        return before.isAfter(remembered) ? before : remembered;
    }

    private static Optional<CodeChange> first(List<CodeChange> newestFirst, Predicate<CodeChange> wanted) {
        return newestFirst.stream().filter(wanted).findFirst();
    }

    private static String text(CodeChange change, Candidates candidates) {
        return "%s of %s by %s at %s".formatted(change.what(), change.name(), change.by(), change.time())
                + (candidates.weigh() ? "" : ", " + candidates.told());
    }

    /// What was there before the change stays what it is.
    private static Reason meanwhile(CodeChange change, Candidates candidates, Beginning beginning) {
        return Reason.of(
                "change",
                "none in the day before",
                text(change, candidates) + ", while it went on: it did so since " + beginning.began());
    }

    private Finding mentioned(Finding beacon, CodeChange change, Candidates candidates) {
        String observed = text(change, candidates);
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
