package dev.lambdawatch.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Windows that several files count in at once.
class OpenWindowsTest {
    private static final Instant START = Instant.parse("2026-01-02T00:00:00Z");

    private static final String BURST = """
            title: Called
            name: called
            logsource: {product: aws, service: cloudtrail}
            detection: {a: {user|exists: true}, condition: a}
            ---
            title: burst
            name: burst
            correlation:
                type: event_count
                rules: [called]
                group-by: [user]
                timespan: 60s
                condition: {gte: 4}
            """;

    private static final String CHAIN = BURST + """
            ---
            title: Changed
            name: changed
            logsource: {product: aws, service: cloudtrail}
            detection: {a: {changes: yes}, condition: a}
            ---
            title: chain
            name: chain
            correlation:
                type: temporal_ordered
                rules: [burst, changed]
                group-by: [user]
                timespan: 5m
            """;

    private final CountedWindows windows = new CountedWindows(new MemoryWindows(1_000));
    private final List<String> told = new ArrayList<>();

    @Test
    void manyEventsOfAFileReadAndWriteTheirWindowOnce() {
        File file = file(BURST);
        for (int i = 0; i < 1_000; i++) {
            file.calls("bob", i);
        }
        file.windows.write();

        assertThat(windows.reads()).isEqualTo(1);
        assertThat(windows.writes()).isEqualTo(1);
        assertThat(file.windows.held()).isZero();
    }

    @Test
    void aFileThatShowsNothingNewWritesNothing() {
        file(BURST).calls("bob", 0, 1).windows.write();

        file(BURST).calls("bob", 0, 1).windows.write();

        assertThat(windows.writes()).isEqualTo(1);
    }

    @Test
    void whatComesTrueIsToldBeforeItIsWritten() {
        file(BURST).calls("bob", 0, 1, 2, 3);

        assertThat(told).containsExactly("burst 4 at 3");
        assertThat(windows.writes()).isZero();
    }

    @Test
    void whatEndsBeforeItIsWrittenIsToldAgainWhenItComesAgain() {
        file(BURST).calls("bob", 0, 1, 2, 3);
        told.clear();

        file(BURST).calls("bob", 0, 1, 2, 3).windows.write();

        assertThat(told).containsExactly("burst 4 at 3");
    }

    @Test
    void theHalvesOfABurstInTwoFilesReadAtOnceMakeOne() {
        File one = file(BURST).calls("bob", 0, 1);
        File other = file(BURST).calls("bob", 2, 3);
        one.windows.write();
        assertThat(told).isEmpty();

        other.windows.write();

        assertThat(told).containsExactly("burst 4 at 3");
        assertThat(windows.read(burst("bob")).occurrences()).hasSize(4);
    }

    @Test
    void whatWasToldBeforeSomebodyElseWroteIsNotToldAgain() {
        File one = file(BURST).calls("bob", 10, 11, 12, 13, 14);
        assertThat(told).containsExactly("burst 4 at 13", "burst 5 again at 14");
        file(BURST).calls("bob", 1, 2).windows.write();
        told.clear();

        one.windows.write();

        // The second event completes what the other file began, and is told for the first time.
        assertThat(told).containsExactly("burst 4 at 11", "burst 5 again at 12");
        assertThat(windows.read(burst("bob")).occurrences()).hasSize(7);
    }

    @Test
    void aFileThatComesAgainCountsNothingTwice() {
        file(BURST).calls("bob", 0, 1, 2, 3, 4).windows.write();
        Window before = windows.read(burst("bob"));
        told.clear();

        file(BURST).calls("bob", 0, 1, 2, 3, 4).windows.write();

        assertThat(windows.read(burst("bob"))).isEqualTo(before);
        assertThat(told).containsExactly("burst 4 at 3");
    }

    /// It was told by nobody if telling failed.
    @Test
    void inAFileThatComesAgainTheEventThatCompletedABurstTellsItThoughAFloodWashedItOut() {
        File file = file(BURST);
        for (int i = 0; i < 500; i++) {
            file.calls("bob", i);
        }
        file.windows.write();
        told.clear();

        file(BURST).calls("bob", 0, 1, 2, 3).windows.write();

        assertThat(told).containsExactly("burst 1 at 3");
    }

    @Test
    void aChainIsFollowedFromWhatComesTrueWhileWindowsAreWritten() {
        File one = file(CHAIN).calls("bob", 0, 1).changed("bob", 20);
        file(CHAIN).calls("bob", 2).windows.write();
        assertThat(told).isEmpty();

        one.windows.write();

        assertThat(told).containsExactly("chain 2 at 20");
    }

    @Test
    void aWindowThatCannotBeWrittenKeepsNoOtherFromBeingWritten() {
        WindowStore breaking = new WindowStore() {
            @Override
            public Window read(WindowKey key) {
                return windows.read(key);
            }

            @Override
            public boolean replace(WindowKey key, Window before, Window after) {
                if (key.group().contains("bob")) {
                    throw new IllegalStateException("no table");
                }
                return windows.replace(key, before, after);
            }
        };
        File file = file(BURST, breaking).calls("bob", 0).calls("eve", 1);

        assertThatThrownBy(file.windows::write).hasMessage("no table");

        assertThat(windows.read(burst("eve")).occurrences()).hasSize(1);
        assertThat(file.windows.held()).isZero();
    }

