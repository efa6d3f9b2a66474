package dev.lambdawatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncidentsInMemoryTest extends IncidentsContract {
    @Override
    protected Incidents incidents() {
        return Incidents.inMemory();
    }

    @Test
    void beyondItsCapacityWhatChangedLongestAgoIsForgotten() {
        Incidents two = new IncidentsInMemory(2);
        for (String key : new String[] {"a", "b", "c"}) {
            two.replace(key, Optional.empty(), Incident.open(Samples.codeChange(), Samples.NOW));
        }

        assertThat(two.find("a")).isEmpty();
        assertThat(two.find("c")).isPresent();
    }
}
