package dev.lambdawatch.sigma;

import static dev.lambdawatch.sigma.Sample.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Rules come from strangers: nothing that a file contains may throw, hang or fill the memory.
class HostileYamlTest {
    @Test
    void aBombOfAliasesIsRefused() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            yaml.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", java.util.Collections.nCopies(10, alias))));
        }
        assertThat(reason(yaml.toString())).startsWith("more than 20000 values");
    }

    @Test
    void aPieceThatContainsItselfIsRefused() {
        assertThat(reason("a: &a [*a]")).startsWith("alias *a names nothing");
    }

    @Test
    void depthIsBounded() {
        assertThat(reason("a: " + "[".repeat(100_000))).startsWith("nested deeper");
        assertThat(reason("a: " + "{b: ".repeat(10_000))).startsWith("nested deeper");
        assertThat(refusal("a: {x: 1}\ncondition: " + "(".repeat(5_000) + "a" + ")".repeat(4_000)))
                .contains("nested deeper");
        assertThat(refusal("a: {x: 1}\ncondition: " + "not ".repeat(2_000) + "a"))
                .contains("nested deeper");
    }

    @Test
    void sizeIsBounded() {
        assertThat(reason("a: " + "x".repeat(300_000))).startsWith("a document has at most");
        assertThat(reason("a: [" + "x,".repeat(30_000) + "]")).startsWith("more than 20000 values");
        assertThat(refusal("a: {x: 1}\ncondition: " + "a and ".repeat(2_000) + "a"))
                .contains("at most 10000");
    }

    @Test
    void aConditionThatMultipliesItsSearchesIsRefused() {
        String searches =
                IntStream.range(0, 500).mapToObj(i -> "a" + i + ": {x: 1}\n").collect(Collectors.joining());
        String condition = "condition: " + "1 of them and ".repeat(100) + "a1";
        assertThat(refusal(searches + condition)).contains("more than 20000 predicates");
    }

    @Test
    void aRegularExpressionThatExplodesWhenWrittenOutIsRefused() {
        assertThat(refusal("a: {x|re: '((a{1000}){1000}){1000}'}\ncondition: a"))
                .contains("repetitions");
    }

    @Test
    void aRegularExpressionThatBacktracksElsewhereRunsInLinearTime() {
        assertThat(Sample.holds("x|re: '^(a+)+$'", "{\"x\": \"" + "a".repeat(50_000) + "b\"}"))
                .isFalse();
    }

    @Test
    void whatIsNoYamlIsNamedWithItsLine() {
        Refusal refusal =
                Sigma.parse("a.yml", "title: x\nb: 'open\n").refusals().getFirst();
        assertThat(refusal.place()).startsWith("a.yml:");
        assertThat(refusal.reason()).startsWith("not YAML");
        assertThat(reason("\u0000\u0001")).startsWith("not YAML");
        assertThat(reason("- a\n- b")).isEqualTo("a document must be a map");
        assertThat(reason("a: 1\na: 2")).isEqualTo("the key 'a' stands here twice");
        assertThat(reason("[a]: 1")).isEqualTo("a key must be text");
        assertThat(reason("!!javax.script.ScriptEngineManager [x]")).isEqualTo("a document must be a map");
    }

    private static String reason(String yaml) {
        Parsed parsed = Sigma.parse("a.yml", yaml);
        assertThat(parsed.rules()).isEmpty();
        return parsed.refusals().getFirst().reason();
    }
}
