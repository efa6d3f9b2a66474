package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.FindingSink;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Takes every finding: tells people at once when it is the first of its id, counts it when it
/// repeats, keeps it either way.
///
/// The order is look up, publish, remember, keep. Each step can fail, and what follows is chosen so
/// that an alert may come twice and is never lost:
///
/// | fails | then | thrown to the caller |
/// |---|---|---|
/// | look-up | the alert goes out, marked "dedup unavailable" | no: a retry would only repeat it |
/// | publish | not remembered as told; kept all the same | yes: the retry tells it |
/// | remember, count | the next repeat is told again, or one too few is counted | no: as above |
/// | keep | the alert is out and remembered | yes: the retry keeps it, and is quiet |
///
/// What is not thrown is logged, with the finding's id and none of its texts. A caller
/// that feeds several findings goes on with the others and throws at the end.
public final class Alerts implements FindingSink {
    private final Policy policy;
    private final Sightings sightings;
    private final Publisher publisher;
    private final FindingStore store;
    private final InstantSource clock;

    private Alerts(Policy policy, Sightings sightings, Publisher publisher, FindingStore store, InstantSource clock) {
        this.policy = policy;
        this.sightings = sightings;
        this.publisher = publisher;
        this.store = store;
        this.clock = clock;
    }

    /// The alerts of one place.
    ///
    /// @param clock "now" for quiet periods and for when a finding was made: the system's clock
    ///     where findings happen, a clock that follows the records in a replay
    public static Alerts of(
            Policy policy, Sightings sightings, Publisher publisher, FindingStore store, InstantSource clock) {
        return new Alerts(policy, sightings, publisher, store, clock);
    }

    /// Tells and keeps one finding, or counts and keeps it.
    ///
    /// @throws RuntimeException if it could not be published or could not be kept; to give the same
    ///     finding again is right
    @Override
    public void accept(Finding finding) {
        Instant now = clock.instant();
        Telling telling = telling(finding, now);
        try {
            tell(finding, telling, now);
        } catch (RuntimeException e) {
            keepAfter(e, finding, telling, now);
            throw e;
        }
        keep(finding, telling, now);
    }

    private Telling telling(Finding finding, Instant now) {
        if (!finding.severity().atLeast(policy.publishFrom())) {
            return new Telling.Mild();
        }
        Optional<Sighting> remembered;
        try {
            remembered = sightings.find(finding.id());
        } catch (RuntimeException e) {
            log("whether it was told before is unknown, so it is told", finding, e);
            return new Telling.Undecided();
        }
        return Telling.of(finding.severity(), remembered, now, policy.quiet());
    }

    private void tell(Finding finding, Telling telling, Instant now) {
        if (telling.isSent()) {
            publisher.publish(Alert.of(finding, telling, now));
            remember(finding, now);
        } else if (telling instanceof Telling.Quiet) {
            count(finding);
        }
    }

    private void remember(Finding finding, Instant now) {
        try {
            sightings.told(finding.id(), finding.severity(), now, now.plus(policy.quiet()));
        } catch (RuntimeException e) {
            log("told, but not remembered: a repeat will be told again", finding, e);
        }
    }

    private void count(Finding finding) {
        try {
            sightings.repeated(finding.id());
        } catch (RuntimeException e) {
            log("a repeat was not counted", finding, e);
        }
    }

    private void keep(Finding finding, Telling telling, Instant now) {
        store.keep(finding, Ocsf.line(finding, now, telling, Detail.FULL));
    }

    private void keepAfter(RuntimeException failure, Finding finding, Telling telling, Instant now) {
        try {
            keep(finding, telling, now);
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