    @Test
    void whoIsOvertakenEachTimeGivesUp() {
        AtomicInteger overtaken = new AtomicInteger();
        WindowStore busy = new WindowStore() {
            @Override
            public Window read(WindowKey key) {
                return windows.read(key);
            }

            @Override
            public boolean replace(WindowKey key, Window before, Window after) {
                overtaken.incrementAndGet();
                return false;
            }
        };
        File file = file(BURST, busy).calls("bob", 0);

        assertThatThrownBy(file.windows::write).hasMessageContaining("changed at each of our attempts");

        assertThat(overtaken).hasValue(50);
    }

    /// Below the bound of a window nothing is lost and nothing told that does not hold, however files
    /// overtake each other.
    @Test
    void filesThatAreReadAtOnceCountAndTellWhatOneWould() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<Call> calls = calls(random);
            Map<String, Set<String>> alone = new HashMap<>();
            WindowStore serial = new MemoryWindows(1_000);
            File whole = new File(BURST, serial, alone);
            calls.forEach(whole::call);
            whole.windows.write();

            Map<String, Set<String>> together = new HashMap<>();
            WindowStore shared = new MemoryWindows(1_000);
            readAtOnce(calls, shared, together, random);

            assertThat(together.keySet()).as("users of seed %d", seed).isEqualTo(alone.keySet());
            for (String user : List.of("bob", "eve")) {
                assertThat(shared.read(burst(user)).occurrences())
                        .as("events of %s, seed %d", user, seed)
                        .isEqualTo(serial.read(burst(user)).occurrences());
            }
        }
    }

    private record Call(String user, int second) {}

    private static List<Call> calls(Random random) {
        List<Call> calls = new ArrayList<>();
        int second = 0;
        for (int i = random.nextInt(40); i >= 0; i--) {
            second += random.nextInt(16);
            calls.add(new Call(random.nextBoolean() ? "bob" : "eve", second));
        }
        return calls;
    }

    /// Three functions, each with files of its own, take turns by chance; some files come again.
    private static void readAtOnce(List<Call> calls, WindowStore shared, Map<String, Set<String>> told, Random random) {
        List<File> files = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            files.add(new File(BURST, shared, told));
        }
        for (Call call : calls) {
            int reader = random.nextInt(3);
            files.get(reader).call(call);
            switch (random.nextInt(10)) {
                case 0, 1 -> files.get(reader).windows.write();
                case 2 -> {
                    File again = new File(BURST, shared, told);
                    again.call(call);
                    again.windows.write();
                }
                default -> {}
            }
        }
        files.forEach(file -> file.windows.write());
    }

    private WindowKey burst(String user) {
        Correlation burst = Sigma.parse("a.yml", BURST).correlations().getFirst();
        return new WindowKey(WindowKey.prefix(burst), List.of(user));
    }

    private File file(String documents) {
        return file(documents, windows);
    }

    private File file(String documents, WindowStore store) {
        return new File(documents, store, told);
    }

    /// One file of calls on its way through a function.
    private static final class File {
        private final RuleSet set;
        private final OpenWindows windows;
        private final Consumer<Correlated> told;

        File(String documents, WindowStore store, List<String> told) {
            this(
                    documents,
                    store,
                    correlated -> told.add("%s %d%s at %d"
                            .formatted(
                                    correlated.correlation().title(),
                                    correlated.number(),
                                    correlated.again() ? " again" : "",
                                    Duration.between(START, correlated.last()).toSeconds())));
        }

        File(String documents, WindowStore store, Map<String, Set<String>> told) {
            this(
                    documents,
                    store,
                    correlated -> told.computeIfAbsent(
                                    correlated.group().getOrDefault("user", ""), _ -> new HashSet<>())
                            .add(correlated.correlation().title()));
        }

        private File(String documents, WindowStore store, Consumer<Correlated> told) {
            Parsed parsed = Sigma.parse("a.yml", documents);
            Correlations correlations = Correlations.of(parsed.correlations(), parsed.rules());
            set = RuleSet.of(parsed.rules(), List.of(), correlations.fields());
            windows = new Correlator(correlations, set.fields(), store, Duration.ofMinutes(10)).open();
            this.told = told;
        }

        File calls(String user, int... seconds) {
            for (int second : seconds) {
                call(new Call(user, second));
            }
            return this;
        }

        void call(Call call) {
            observe(call.second, "{\"user\": \"%s\"}".formatted(call.user));
        }

        File changed(String user, int second) {
            observe(second, "{\"user\": \"%s\", \"changes\": \"yes\"}".formatted(user));
            return this;
        }

        private void observe(int second, String json) {
            Event event = SampleEvent.of(json, set.fields());
            List<Rule> found = new ArrayList<>();
            set.match(event, found::add);
            windows.observe("call at " + second, START.plusSeconds(second), event, found, told);
        }
    }
}
