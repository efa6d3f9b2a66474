package dev.lambdawatch.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryWindowsTest extends WindowsContract {
    @Override
    protected WindowStore windows() {
        return new MemoryWindows(100);
    }

    @Test
    void beyondItsCapacityWhatWasNotUsedForLongestIsForgottenAndCounted() {
        MemoryWindows two = new MemoryWindows(2);
        for (String group : List.of("a", "b", "a", "c")) {
            Window before = two.read(key(group));
            two.replace(key(group), before, new Window(before.version() + 1, List.of(), List.of(), Instant.EPOCH));
        }

        assertThat(two.read(key("b"))).isEqualTo(Window.EMPTY);
        assertThat(two.read(key("a")).version()).isEqualTo(2);
        assertThat(two.evicted()).isEqualTo(1);
    }

    private static WindowKey key(String group) {
        return new WindowKey("burst", List.of(group));
    }
}
