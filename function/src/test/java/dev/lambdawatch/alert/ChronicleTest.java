package dev.lambdawatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChronicleTest {
    private final Finding mild = IncidentAlertsTest.finding("looked-at", Severity.LOW, 1);
    private final Finding opening = IncidentAlertsTest.finding("orders", Severity.MEDIUM, 5);
    private final Finding raising = IncidentAlertsTest.finding("payments", Severity.CRITICAL, 50);
    private final Finding later = IncidentAlertsTest.finding("invoices", Severity.HIGH, 300);

    @Test
    void whatComesWithinTheHourIsOneIncidentInWhateverOrderItIsRead() {
        Chronicle chronicle = Chronicle.of(List.of(later, raising, opening, mild), Policy.STANDARD);

        assertThat(chronicle.size()).isEqualTo(2);
        assertThat(chronicle.of(opening).map(Incident::severity)).contains(Severity.CRITICAL);
        assertThat(chronicle.of(raising)).isEqualTo(chronicle.of(opening));
        assertThat(chronicle.of(later)).isNotEqualTo(chronicle.of(opening)).isPresent();
    }

    @Test
    void aMildFindingThatWasThereFirstBelongsToNone() {
        assertThat(Chronicle.of(List.of(mild, opening), Policy.STANDARD).of(mild))
                .isEmpty();
    }

    @Test
    void aRepeatOpensNoOtherIncident() {
        Finding repeat = IncidentAlertsTest.finding("orders", Severity.MEDIUM, 300);

        assertThat(Chronicle.of(List.of(opening, repeat), Policy.STANDARD).size())
                .isEqualTo(1);
    }

    @Test
    void theDeployedMonitorGivesTheSameId() {
        Incidents incidents = Incidents.inMemory();
        Alerts.of(Policy.STANDARD, Sightings.inMemory(), incidents, _ -> {}, (_, _) -> {}, () -> Samples.NOW)
                .accept(opening);

        assertThat(Chronicle.of(List.of(opening, raising), Policy.STANDARD)
                        .of(raising)
                        .map(Incident::id))
                .isEqualTo(incidents.find(Incident.key(opening)).map(Incident::id));
    }
}
