package dev.lambdawatch.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationReaderTest {
    private static final String BURST = """
            title: Burst
            id: 5b0c1f0e-1111-4222-8333-000000000003
            level: high
            tags: [attack.t1526]
            runbook: Ask.
            correlation:
                type: value_count
                rules: [listed]
                group-by: [user, who]
                timespan: 10m
                condition: {gte: 3, lt: 10, field: api}
                aliases:
                    who: {listed: actor}
                generate: true
            """;

    @Test
    void everythingInACorrelationIsKept() {
        Correlation burst = Sigma.parse("a.yml", BURST).correlations().getFirst();
        assertThat(burst.type()).isEqualTo(Correlation.Type.VALUE_COUNT);
        assertThat(burst.rules()).containsExactly("listed");
        assertThat(burst.groupBy()).containsExactly("user", "who");
        assertThat(burst.timespan()).isEqualTo(Duration.ofMinutes(10));
        assertThat(burst.thresholds()).containsExactly(new Threshold("gte", 3), new Threshold("lt", 10));
        assertThat(burst.valueFields()).containsExactly("api");
        assertThat(burst.aliases()).isEqualTo(Map.of("who", Map.of("listed", "actor")));
        assertThat(burst.generate()).isTrue();
        assertThat(burst.level()).isEqualTo("high");
        assertThat(burst.custom()).isEqualTo(Map.of("runbook", "Ask."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "type: value_count  | type: value_sum         | the correlation type 'value_sum' is not supported",
                "type: value_count  | type: value_avg         | the correlation type 'value_avg' is not supported",
                "type: value_count  | type: value_percentile  | the correlation type 'value_percentile' is not supported",
                "[listed]           | []                      | the correlation names no rules",
                "10m                | 1M                      | 'timespan' must be a number and s, m, h, d or w, not '1M'",
                "10m                | 0s                      | 'timespan' must be from 1s to 90d",
                "gte: 3             | gte: many               | 'gte' must be a number up to 1000, not 'many'",
                "gte: 3             | gte: 1001               | 'gte' must be a number up to 1000, not '1001'",
                "gte: 3, lt: 10     | lt: 3                   | the condition holds when nothing happens, and then there is no event to tell it",
                "gte: 3, lt: 10     | eq: 0                   | the condition holds when nothing happens, and then there is no event to tell it",
                "gte: 3, lt: 10,    | percentile: 9,          | 'percentile' is not supported in the condition of a correlation",
                "{gte: 3, lt: 10, field: api} | a and b       | there is no condition, or it is no map",
                ", field: api       | ''                      | 'value_count' needs a field",
                "{listed: actor}    | {other: actor}          | an alias names the rule 'other', which the correlation does not",
            })
    void whatIsWrongOrNotSupportedIsRefusedByName(String right, String wrong, String reason) {
        String yaml = BURST.replace(right, wrong.equals("''") ? "" : wrong);
        assertThat(Sigma.parse("a.yml", yaml).refusals())
                .extracting(Refusal::reason)
                .containsExactly(reason);
    }

    @Test
    void aCorrelationOfWhatIsNotThereIsRefused() {
        assertThat(refusals(BURST)).containsExactly("there is no rule 'listed'");
    }

    @Test
    void aCircleIsRefusedAndWhatHangsOnIt() {
        String circle = BURST.replace("Burst", "listed");
        String hanging = BURST.replace("[listed]", "[listed, Burst]").replace("Burst\nid", "Outer\nid");
        assertThat(refusals(circle + "---\n" + hanging))
                .containsExactly(
                        "it names a correlation that is refused, or itself in a circle", "there is no rule 'Burst'");
    }

    @Test
    void obsoleteCollectionsAreRefused() {
        assertThat(Sigma.parse("a.yml", "action: global\ntitle: x\n").refusals())
                .extracting(Refusal::reason)
                .containsExactly("'action' is obsolete: the documents of a file are independent");
    }

    private static List<String> refusals(String yaml) {
        return Correlations.of(Sigma.parse("a.yml", yaml).correlations(), List.of()).refusals().stream()
                .map(Refusal::reason)
                .toList();
    }
}
