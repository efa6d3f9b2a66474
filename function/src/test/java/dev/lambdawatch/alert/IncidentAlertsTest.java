package dev.lambdawatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What one principal does within the hour is one story.
class IncidentAlertsTest {
    private static final Instant START = Instant.parse("2026-11-21T14:00:00Z");
    private static final Duration QUIET = Policy.STANDARD.quiet();

    private Sightings sightings = Sightings.inMemory();
    private Incidents incidents = Incidents.inMemory();
    private final List<Alert> published = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();

    @Test
    void aFurtherFindingOfThePrincipalJoinsInSilence() {
        accept(finding("orders", Severity.HIGH, 0));
        accept(finding("invoices", Severity.HIGH, 5));

        assertThat(published).hasSize(1);
        assertThat(kept).hasSize(2);
        assertThat(kept.get(1))
                .contains("joined incident " + incident().id())
                .contains("\"correlation_uid\":\"" + incident().id());
    }

    @Test
    void aMoreSevereFindingRaisesTheIncidentAndTellsTheWholeStory() {
        accept(finding("orders", Severity.MEDIUM, 0));
        accept(finding("invoices", Severity.MEDIUM, 5));
        accept(finding("looked-at", Severity.LOW, 7));
        accept(finding("payments", Severity.CRITICAL, 9));

        assertThat(published).hasSize(2);
        assertThat(published.getLast().text()).contains("""
                        RELATED  what else this principal did, without an hour's rest; the last alert of it was medium, 2026-11-21T14:00:20Z
                          2026-11-21T14:00:00Z  medium  lambda_code_changed  arn:aws:lambda:eu-west-1:111122223333:function:orders
                          2026-11-21T14:05:00Z  medium  lambda_code_changed  arn:aws:lambda:eu-west-1:111122223333:function:invoices
                          2026-11-21T14:07:00Z  low  lambda_code_changed  arn:aws:lambda:eu-west-1:111122223333:function:looked-at
                        """);
        assertThat(published.getLast().chat())
                .contains("RELATED: 3 findings of the same principal since 2026-11-21T14:00:00Z");
        assertThat(published.getLast().ocsf()).contains("\"told_severity\":\"medium\"", "function:invoices");
    }

    @Test
    void whatRaisesAnswersTheSameThreadInChat() {
        accept(finding("orders", Severity.MEDIUM, 0));
        accept(finding("payments", Severity.HIGH, 9));

        assertThat(published)
                .allMatch(alert ->
                        alert.chat().contains("\"threadId\":\"" + incident().id() + "\""));
    }

    @Test
    void aMildFindingJoinsAndNeverOpens() {
        accept(finding("looked-at", Severity.LOW, 0));
        assertThat(incidents.find(key())).isEmpty();

        accept(finding("orders", Severity.MEDIUM, 1));
        accept(finding("looked-at", Severity.LOW, 2));

        assertThat(published).hasSize(1);
        assertThat(incident().related()).extracting(Related::severity).containsExactly(Severity.MEDIUM, Severity.LOW);
    }

    @Test
    void whatJoinedIsToldAsAFirstOnceTheIncidentRests() {
        accept(finding("orders", Severity.HIGH, 0));
        accept(finding("invoices", Severity.HIGH, 60));
        accept(finding("invoices", Severity.HIGH, 121));

        assertThat(published).hasSize(2);
        assertThat(published.getLast().text()).contains("function:invoices", "told for the first time");
    }

    @Test
    void whileSomethingComesEveryHourTheIncidentStaysOpenUntilThePeriodOfQuietIsOver() {
        for (int minute = 0; minute < 360; minute += 50) {
            accept(finding("function-" + minute, Severity.HIGH, minute));
        }
        assertThat(published).hasSize(1);

        accept(finding("the-last", Severity.MEDIUM, 361));

        assertThat(published).hasSize(2);
        assertThat(published.getLast().text()).contains("RELATED", "function-350", "function-0");
    }

    @Test
    void aRepeatKeepsTheIncidentOpenAndIsCountedAsARepeat() {
        accept(finding("orders", Severity.HIGH, 0));
        accept(finding("orders", Severity.HIGH, 50));
        accept(finding("invoices", Severity.HIGH, 100));

        assertThat(published).hasSize(1);
        assertThat(sightings.find(finding("orders", Severity.HIGH, 0).id()).map(Sighting::repeats))
                .contains(1);
    }

    @Test
    void theSameCallByTheOtherLaneIsOneAlertAndOneFindingOfTheIncident() {
        accept(finding("orders", Severity.HIGH, 0));
        accept(finding("invoices", Severity.MEDIUM, 1));
        Incident before = incident();

        accept(finding("orders", Severity.HIGH, 0), START.plusSeconds(900));
        accept(finding("invoices", Severity.MEDIUM, 1), START.plusSeconds(900));

        assertThat(published).hasSize(1);
        assertThat(incident()).isEqualTo(before);
    }

    @Test
    void anotherPrincipalOrAccountHasAnIncidentOfItsOwn() {
        accept(finding("orders", Severity.HIGH, 0));
        accept(Samples.beacon());
        assertThat(published).hasSize(2);
        assertThat(published.getLast().ocsf()).doesNotContain("correlation_uid");
    }

