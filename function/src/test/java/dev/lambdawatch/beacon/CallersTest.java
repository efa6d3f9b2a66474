package dev.lambdawatch.beacon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallersTest {
    @Test
    void eachCallOfAnAskedDestinationIsCounted() {
        Callers callers = new Callers();
        for (long workload = 0; workload < 5000; workload++) {
            callers.add(7);
            callers.add(workload << 16 | 9);
        }
        assertThat(callers.of(Set.of(7L, 9L, 1L << 16))).isEqualTo(Map.of(7L, 5000, 9L, 1));
    }

    @Test
    void moreCallsThanAreKeptAreTold() {
        Callers callers = new Callers();
        for (int call = 0; call < Callers.MOST; call++) {
            callers.add(7);
        }
        assertThat(callers.of(Set.of(7L))).isEqualTo(Map.of(7L, Callers.MOST));
        assertThat(callers.isFull()).isFalse();
        callers.add(7);
        assertThat(callers.isFull()).isTrue();
    }
}
