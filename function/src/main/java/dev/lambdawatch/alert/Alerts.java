package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.FindingSink;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Takes every finding: tells people at once when it is the first of its id, counts it when it
/// repeats, lets it join the incident of its principal that people know of, keeps it either way.
///
/// The order is look up, publish, remember, keep. Each step can fail, and what follows is chosen so
/// that an alert may come twice and is never lost:
///
/// | fails | then | thrown to the caller |
/// |---|---|---|
/// | look-up | the alert goes out, marked "may be a repeat" | no: a retry would only repeat it |
/// | publish | not remembered as told; kept all the same | yes: the retry tells it |
/// | remember, count, join | the next repeat is told again, or one too few is counted | no: as above |
/// | keep | the alert is out and remembered | yes: the retry keeps it, and is quiet |
///
/// A finding that joins an incident is not remembered as told: once the incident rests, it is told
/// as the first of its id.
///
/// What is not thrown is logged, with the finding's id and none of its texts. A caller
/// that feeds several findings goes on with the others and throws at the end.
public final class Alerts implements FindingSink {
    private final Policy policy;
    private final Sightings sightings;
    private final Casebook casebook;
    private final Publisher publisher;
    private final FindingStore store;
    private final InstantSource clock;

    private Alerts(
            Policy policy,
            Sightings sightings,
            Casebook casebook,
            Publisher publisher,
            FindingStore store,
            InstantSource clock) {
        this.policy = policy;
        this.sightings = sightings;
        this.casebook = casebook;
        this.publisher = publisher;
        this.store = store;
        this.clock = clock;
    }

    /// The alerts of one place.
    ///
    /// @param clock "now" for quiet periods and for when a finding was made: the system's clock
    ///     where findings happen, a clock that follows the records in a replay
    public static Alerts of(
            Policy policy,
            Sightings sightings,
            Incidents incidents,
            Publisher publisher,
            FindingStore store,
            InstantSource clock) {
        return new Alerts(policy, sightings, new Casebook(incidents), publisher, store, clock);
    }

    /// What is known when a finding comes.
    ///
    /// @param incident the one that the finding belongs to, as it is remembered
    private record Known(Telling telling, Optional<Incident> incident) {}

    /// Tells and keeps one finding, or counts and keeps it.
    ///
    /// @throws RuntimeException if it could not be published or could not be kept; to give the same
    ///     finding again is right
    @Override
    public void accept(Finding finding) {
        Instant now = clock.instant();
        Known known = known(finding, now);
        Decision decision = decision(finding, known, now);
        try {
            if (decision.telling().isSent()) {
                publisher.publish(Alert.of(finding, decision, now));
            }
        } catch (RuntimeException e) {
            keepAfter(e, finding, decision, now);
            throw e;
        }
        remember(finding, known, now);
        keep(finding, decision, now);
    }

    private Known known(Finding finding, Instant now) {
        boolean mild = !finding.severity().atLeast(policy.publishFrom());
        try {
            Optional<Incident> incident = casebook.find(finding);
            Telling telling = mild ? new Telling.Mild() : remembered(finding, now);
            return new Known(
                    incident.map(open -> within(open, finding, telling, now)).orElse(telling), incident);
        } catch (RuntimeException e) {
            log("what was told before is unknown, so it is told if it is severe enough", finding, e);
            return new Known(mild ? new Telling.Mild() : new Telling.Undecided(), Optional.empty());
        }
    }

    /// Of a call that two accounts recorded the second record tells nothing new.
    private Telling remembered(Finding finding, Instant now) {
        Telling telling = Telling.of(finding.severity(), sightings.find(finding.id()), now, policy.quiet());
        return telling.isSent()
                ? Twin.key(finding)
                        .flatMap(sightings::find)
                        .<Telling>map(Telling.Quiet::new)
                        .orElse(telling)
                : telling;
    }

    /// What is known of its incident may silence a finding, and never tells one.
    private Telling within(Incident open, Finding finding, Telling telling, Instant now) {
        boolean isKnown = telling.isSent() && !open.isNews(finding, now, policy.quiet());
        return isKnown || telling instanceof Telling.Mild ? new Telling.Joined(open) : telling;
    }

    private Decision decision(Finding finding, Known known, Instant now) {
        Optional<Incident> opened = known.telling.isSent() ? casebook.open(finding, now) : Optional.empty();
        return new Decision(known.telling, known.incident.or(() -> opened));
    }

    private void remember(Finding finding, Known known, Instant now) {
        if (known.telling.isSent()) {
            attempt(
                    () -> sightings.told(finding.id(), finding.severity(), now, now.plus(policy.quiet())),
                    "told, but not remembered: a repeat will be told again",
                    finding);
            Twin.key(finding)
                    .ifPresent(twin -> attempt(
                            () -> sightings.told(twin, finding.severity(), now, now.plus(policy.quiet())),
                            "told, but not remembered: the other account's record of it will be told too",
                            finding));
            attempt(
                    () -> casebook.told(finding, known.incident, now),
                    "told, but its incident is not remembered: what follows will be told by itself",
                    finding);
            return;
        }
        if (known.telling instanceof Telling.Quiet) {
            attempt(() -> sightings.repeated(finding.id()), "a repeat was not counted", finding);
        }
        known.incident.ifPresent(incident ->
                attempt(() -> casebook.joined(finding, incident), "not remembered in its incident", finding));
    }

    /// Takes a step that may fail without loss of an alert.
    private static void attempt(Runnable step, String otherwise, Finding finding) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log(otherwise, finding, e);
        }
    }

    private void keep(Finding finding, Decision decision, Instant now) {
        store.keep(finding, Ocsf.line(finding, now, decision, Detail.FULL));
    }

    private void keepAfter(RuntimeException failure, Finding finding, Decision decision, Instant now) {
        try {
            keep(finding, decision, now);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /// The logger is fetched here, so that only a failure loads the JDK's logging.
    private static void log(String what, Finding finding, RuntimeException failure) {
        System.getLogger(Alerts.class.getName())
                .log(System.Logger.Level.WARNING, "finding " + finding.id() + ": " + what, failure);
    }
}