    @Test
    void whenIncidentsCannotBeReadTheAlertGoesOutMarked() {
        accept(finding("orders", Severity.HIGH, 0));
        incidents = new FailingIncidents();
        accept(finding("invoices", Severity.HIGH, 1));
        accept(finding("looked-at", Severity.LOW, 2));

        assertThat(published).hasSize(2);
        assertThat(published.getLast().text()).contains("may be a repeat");
        assertThat(kept).hasSize(3);
    }

    @Test
    void whoIsSlowerThanAnotherReadsAgainAndJoins() {
        incidents = new OvertakenIncidents(finding("invoices", Severity.MEDIUM, 1), START.plusSeconds(70));

        accept(finding("orders", Severity.HIGH, 0));

        assertThat(published).hasSize(1);
        assertThat(incident().severity()).isEqualTo(Severity.HIGH);
        assertThat(incident().related())
                .extracting(Related::resource)
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("orders"),
                        second -> assertThat(second).endsWith("invoices"));
    }

    @Test
    void manyFindingsAreBoundedTheMildestLetGoAndCounted() {
        accept(finding("orders", Severity.MEDIUM, 0));
        for (int i = 0; i < 30; i++) {
            accept(finding("function-" + i, i % 2 == 0 ? Severity.LOW : Severity.MEDIUM, i));
        }

        assertThat(incident().related()).hasSize(20);
        assertThat(incident().more()).isEqualTo(11);
        assertThat(incident().related())
                .filteredOn(item -> item.severity() == Severity.MEDIUM)
                .hasSize(16);
    }

    @Test
    void ofEverySequenceEachFindingIsToldOrStandsInAnIncidentThatWasToldAsSevere() {
        List<Severity> severities = List.of(Severity.values());
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            sightings = Sightings.inMemory();
            incidents = Incidents.inMemory();
            Set<String> told = new HashSet<>();
            int minute = 0;
            for (int i = 0; i < 100; i++) {
                Severity severity = severities.get(random.nextInt(severities.size()));
                Finding finding = finding("f" + random.nextInt(12), severity, minute);
                int before = published.size();
                accept(finding);
                if (published.size() > before) {
                    told.add(finding.id());
                } else if (severity.atLeast(Severity.MEDIUM) && !told.contains(finding.id())) {
                    assertThat(incident().severity())
                            .as("seed %d, step %d", seed, i)
                            .isGreaterThanOrEqualTo(severity);
                    assertThat(incident().told().plus(QUIET)).isAfter(START.plusSeconds(60L * minute));
                    assertThat(incident().related())
                            .anyMatch(item -> item.findingId().equals(finding.id()));
                }
                minute += random.nextInt(70);
            }
        }
    }

    @Test
    void theRecordForMachinesIsValidWithRelatedFindings() {
        accept(finding("orders", Severity.MEDIUM, 0));
        accept(finding("payments", Severity.CRITICAL, 9));

        assertThat(kept).allSatisfy(OcsfSchema::assertValid);
    }

    private Incident incident() {
        return incidents.find(key()).orElseThrow();
    }

    private static String key() {
        return Incident.key(finding("any", Severity.LOW, 0));
    }

    private void accept(Finding finding) {
        accept(finding, finding.last().plusSeconds(20));
    }

    private void accept(Finding finding, Instant now) {
        Alerts.of(Policy.STANDARD, sightings, incidents, published::add, (_, line) -> kept.add(line), () -> now)
                .accept(finding);
    }

    /// A change of code by alice, so many minutes after the start.
    static Finding finding(String function, Severity severity, int minute) {
        Finding sample = Samples.codeChange(function, "aws-cli", severity);
        Evidence call = new Evidence.Call(
                "event-%s-%d".formatted(function, minute),
                START.plusSeconds(60L * minute),
                "UpdateFunctionCode",
                "lambda.amazonaws.com",
                "111122223333",
                "eu-west-1",
                "203.0.113.50",
                "aws-cli",
                "",
                "");
        return new Finding(
                sample.detection(),
                sample.severity(),
                sample.account(),
                sample.region(),
                sample.subject(),
                sample.resource(),
                sample.headline(),
                sample.reasons(),
                List.of(call),
                sample.observables(),
                sample.facts());
    }

    private static final class FailingIncidents implements Incidents {
        @Override
        public Optional<Incident> find(String key) {
            throw new IllegalStateException("table is gone");
        }

        @Override
        public boolean replace(String key, Optional<Incident> before, Incident after) {
            throw new IllegalStateException("table is gone");
        }
    }

    /// Where somebody else opens the incident between our look and our write.
    private static final class OvertakenIncidents implements Incidents {
        private final Incidents incidents = Incidents.inMemory();
        private final Finding faster;
        private final Instant now;
        private boolean done;

        OvertakenIncidents(Finding faster, Instant now) {
            this.faster = faster;
            this.now = now;
        }

        @Override
        public Optional<Incident> find(String key) {
            return incidents.find(key);
        }

        @Override
        public boolean replace(String key, Optional<Incident> before, Incident after) {
            if (!done) {
                done = true;
                incidents.replace(key, Optional.empty(), Incident.open(faster, now));
            }
            return incidents.replace(key, before, after);
        }
    }
}
