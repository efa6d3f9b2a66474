package dev.lambdawatch.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of windows does, in the process or in a table.
public abstract class WindowsContract {
    private static final Instant NOW = Instant.parse("2026-11-21T14:32:10Z");
    private static final WindowKey BURST = new WindowKey("lambda_enumerated@0a1b2c3d", List.of("eve", "eu-west-1"));

    /// A store that holds nothing.
    protected abstract WindowStore windows();

    @Test
    void whatWasNeverKeptIsEmpty() {
        assertThat(windows().read(BURST)).isEqualTo(Window.EMPTY);
    }

    @Test
    void aWindowComesBackAsItWasWhateverItsTextsHold() {
        WindowStore windows = windows();
        Window opened = new Window(
                1,
                List.of(new Occurrence(NOW, "tab\tline\n\\", "GetFunction arn:\u00e9\ud83d\ude00")),
                List.of(new Firing("one", NOW, NOW.plusSeconds(1), NOW.minusSeconds(1), NOW.plusMillis(1_500))),
                NOW.plusSeconds(600));

        assertThat(windows.replace(BURST, Window.EMPTY, opened)).isTrue();

        assertThat(windows.read(BURST)).isEqualTo(opened);
    }

    @Test
    void aWindowAsLargeAsOneGetsIsKept() {
        WindowStore windows = windows();
        String longest = "x".repeat(128);
        Window full = window(1, Window.MAX_OCCURRENCES, longest);

        assertThat(windows.replace(BURST, Window.EMPTY, full)).isTrue();

        assertThat(windows.read(BURST)).isEqualTo(full);
    }

    @Test
    void groupsAreToldApartEvenWhereTheirValuesJoinToTheSameText() {
        WindowStore windows = windows();
        WindowKey other = new WindowKey(BURST.correlation(), List.of("eve eu-west-1", ""));
        windows.replace(BURST, Window.EMPTY, window(1, 1, "a"));
        windows.replace(other, Window.EMPTY, window(1, 2, "b"));

        assertThat(windows.read(BURST)).isEqualTo(window(1, 1, "a"));
        assertThat(windows.read(other)).isEqualTo(window(1, 2, "b"));
    }

    @Test
    void oneThatIsUnchangedSinceItWasReadIsReplaced() {
        WindowStore windows = windows();
        windows.replace(BURST, Window.EMPTY, window(1, 1, "a"));

        assertThat(windows.replace(BURST, window(1, 1, "a"), window(2, 2, "a"))).isTrue();

        assertThat(windows.read(BURST)).isEqualTo(window(2, 2, "a"));
    }

    @Test
    void theSlowerOfTwoWhoOpenOneChangesNothing() {
        WindowStore windows = windows();
        windows.replace(BURST, Window.EMPTY, window(1, 1, "a"));

        assertThat(windows.replace(BURST, Window.EMPTY, window(1, 1, "b"))).isFalse();

        assertThat(windows.read(BURST)).isEqualTo(window(1, 1, "a"));
    }

    @Test
    void theSlowerOfTwoWhoChangeOneChangesNothing() {
        WindowStore windows = windows();
        windows.replace(BURST, Window.EMPTY, window(1, 1, "a"));
        windows.replace(BURST, window(1, 1, "a"), window(2, 2, "a"));

        assertThat(windows.replace(BURST, window(1, 1, "a"), window(2, 2, "b"))).isFalse();

        assertThat(windows.read(BURST)).isEqualTo(window(2, 2, "a"));
    }

    @Test
    void oneThatWasForgottenSinceItWasReadIsReadAgain() {
        WindowStore windows = windows();

        assertThat(windows.replace(BURST, window(4, 1, "a"), window(5, 2, "a"))).isFalse();

        assertThat(windows.read(BURST)).isEqualTo(Window.EMPTY);
    }

    @Test
    void whatTwoFilesCountInOneWindowAtOnceIsAllThereAndToldOnce() {
        WindowStore windows = windows();
        List<Correlated> told = new ArrayList<>();
        Parsed burst = Sigma.parse("burst.yml", """
                title: Called
                name: called
                logsource: {product: aws, service: cloudtrail}
                detection: {a: {user|exists: true}, condition: a}
                ---
                title: Burst
                correlation:
                    type: event_count
                    rules: [called]
                    group-by: [user]
                    timespan: 60s
                    condition: {gte: 40}
                """);
        Correlations correlations = Correlations.of(burst.correlations(), burst.rules());
        Correlator correlator = new Correlator(correlations, correlations.fields(), windows, Duration.ofMinutes(15));
        Event event = SampleEvent.of("{\"user\": \"bob\"}", correlations.fields());
        OpenWindows one = correlator.open();
        OpenWindows other = correlator.open();

        for (int i = 0; i < 20; i++) {
            one.observe("one-" + i, NOW.plusSeconds(i), event, burst.rules(), told::add);
            other.observe("other-" + i, NOW.plusSeconds(i), event, burst.rules(), told::add);
        }
        one.write();
        assertThat(told).isEmpty();
        other.write();

        assertThat(told)
                .singleElement()
                .satisfies(all -> assertThat(all.eventIds()).hasSize(40));
        WindowKey key = new WindowKey(WindowKey.prefix(burst.correlations().getFirst()), List.of("bob"));
        assertThat(windows.read(key).occurrences()).hasSize(40);
    }

    private static Window window(long version, int events, String kind) {
        List<Occurrence> occurrences = IntStream.range(0, events)
                .mapToObj(i -> new Occurrence(NOW.plusSeconds(i), "event-" + i, kind))
                .toList();
        return new Window(version, occurrences, List.of(), NOW.plusSeconds(600));
    }
}
