package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacesInMemoryTest extends PacesContract {
    @Override
    protected PaceStore paces() {
        return PaceStore.inMemory();
    }

    @Test
    void beyondItsCapacityTheOneLookedAtLongestAgoMakesRoom() {
        PaceStore paces = new PacesInMemory(2);
        Pace pace = Pace.NONE.plus(new Pace.Hour(1, 1, 0));
        paces.replace("a", Pace.NONE, pace);
        paces.replace("b", Pace.NONE, pace);
        paces.read("a");

        paces.replace("c", Pace.NONE, pace);

        assertThat(paces.read("a")).isEqualTo(pace);
        assertThat(paces.read("b")).isEqualTo(Pace.NONE);
    }
}
