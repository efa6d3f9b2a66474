package dev.lambdawatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private Instant now = Samples.NOW;
    private Sightings sightings = Sightings.inMemory();
    private Publisher publisher = this::publish;
    private FindingStore store = this::keep;
    private final List<Alert> published = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();

    @Test
    void theFirstOfAnIdGoesOutAtOnce() {
        accept(Samples.codeChange());
        assertThat(published).hasSize(1);
        assertThat(published.getFirst().text()).contains("told for the first time");
    }

    @Test
    void aRepeatWithinTheQuietPeriodIsCountedAndKeptButNotSent() {
        accept(Samples.codeChange());
        now = now.plus(Duration.ofHours(6)).minusSeconds(1);
        accept(Samples.codeChange());
        assertThat(published).hasSize(1);
        assertThat(kept).hasSize(2);
        assertThat(sightings.find(Samples.codeChange().id())).contains(new Sighting(Severity.HIGH, Samples.NOW, 1));
    }

    @Test
    void aRepeatAfterTheQuietPeriodGoesOutAndSaysHowManyWereNotSent() {
        accept(Samples.codeChange());
        accept(Samples.codeChange());
        now = now.plus(Duration.ofHours(6));
        accept(Samples.codeChange());
        assertThat(published).hasSize(2);
        assertThat(published.getLast().text()).contains("told before, 2026-11-21T14:32:26Z; 1 repeat since, not sent");
    }

    @Test
    void aHigherSeverityGoesOutWithinTheQuietPeriodUnderANewKey() {
        accept(codeChange(Severity.MEDIUM));
        accept(codeChange(Severity.CRITICAL));
        accept(codeChange(Severity.HIGH));
        assertThat(published).hasSize(2);
        assertThat(published.getLast().text()).contains("raised from medium");
        assertThat(published.getLast().ocsf()).contains("\"activity_id\":2");
        assertThat(published.getFirst().attributes().get("dedup"))
                .isNotEqualTo(published.getLast().attributes().get("dedup"));
    }

    @Test
    void ofACallThatTwoAccountsRecordedOneRecordIsTold() {
        accept(recordedIn("111122223333", "shared-1"));
        accept(recordedIn("444455556666", "shared-1"));
        assertThat(published).hasSize(1);
        assertThat(kept).hasSize(2);

        accept(recordedIn("444455556666", "shared-2"));
        assertThat(published).hasSize(2);
    }

    @Test
    void belowTheThresholdNothingIsSentAndAllIsKept() {
        accept(codeChange(Severity.LOW));
        assertThat(published).isEmpty();
        assertThat(kept).hasSize(1);
        assertThat(sightings.find(Samples.codeChange().id())).isEmpty();
    }

    @Test
    void aMildFindingDoesNotQuietenASevererOneOfItsId() {
        accept(codeChange(Severity.LOW));
        accept(codeChange(Severity.MEDIUM));
        assertThat(published).hasSize(1);
    }

    @Test
    void whenTheLookUpFailsTheAlertGoesOutMarked() {
        sightings = new FailingSightings(true, true, true);
        accept(Samples.codeChange());
        assertThat(published).hasSize(1);
        assertThat(published.getFirst().text()).contains("may be a repeat");
        assertThat(kept).hasSize(1);
    }

    @Test
    void whenRememberingFailsTheAlertIsOutAndNothingIsThrown() {
        sightings = new FailingSightings(false, true, false);
        accept(Samples.codeChange());
        accept(Samples.codeChange());
        assertThat(published).hasSize(2);
        assertThat(kept).hasSize(2);
    }

    @Test
    void whenCountingFailsTheRepeatIsStillQuietAndKept() {
        sightings = new FailingSightings(false, false, true);
        accept(Samples.codeChange());
        accept(Samples.codeChange());
        assertThat(published).hasSize(1);
        assertThat(kept).hasSize(2);
    }

    @Test
    void whenPublishingFailsItIsThrownAndKeptAndTheRetryTellsIt() {
        publisher = alert -> {
            throw new IllegalStateException("topic is gone");
        };
        assertThatThrownBy(() -> accept(Samples.codeChange())).hasMessage("topic is gone");
        assertThat(kept).hasSize(1);
        publisher = this::publish;
        accept(Samples.codeChange());
        assertThat(published).hasSize(1);
    }

    @Test
    void whenKeepingFailsTheAlertIsOutAndTheRetryKeepsItQuietly() {
        store = (finding, line) -> {
            throw new IllegalStateException("bucket is gone");
        };
        assertThatThrownBy(() -> accept(Samples.codeChange())).hasMessage("bucket is gone");
        assertThat(published).hasSize(1);
        store = this::keep;
        accept(Samples.codeChange());
        assertThat(published).hasSize(1);
        assertThat(kept).hasSize(1);
    }

    @Test
    void whenBothFailTheCallerLearnsOfBoth() {
        publisher = alert -> {
            throw new IllegalStateException("topic is gone");
        };
        store = (finding, line) -> {
            throw new IllegalStateException("bucket is gone");
        };
        assertThatThrownBy(() -> accept(Samples.codeChange()))
                .hasMessage("topic is gone")
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
    }

    @Test
    void ofEverySequenceOfFindingsTheFirstOfEachIdIsDelivered() {
        List<Severity> severities = List.of(Severity.values());
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            now = Samples.NOW;
            sightings = Sightings.inMemory();
            published.clear();
            Set<String> told = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                Severity severity = severities.get(random.nextInt(severities.size()));
                Finding finding = Samples.codeChange("f" + random.nextInt(8), "agent", severity);
                int before = published.size();
                accept(finding);
                if (severity.atLeast(Severity.MEDIUM) && told.add(finding.id())) {
                    assertThat(published).as("seed %d, step %d", seed, i).hasSize(before + 1);
                }
                now = now.plusSeconds(random.nextInt(3600));
            }
        }
    }

    @Test
    void fewerAlertsThanFindingsAreForgottenOnlyByRepeatingThem() {
        Sightings two = new SightingsInMemory(2);
        for (String id : List.of("a", "b", "c")) {
            two.told(id, Severity.HIGH, now, now.plusSeconds(1));
        }
        assertThat(two.find("a")).isEmpty();
        assertThat(two.find("c")).isPresent();
        assertThat(two.repeated("a")).isZero();
    }

    @Test
    void aSlowerCallerDoesNotLowerWhatWasTold() {
        sightings.told("a", Severity.CRITICAL, now, now.plusSeconds(60));
        sightings.told("a", Severity.MEDIUM, now, now.plusSeconds(60));
        assertThat(sightings.find("a")).contains(new Sighting(Severity.CRITICAL, now, 0));
        sightings.told("a", Severity.MEDIUM, now.plusSeconds(60), now.plusSeconds(120));
        assertThat(sightings.find("a")).contains(new Sighting(Severity.MEDIUM, now.plusSeconds(60), 0));
    }

    private void accept(Finding finding) {
        Alerts.of(Policy.STANDARD, sightings, Incidents.none(), publisher, store, () -> now)
                .accept(finding);
    }

    private void publish(Alert alert) {
        published.add(alert);
    }

    private void keep(Finding finding, String line) {
        kept.add(line);
    }

    private static Finding recordedIn(String account, String sharedEventId) {
        Finding sample = Samples.codeChange();
        return new Finding(
                sample.detection(),
                sample.severity(),
                account,
                sample.region(),
                sample.subject(),
                sample.resource(),
                sample.headline(),
                sample.reasons(),
                sample.evidence(),
                sample.observables(),
                Map.of("shared_event_id", sharedEventId));
    }

    private static Finding codeChange(Severity severity) {
        return Samples.codeChange("orders-api", "aws-cli", severity);
    }

    /// Sightings of which some methods fail.
    private static final class FailingSightings implements Sightings {
        private final Sightings sightings = Sightings.inMemory();
        private final boolean find;
        private final boolean told;
        private final boolean repeated;

        FailingSightings(boolean find, boolean told, boolean repeated) {
            this.find = find;
            this.told = told;
            this.repeated = repeated;
        }

        @Override
        public Optional<Sighting> find(String findingId) {
            failIf(find);
            return sightings.find(findingId);
        }

        @Override
        public void told(String findingId, Severity severity, Instant when, Instant quietUntil) {
            failIf(told);
            sightings.told(findingId, severity, when, quietUntil);
        }

        @Override
        public int repeated(String findingId) {
            failIf(repeated);
            return sightings.repeated(findingId);
        }

        private static void failIf(boolean fails) {
            if (fails) {
                throw new IllegalStateException("table is gone");
            }
        }
    }
}
