package dev.lambdawatch.join;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The door of this room: asks of each beacon whether a function behind its interface was changed
/// before it began.
///
/// | what was changed | then |
/// |---|---|
/// | the one function behind the interface, unapproved, at most [#BEFORE] ago | critical |
/// | so one of several, and records of invocations do not tell which of them ran | high |
/// | anything else at most [#RECENT] before it began or since | a reason with [#POINTS] points |
///
/// A beacon that is only informational (the time service, what the whole fleet calls) is left
/// alone. Immutable; any thread may use it.
public final class Join {
    /// How long before a beacon an unapproved change counts.
    public static final Duration BEFORE = Duration.ofDays(7);

    /// How long before a beacon any other change is named.
    static final Duration RECENT = Duration.ofHours(24);

    static final int POINTS = 5;

    /// Of an interface that more functions share, those seen last are looked at.
    static final int MOST_CANDIDATES = 32;

    private final FunctionHistory history;
    private final IntFunction<Severity> scale;

    private Join(FunctionHistory history, IntFunction<Severity> scale) {
        this.history = history;
        this.scale = scale;
    }

    /// A join that asks this history.
    ///
    /// @param scale the severity of a beacon by its points
    public static Join over(FunctionHistory history, IntFunction<Severity> scale) {
        return new Join(history, scale);
    }

    /// The beacon as it is, with a reason more, or the finding that takes its place: a change and a
    /// beacon as one. If the history cannot be read, the beacon goes on and says so.
    public Finding examine(Finding beacon) {
        if (!(beacon.subject() instanceof Subject.Workload workload)
                || workload.interfaceId().isEmpty()
                || !beacon.severity().atLeast(Severity.LOW)) {
            return beacon;
        }
        try {
            return joined(beacon, workload);
        } catch (RuntimeException e) {
            System.getLogger(Join.class.getName())
                    .log(System.Logger.Level.WARNING, "finding " + beacon.id() + ": changes unknown", e);
            return beacon.because(
                    List.of(Reason.of("change", "", "unknown: the history of functions could not be read")));
        }
    }

    private Finding joined(Finding beacon, Subject.Workload workload) {
        List<String> candidates = candidates(beacon, workload);
        List<CodeChange> changes = candidates.stream()
                .flatMap(function -> changes(function, beacon))
                .sorted(Comparator.comparing(CodeChange::time).reversed())
                .toList();
        Optional<CodeChange> unapproved =
                last(changes, change -> change.unapproved() && !change.time().isAfter(beacon.first()));
        if (unapproved.isPresent()) {
            return together(beacon, unapproved.get(), candidates);
        }
        return last(changes, change -> !change.time().isBefore(beacon.first().minus(RECENT)))
                .map(change -> mentioned(beacon, change))
                .orElse(beacon);
    }

    /// Functions seen behind the interface since the beacon began, or failing these all that were
    /// seen there in the days that are remembered; those seen last first.
    private List<String> candidates(Finding beacon, Subject.Workload workload) {
        Map<String, Instant> functions = history.functions(beacon.account(), workload.interfaceId());
        List<String> running = lastSeen(functions, beacon.first());
        return running.isEmpty()
                ? lastSeen(functions, beacon.first().minus(Duration.ofDays(FunctionHistory.DAYS_OF_USE)))
                : running;
    }

