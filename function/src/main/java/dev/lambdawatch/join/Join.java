package dev.lambdawatch.join;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    static final int POINTS = 5;

    private final FunctionHistory history;
    private final CandidateSearch search;
    private final IntFunction<Severity> scale;

    private Join(FunctionHistory history, CandidateSearch search, IntFunction<Severity> scale) {
        this.history = history;
        this.search = search;
        this.scale = scale;
    }

    /// A join that asks this history.
    ///
    /// @param scale the severity of a beacon by its points
    public static Join over(FunctionHistory history, IntFunction<Severity> scale) {
        return new Join(history, new CandidateSearch(history, Optional.empty()), scale);
    }

    /// The same, with a list of the functions that may be behind an interface that no record of an
    /// invocation names.
    public Join with(SubnetFunctions listed) {
        return new Join(history, new CandidateSearch(history, Optional.of(listed)), scale);
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
        CandidateSearch.Result behind = search.behind(beacon, workload.interfaceId(), beginning);
        return withChange(beacon, beginning, behind.candidates()).because(behind.reasons());
    }

    private Finding withChange(Finding beacon, Beginning beginning, Candidates candidates) {
        List<CodeChange> changes = candidates.functions().stream()
                .flatMap(function -> changes(function, beginning, beacon.last()))
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

    private Stream<CodeChange> changes(String function, Beginning beginning, Instant ended) {
        Instant from = beginning.firstThatCounts(ended);
        return beginning
                .days(ended)
                .flatMap(day -> history.changes(function, day).stream())
                .filter(change ->
                        !change.time().isBefore(from) && !change.time().isAfter(ended));
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
