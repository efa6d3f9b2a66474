package dev.lambdawatch.beacon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SizedEventsTest {
    private static final int DAY = 1440;

    @Test
    void theEventsOfTwoNeighbouringClassesAreTaken() {
        SizedEvents events = new SizedEvents();
        for (int i = 0; i < 30; i++) {
            events.add(40 * i, 20 + i % 2, 1);
            events.add(40 * i + 7, 5 + 2 * (i % 20), 1);
        }
        int[] counts = events.ofMostCommonSize(Grid.MINUTE, DAY).orElseThrow();
        assertThat(counts).hasSize(DAY);
        assertThat(Arrays.stream(counts).sum()).isBetween(30, 34);
        assertThat(counts[40]).isEqualTo(1);
    }

    @Test
    void oneSizeAloneWasSeenAlreadyAndFewEventsSayNothing() {
        SizedEvents one = new SizedEvents();
        SizedEvents few = new SizedEvents();
        for (int i = 0; i < 100; i++) {
            one.add(i, 20, 1);
            few.add(i, i % 50, 1);
        }
        assertThat(one.ofMostCommonSize(Grid.MINUTE, DAY)).isEmpty();
        assertThat(few.ofMostCommonSize(Grid.MINUTE, DAY)).isEmpty();
    }

    @Test
    void whatIsTooBusyIsNotLookedInto() {
        SizedEvents events = new SizedEvents();
        for (int i = 0; i < 70_000; i++) {
            events.add(i % DAY, i % 3 * 20, 1);
        }
        assertThat(events.ofMostCommonSize(Grid.MINUTE, DAY)).isEmpty();
    }

    @Test
    void onTheCoarseGridBucketsAreTenMinutes() {
        SizedEvents events = new SizedEvents();
        for (int i = 0; i < 30; i++) {
            events.add(40 * i + 5, 20, 2);
            events.add(40 * i + 5, 40 + i % 20, 1);
        }
        int[] counts = events.ofMostCommonSize(Grid.TEN_MINUTES, DAY).orElseThrow();
        assertThat(counts).hasSize(144);
        assertThat(counts[4]).isEqualTo(2);
    }
}