    private static List<String> lastSeen(Map<String, Instant> functions, Instant since) {
        return functions.entrySet().stream()
                .filter(use -> !use.getValue().isBefore(since))
                .sorted(Map.Entry.<String, Instant>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_CANDIDATES)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Stream<CodeChange> changes(String function, Finding beacon) {
        Instant from = beacon.first().minus(BEFORE);
        LocalDate end = LocalDate.ofInstant(beacon.last(), ZoneOffset.UTC);
        return LocalDate.ofInstant(from, ZoneOffset.UTC)
                .datesUntil(end.plusDays(1))
                .flatMap(day -> history.changes(function, day).stream())
                .filter(change ->
                        !change.time().isBefore(from) && !change.time().isAfter(beacon.last()));
    }

    private static Optional<CodeChange> last(List<CodeChange> newestFirst, Predicate<CodeChange> wanted) {
        return newestFirst.stream().filter(wanted).findFirst();
    }

    private Finding mentioned(Finding beacon, CodeChange change) {
        String observed = "%s of %s by %s at %s".formatted(change.what(), name(change), change.by(), change.time());
        Finding more = beacon.because(List.of(Reason.scored(
                "change",
                "none in the day before",
                observed + (change.unapproved() ? ", while it went on" : ""),
                POINTS)));
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

    private static Finding together(Finding beacon, CodeChange change, List<String> candidates) {
        boolean alone = candidates.size() == 1;
        List<Observable> observables = new ArrayList<>(beacon.observables());
        observables.add(new Observable(Observable.Type.RESOURCE, change.function()));
        if (!change.call().sourceAddress().isEmpty()
                && Character.isDigit(change.call().sourceAddress().charAt(0))) {
            observables.add(
                    new Observable(Observable.Type.IP_ADDRESS, change.call().sourceAddress()));
        }
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(change.call());
        evidence.addAll(beacon.evidence());
        return new Finding(
                JoinDetection.DETECTION,
                beacon.severity().max(alone ? Severity.CRITICAL : Severity.HIGH),
                beacon.account(),
                beacon.region(),
                beacon.subject(),
                beacon.resource(),
                headline(beacon, change, candidates.size()),
                reasons(beacon, change, candidates),
                evidence,
                observables,
                facts(beacon, change, candidates));
    }

    private static String headline(Finding beacon, CodeChange change, int candidates) {
        String talk = beacon.headline().replaceFirst("^Beacon ", "");
        return candidates == 1
                ? "%s, changed by %s, now beacons: %s".formatted(name(change), change.by(), talk)
                : "%s, changed by %s, or another of %d functions behind one interface beacons: %s"
                        .formatted(name(change), change.by(), candidates, talk);
    }

    private static List<Reason> reasons(Finding beacon, CodeChange change, List<String> candidates) {
        List<Reason> reasons = new ArrayList<>();
        reasons.add(Reason.of(
                "change",
                "no unapproved one in the seven days before",
                "%s of %s by %s at %s, %s before the beacon began: finding %s, \"%s\""
                        .formatted(
                                change.what(),
                                name(change),
                                change.by(),
                                change.time(),
                                text(Duration.between(change.time(), beacon.first())),
                                change.findingId(),
                                change.headline())));
        reasons.add(Reason.of(
                "functions behind the interface",
                "",
                (candidates.size() == 1 ? "only " : "any of ")
                        + String.join(", ", candidates.stream().map(Join::name).toList())
                        + ", by the records of their invocations"));
        reasons.add(Reason.of(
                "beacon",
                "",
                "finding " + beacon.id() + ", " + beacon.severity().level() + " by itself"));
        reasons.addAll(beacon.reasons());
        return reasons;
    }

    /// What a responder asks for first stands first.
    private static Map<String, String> facts(Finding beacon, CodeChange change, List<String> candidates) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("function_name", name(change));
        facts.put("function_arn", change.function());
        facts.put("changed", change.what());
        facts.put("changed_by", change.by());
        facts.put("changed_at", change.time().toString());
        facts.put("change_event_id", change.call().eventId());
        facts.put("change_finding", change.findingId());
        facts.put("beacon_finding", beacon.id());
        facts.put("candidates", String.join(", ", candidates));
        beacon.facts().forEach(facts::putIfAbsent);
        return facts;
    }

    private static String name(CodeChange change) {
        return name(change.function());
    }

    private static String name(String function) {
        return function.substring(function.lastIndexOf(':') + 1);
    }

    private static String text(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        return time.toHours() > 0 ? time.toHours() + " h " + time.toMinutesPart() + " min" : time.toMinutes() + " min";
    }
}
