package dev.lambdawatch.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrelationTest {
    private static final String BASE = """
            title: Listed
            name: listed
            logsource: {product: aws, service: cloudtrail}
            detection: {a: {api: List*}, condition: a}
            ---
            title: Read
            name: read
            logsource: {product: aws, service: cloudtrail}
            detection: {a: {api: Get*}, condition: a}
            ---
            title: Changed
            name: changed
            logsource: {product: aws, service: cloudtrail}
            detection: {a: {api: Update*}, condition: a}
            """;

    private static final String BURST = correlation("burst", """
            type: event_count
            rules: [listed, read]
            group-by: [user]
            timespan: 60s
            condition: {gte: 3}
            """);

    private static final String SPREAD = correlation("spread", """
            type: value_count
            rules: [listed, read]
            group-by: [user]
            timespan: 60s
            condition: {gte: 3, field: [api, region]}
            """);

    private static final String TOGETHER = correlation("together", """
            type: temporal
            rules: [listed, read, changed]
            group-by: [user]
            timespan: 60s
            """);

    private static final String SEQUENCE = correlation("sequence", """
            type: temporal_ordered
            rules: [listed, read, changed]
            group-by: [user]
            timespan: 60s
            """);

    @Test
    void aBurstIsToldOnceWithTheEventsThatMadeIt() {
        Bench bench = new Bench(BURST);
        assertThat(bench.call(0, "ListFunctions", "bob")).isEmpty();
        assertThat(bench.call(10, "GetFunction", "bob")).isEmpty();
        List<Correlated> told = bench.call(20, "GetPolicy", "bob");
        assertThat(told).singleElement().satisfies(burst -> {
            assertThat(burst.correlation().title()).isEqualTo("burst");
            assertThat(burst.group()).containsEntry("user", "bob").hasSize(1);
            assertThat(burst.number()).isEqualTo(3);
            assertThat(burst.eventIds()).containsExactly("0 ListFunctions", "10 GetFunction", "20 GetPolicy");
            assertThat(burst.first()).isEqualTo(at(0));
            assertThat(burst.last()).isEqualTo(at(20));
        });
        assertThat(bench.call(30, "GetPolicy", "bob")).isEmpty();
        assertThat(bench.call(90, "GetPolicy", "bob")).isEmpty();
    }

    @Test
    void whatBelongsToABurstThatWasToldIsToldWithAllOfIt() {
        Bench bench = new Bench(BURST);
        bench.calls("bob", 0, 10, 20);

        assertThat(bench.all(80, "late", call("GetPolicy", "bob", "eu-west-1")))
                .singleElement()
                .satisfies(burst -> {
                    assertThat(burst.again()).isTrue();
                    assertThat(burst.number()).isEqualTo(4);
                    assertThat(burst.eventIds())
                            .containsExactly("0 ListFunctions", "10 ListFunctions", "20 ListFunctions", "late");
                });
        assertThat(bench.all(80, "late", call("GetPolicy", "bob", "eu-west-1"))).isEmpty();
        assertThat(bench.all(141, "apart", call("GetPolicy", "bob", "eu-west-1")))
                .isEmpty();
    }

    @Test
    void aBurstGrowsToAHundredEvents() {
        Bench bench = new Bench(BURST);
        int events = 0;
        for (int i = 0; i < 300; i++) {
            for (Correlated told : bench.all(i / 10, "event " + i, call("GetPolicy", "bob", "eu-west-1"))) {
                events = Math.max(events, told.eventIds().size());
                assertThat(i).isLessThan(100);
            }
        }
        assertThat(events).isEqualTo(100);
    }

    @Test
    void ofAHighThresholdAHundredEventsAreToldAndTheOneThatCompletedItIsAmongThem() {
        Bench bench = new Bench(BURST.replace("gte: 3", "gte: 500"));
        List<Correlated> told = List.of();
        for (int i = 0; i < 500; i++) {
            told = bench.all(i / 10, "event " + i, call("GetPolicy", "bob", "eu-west-1"));
        }
        assertThat(told).singleElement().satisfies(burst -> {
            assertThat(burst.number()).isEqualTo(500);
            assertThat(burst.eventIds()).hasSize(100).startsWith("event 0").contains("event 499");
        });
    }

    @Test
    void aChainDoesNotCountWhatOnlyGrew() {
        String chain = correlation("chain", """
                type: event_count
                rules: [burst]
                group-by: [user]
                timespan: 5m
                condition: {gte: 2}
                """);
        Bench bench = new Bench(BURST, chain);
        assertThat(bench.calls("bob", 0, 10, 20, 30, 40)).isEmpty();
        assertThat(bench.calls("bob", 110, 111, 112)).hasSize(1);
    }

    @Test
    void aWindowIsSmallerThanAnItemOfATableWhateverIsInIt() {
        Bench bench = new Bench(SPREAD.replace("gte: 3", "gte: 1000"));
        for (int i = 0; i < 1_000; i++) {
            String hostile = i + "\uffee".repeat(120);
            bench.all(i / 20, hostile, call(hostile, "bob", "eu-west-1").replace("api\": \"", "api\": \"List"));
        }
        Window window = bench.window("spread");
        assertThat(window.text().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(300_000, 380_000);
        assertThat(bench.correlator.evicted()).isPositive();
    }

    @Test
    void itIsToldAgainAfterTheWindowHasEmptied() {
        Bench bench = new Bench(BURST);
        assertThat(bench.calls("bob", 0, 10, 20)).hasSize(1);
        assertThat(bench.calls("bob", 80, 140, 150, 160)).isEmpty();
        assertThat(bench.calls("bob", 221, 222)).isEmpty();
        assertThat(bench.calls("bob", 223)).hasSize(1);
    }

    @Test
    void theWindowSlidesAndBothEndsCount() {
        assertThat(new Bench(BURST).calls("bob", 0, 50, 60)).hasSize(1);
        assertThat(new Bench(BURST).calls("bob", 0, 50, 61)).isEmpty();
        assertThat(new Bench(BURST).calls("bob", 0, 50, 61, 110)).hasSize(1);
    }

    @Test
    void groupsAreApartAndAnEventWithoutTheFieldTakesNoPart() {
        Bench bench = new Bench(BURST);
        assertThat(bench.calls("bob", 0, 1)).isEmpty();
        assertThat(bench.calls("eve", 2)).isEmpty();
        assertThat(bench.observe(3, "ListFunctions", "{\"api\": \"ListFunctions\", \"user\": null}"))
                .isEmpty();
        assertThat(bench.calls("bob", 4)).hasSize(1);
    }

    @Test
    void theSameEventOnTwoLanesCountsOnce() {
        Bench bench = new Bench(BURST);
        assertThat(bench.calls("bob", 0, 0, 10, 10)).isEmpty();
        assertThat(bench.calls("bob", 20)).hasSize(1);
    }

    @Test
    void anEventThatTwoRulesFoundCountsOnce() {
        Bench bench = new Bench(BURST.replace("[listed, read]", "[listed, Listed]"));
        assertThat(bench.calls("bob", 0, 10)).isEmpty();
        assertThat(bench.calls("bob", 20)).hasSize(1);
    }

    @Test
    void theEventThatCompletedItTellsItAgainWhenItComesAgain() {
        Bench bench = new Bench(BURST);
        List<Correlated> told = bench.calls("bob", 0, 10, 20);
        assertThat(bench.calls("bob", 10)).isEmpty();
        assertThat(bench.calls("bob", 20)).isEqualTo(told);
    }

    @Test
    void aLateEventCompletesWhatItBelongsTo() {
        Bench bench = new Bench(BURST);
        assertThat(bench.calls("bob", 0, 300, 20)).isEmpty();
        assertThat(bench.calls("bob", 10))
                .singleElement()
                .satisfies(burst -> assertThat(burst.last()).isEqualTo(at(20)));
        assertThat(bench.calls("bob", 25)).isEmpty();
    }

    @Test
    void anEventLaterThanTheLatenessIsCountedAndIgnored() {
        Bench bench = new Bench(BURST);
        assertThat(bench.calls("bob", 10_000, 10, 0, 20)).isEmpty();
        assertThat(bench.correlator.late()).isEqualTo(3);
    }

    @Test
    void distinctTuplesAreCounted() {
        Bench bench = new Bench(SPREAD);
        assertThat(bench.observe(0, "1", call("ListFunctions", "bob", "eu-west-1")))
                .isEmpty();
        assertThat(bench.observe(1, "2", call("ListFunctions", "bob", "eu-west-1")))
                .isEmpty();
        assertThat(bench.observe(2, "3", call("ListFunctions", "bob", "eu-west-2")))
                .isEmpty();
        assertThat(bench.observe(3, "4", "{\"api\": \"GetPolicy\", \"user\": \"bob\"}"))
                .isEmpty();
        List<Correlated> told = bench.observe(4, "5", call("GetPolicy", "bob", "eu-west-2"));
        assertThat(told)
                .singleElement()
                .satisfies(spread -> assertThat(spread.number()).isEqualTo(3));
    }

    @Test
    void temporalWantsEveryRuleInAnyOrder() {
        Bench bench = new Bench(TOGETHER);
        assertThat(bench.call(0, "UpdateFunctionCode", "bob")).isEmpty();
        assertThat(bench.call(1, "GetFunction", "bob")).isEmpty();
        assertThat(bench.call(2, "GetFunction", "bob")).isEmpty();
        assertThat(bench.call(3, "ListFunctions", "bob")).hasSize(1);
    }

    @Test
    void temporalOrderedWantsTheOrderAndEqualTimesAreInAnyOrder() {
        Bench wrong = new Bench(SEQUENCE);
        assertThat(wrong.call(0, "UpdateFunctionCode", "bob")).isEmpty();
        assertThat(wrong.call(1, "GetFunction", "bob")).isEmpty();
        assertThat(wrong.call(2, "ListFunctions", "bob")).isEmpty();

        Bench right = new Bench(SEQUENCE);
        assertThat(right.call(2, "UpdateFunctionCode", "bob")).isEmpty();
        assertThat(right.call(1, "ListFunctions", "bob")).isEmpty();
        assertThat(right.call(2, "GetFunction", "bob")).hasSize(1);
    }

    @Test
    void anAliasStandsForAnotherFieldInEachRule() {
        Bench bench = new Bench(correlation("alias", """
                type: temporal
                rules: [listed, changed]
                aliases:
                    who: {listed: user, changed: actor.name}
                group-by: [who]
                timespan: 60s
                """));
        assertThat(bench.call(0, "ListFunctions", "bob")).isEmpty();
        assertThat(bench.observe(1, "2", "{\"api\": \"UpdateFunctionCode\", \"actor\": {\"name\": \"eve\"}}"))
                .isEmpty();
        assertThat(bench.observe(2, "3", "{\"api\": \"UpdateFunctionCode\", \"actor\": {\"name\": \"bob\"}}"))
                .singleElement()
                .satisfies(told -> assertThat(told.group()).containsEntry("who", "bob"));
    }

    @Test
    void aChainIsToldByItsOutermostCorrelationOnly() {
        String chain = correlation("chain", """
                type: temporal_ordered
                rules: [burst, changed]
                group-by: [user]
                timespan: 5m
                """);
        Bench bench = new Bench(BURST, chain);
        assertThat(bench.calls("bob", 0, 10, 20)).isEmpty();
        assertThat(bench.call(100, "UpdateFunctionCode", "bob"))
                .extracting(told -> told.correlation().title())
                .containsExactly("chain");
    }

    @Test
    void baseRulesAreToldOnlyIfACorrelationSaysGenerate() {
        Bench quiet = new Bench(BURST);
        assertThat(quiet.correlations.tells(quiet.rule("listed"))).isFalse();
        assertThat(quiet.correlations.tells(quiet.rule("changed"))).isTrue();
        Bench loud = new Bench(BURST.replace("timespan:", "generate: true\n    timespan:"));
        assertThat(loud.correlations.tells(loud.rule("listed"))).isTrue();
    }

    @Test
    void rulesAreFoundByNameThenIdThenTitle() {
        assertThat(new Bench(BURST.replace("[listed, read]", "[Listed, Read]")).calls("bob", 0, 1, 2))
                .hasSize(1);
    }

    @Test
    void aFloodOfOneValueDoesNotWashOutTheOthers() {
        Bench bench = new Bench(SPREAD.replace("60s", "1h"));
        bench.observe(0, "a", call("ListFunctions", "bob", "eu-west-1"));
        bench.observe(1, "b", call("ListLayers", "bob", "eu-west-1"));
        for (int i = 2; i < 1_500; i++) {
            assertThat(bench.observe(i, "flood " + i, call("ListLayers", "bob", "eu-west-1")))
                    .isEmpty();
        }
        assertThat(bench.observe(1_500, "c", call("GetPolicy", "bob", "eu-west-1")))
                .hasSize(1);
        assertThat(bench.correlator.evicted()).isEqualTo(1_401);
    }

    @Test
    void groupsBeyondTheCapacityAreForgottenAndCounted() {
        Bench bench = new Bench(BURST);
        for (int i = 0; i < 150; i++) {
            bench.calls("user" + i, 0);
        }
        assertThat(bench.windows.evicted()).isEqualTo(50);
    }

    private static String call(String api, String user, String region) {
        return "{\"api\": \"%s\", \"user\": \"%s\", \"region\": \"%s\"}".formatted(api, user, region);
    }

    private static Instant at(int second) {
        return Instant.parse("2026-01-02T00:00:00Z").plusSeconds(second);
    }

    private static String correlation(String name, String section) {
        return "title: %s\nname: %s\ncorrelation:\n%s".formatted(name, name, section.indent(4));
    }

    /// Rules and correlations with windows in memory: 100 groups, ten minutes of lateness.
    private static final class Bench {
        private final List<Rule> rules;
        private final Correlations correlations;
        private final RuleSet set;
        private final MemoryWindows windows = new MemoryWindows(100);
        private final Correlator correlator;

        private Bench(String... documents) {
            Parsed parsed = Sigma.parse("a.yml", BASE + "---\n" + String.join("---\n", documents));
            assertThat(parsed.refusals()).isEmpty();
            rules = parsed.rules();
            correlations = Correlations.of(parsed.correlations(), rules);
            assertThat(correlations.refusals()).isEmpty();
            set = RuleSet.of(rules, List.of(), correlations.fields());
            correlator = new Correlator(correlations, set.fields(), windows, Duration.ofMinutes(10));
        }

        private Rule rule(String name) {
            return rules.stream()
                    .filter(rule -> rule.isCalled(name))
                    .findFirst()
                    .orElseThrow();
        }

        private Window window(String correlation) {
            return windows.read(new WindowKey(
                    WindowKey.prefix(correlations.inForce().stream()
                            .filter(one -> one.title().equals(correlation))
                            .findFirst()
                            .orElseThrow()),
                    List.of("bob")));
        }

        /// What calls of the same API tell, at these seconds.
        private List<Correlated> calls(String user, int... seconds) {
            List<Correlated> told = new ArrayList<>();
            for (int second : seconds) {
                told.addAll(call(second, "ListFunctions", user));
            }
            return told;
        }

        private List<Correlated> call(int second, String api, String user) {
            return observe(second, second + " " + api, CorrelationTest.call(api, user, "eu-west-1"));
        }

        /// What came true, not what was true before.
        private List<Correlated> observe(int second, String eventId, String json) {
            return all(second, eventId, json).stream()
                    .filter(told -> !told.again())
                    .toList();
        }

        private List<Correlated> all(int second, String eventId, String json) {
            Event event = SampleEvent.of(json, set.fields());
            List<Rule> found = new ArrayList<>();
            set.match(event, found::add);
            return correlator.observe(eventId, at(second), event, found);
        }
    }
}
