package dev.lambdawatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every memory of incidents does, in the process or in a table.
public abstract class IncidentsContract {
    private static final Instant OPENED = Instant.parse("2026-11-21T14:32:10Z");

    /// A memory that holds nothing under the keys `a` and `b`.
    protected abstract Incidents incidents();

    @Test
    void whatWasNeverRememberedIsNotThere() {
        assertThat(incidents().find("a")).isEmpty();
    }

    @Test
    void anIncidentComesBackAsItWas() {
        Incidents incidents = incidents();
        Incident opened = incident("lwi-1", 1, List.of(related("one"), related("two")));

        assertThat(incidents.replace("a", Optional.empty(), opened)).isTrue();

        assertThat(incidents.find("a")).contains(opened);
        assertThat(incidents.find("b")).isEmpty();
    }

    @Test
    void oneThatIsUnchangedSinceItWasReadIsReplaced() {
        Incidents incidents = incidents();
        Incident opened = incident("lwi-1", 1, List.of(related("one")));
        Incident grown = incident("lwi-1", 2, List.of(related("one"), related("two")));
        incidents.replace("a", Optional.empty(), opened);

        assertThat(incidents.replace("a", Optional.of(opened), grown)).isTrue();

        assertThat(incidents.find("a")).contains(grown);
    }

    @Test
    void theSlowerOfTwoWhoOpenOneChangesNothing() {
        Incidents incidents = incidents();
        Incident first = incident("lwi-1", 1, List.of(related("one")));
        incidents.replace("a", Optional.empty(), first);

        assertThat(incidents.replace("a", Optional.empty(), incident("lwi-2", 1, List.of(related("two")))))
                .isFalse();

        assertThat(incidents.find("a")).contains(first);
    }

    @Test
    void theSlowerOfTwoWhoChangeOneChangesNothing() {
        Incidents incidents = incidents();
        Incident opened = incident("lwi-1", 1, List.of(related("one")));
        Incident faster = incident("lwi-1", 2, List.of(related("one"), related("two")));
        incidents.replace("a", Optional.empty(), opened);
        incidents.replace("a", Optional.of(opened), faster);

        assertThat(incidents.replace("a", Optional.of(opened), incident("lwi-1", 2, List.of(related("three")))))
                .isFalse();

        assertThat(incidents.find("a")).contains(faster);
    }

    @Test
    void aNewIncidentTakesThePlaceOfTheOneBefore() {
        Incidents incidents = incidents();
        Incident before = incident("lwi-1", 7, List.of(related("one")));
        Incident next = incident("lwi-2", 1, List.of(related("two")));
        incidents.replace("a", Optional.empty(), before);

        assertThat(incidents.replace("a", Optional.of(before), next)).isTrue();

        assertThat(incidents.find("a")).contains(next);
    }

    private static Incident incident(String id, long revision, List<Related> related) {
        return new Incident(
                id, OPENED, OPENED.plusSeconds(60), Severity.HIGH, OPENED.plusMillis(16_250), related, 3, revision);
    }

    private static Related related(String findingId) {
        return new Related(findingId, "lambda_code_changed", Severity.MEDIUM, OPENED.plusSeconds(1), "", 2);
    }
}
