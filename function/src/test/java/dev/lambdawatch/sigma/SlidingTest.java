package dev.lambdawatch.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The sliding window against a naive look at all events at once.
class SlidingTest {
    private static final Instant START = Instant.parse("2026-01-02T00:00:00Z");
    private static final List<String> KINDS = List.of("a", "b", "c");

    private final Random random = new Random(20260102);

    @Test
    void inOrderEachRunThatHoldsAnywhereIsToldExactlyOnce() {
        for (int i = 0; i < 1_000; i++) {
            Sliding sliding = sliding();
            List<Occurrence> events = events();
            assertThat(fired(sliding, events)).as("%s", events).hasSize(runsThatHold(sliding, events));
        }
    }

    @Test
    void inAnyOrderSomethingIsToldIfAndOnlyIfItHoldsSomewhere() {
        for (int i = 0; i < 1_000; i++) {
            Sliding sliding = sliding();
            List<Occurrence> events = events();
            List<Occurrence> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, random);
            assertThat(fired(sliding, shuffled).isEmpty())
                    .as("%s", shuffled)
                    .isEqualTo(runsThatHold(sliding, events) == 0);
        }
    }

    @Test
    void aWindowIsReadAsItWasWritten() {
        Sliding sliding = sliding();
        Window window = Window.EMPTY;
        for (Occurrence event : events()) {
            window = sliding.step(window, event).window();
        }
        String hostile = "a\tb\nevent\\t\\";
        window = sliding.step(window, new Occurrence(START.plusSeconds(500), hostile, hostile))
                .window();
        assertThat(Window.parse(window.text())).isEqualTo(window);
        assertThat(Window.parse(Window.EMPTY.text())).isEqualTo(Window.EMPTY);
    }

    @Test
    void whatIsNoWindowIsRefused() {
        for (String text : List.of("", "window", "window\tx\ty", "event\t2026", "what\t1", "event\\q")) {
            assertThatThrownBy(() -> Window.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not a line of a window");
        }
    }

    @Test
    void aWriterThatWasOvertakenWritesNothing() {
        MemoryWindows windows = new MemoryWindows(10);
        WindowKey key = new WindowKey("burst@1", List.of("bob"));
        Window first = sliding().step(Window.EMPTY, occurrence(1, "a")).window();
        assertThat(windows.replace(key, Window.EMPTY, first)).isTrue();
        assertThat(windows.replace(key, Window.EMPTY, first)).isFalse();
        assertThat(windows.read(key)).isEqualTo(first);
    }

    @Test
    void keysOfDifferentGroupsDiffer() {
        assertThat(new WindowKey("c", List.of("a,1:b")).toString())
                .isNotEqualTo(new WindowKey("c", List.of("a", "b")).toString());
        assertThat(Shortened.text("x".repeat(1_000)))
                .hasSize(Shortened.MAX_CHARACTERS)
                .isNotEqualTo(Shortened.text("x".repeat(1_001)));
    }

    private static List<List<Occurrence>> fired(Sliding sliding, List<Occurrence> events) {
        List<List<Occurrence>> fired = new ArrayList<>();
        Window window = Window.EMPTY;
        for (Occurrence event : events) {
            Sliding.Step step = sliding.step(window, event);
            window = step.window();
            if (!step.fired().isEmpty()) {
                fired.add(step.fired());
            }
        }
        return fired;
    }

    /// Runs without a gap of more than ten seconds in which some ten seconds hold.
    private static int runsThatHold(Sliding sliding, List<Occurrence> events) {
        int runs = 0;
        boolean told = false;
        for (int i = 0; i < events.size(); i++) {
            Instant end = events.get(i).time();
            if (i > 0 && end.isAfter(events.get(i - 1).time().plusSeconds(10))) {
                told = false;
            }
            List<Occurrence> inside = events.subList(0, i + 1).stream()
                    .filter(event -> !event.time().isBefore(end.minusSeconds(10)))
                    .toList();
            if (!told && sliding.number(inside) >= 3) {
                told = true;
                runs++;
            }
        }
        return runs;
    }

    private Sliding sliding() {
        String type = List.of("event_count", "value_count", "temporal", "temporal_ordered")
                .get(random.nextInt(4));
        String condition = type.endsWith("count") ? "    condition: {gte: 3, field: x}\n" : "";
        Correlation correlation = Sigma.parse(
                        "a.yml",
                        "title: x\ncorrelation:\n    type: " + type + "\n    rules: [a, b, c]\n    timespan: 10s\n"
                                + condition)
                .correlations()
                .getFirst();
        return new Sliding(correlation, Duration.ofMinutes(10));
    }

    /// In order of time.
    private List<Occurrence> events() {
        List<Occurrence> events = new ArrayList<>();
        int second = 0;
        for (int i = random.nextInt(12); i >= 0; i--) {
            second += random.nextInt(12);
            events.add(occurrence(second, KINDS.get(random.nextInt(3))));
        }
        return events.stream().distinct().toList();
    }

    private static Occurrence occurrence(int second, String kind) {
        return new Occurrence(START.plusSeconds(second), second + kind, kind);
    }
}
