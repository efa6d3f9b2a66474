package dev.lambdawatch.sigma;

import static dev.lambdawatch.sigma.Sample.document;
import static dev.lambdawatch.sigma.Sample.finds;
import static dev.lambdawatch.sigma.Sample.holds;
import static dev.lambdawatch.sigma.Sample.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigmaTest {
    private static final String RULE = """
            title: Code changed
            id: 5b0c1f0e-1111-4222-8333-000000000001
            name: code_changed
            status: test
            level: High
            description: |
                Somebody changed code.
            references:
            tags: [attack.t1648]
            falsepositives: Deployments
            date: 2026-01-02
            version: 1.10
            runbook:
                - Ask the owner.
            logsource: {product: aws, service: cloudtrail}
            detection:
                selection: {eventName: UpdateFunctionCode}
                condition: selection
            """;

    @Test
    void everythingInARuleIsKept() {
        Rule rule = Sigma.parse("a.yml", RULE).rules().getFirst();
        assertThat(rule.title()).isEqualTo("Code changed");
        assertThat(rule.id()).isEqualTo("5b0c1f0e-1111-4222-8333-000000000001");
        assertThat(rule.name()).isEqualTo("code_changed");
        assertThat(rule.level()).isEqualTo("high");
        assertThat(rule.description()).isEqualTo("Somebody changed code.");
        assertThat(rule.references()).isEmpty();
        assertThat(rule.tags()).containsExactly("attack.t1648");
        assertThat(rule.falsePositives()).containsExactly("Deployments");
        assertThat(rule.logsource()).isEqualTo(new Logsource("aws", "", "cloudtrail"));
        assertThat(rule.place()).isEqualTo("a.yml:1");
        assertThat(rule.hash()).hasSize(64);
        assertThat(rule.custom())
                .isEqualTo(Map.of("date", "2026-01-02", "version", "1.10", "runbook", List.of("Ask the owner.")));
    }

    @Test
    void theHashIsOfTheDocumentWhateverEndsItsLines() {
        String hash = Sigma.parse("a.yml", RULE).rules().getFirst().hash();
        assertThat(Sigma.parse("b.yml", RULE.replace("\n", "\r\n"))
                        .rules()
                        .getFirst()
                        .hash())
                .isEqualTo(hash);
        assertThat(Sigma.parse("b.yml", RULE.replace("High", "low"))
                        .rules()
                        .getFirst()
                        .hash())
                .isNotEqualTo(hash);
    }

    @Test
    void oneBadDocumentLeavesTheOthers() {
        Parsed parsed = Sigma.parse("a.yml", RULE + "---\ntitle: Bad\nlogsource: [\n---\ntitle: Worse\n---\n" + RULE);
        assertThat(parsed.rules()).hasSize(2);
        assertThat(parsed.refusals()).hasSize(2);
        assertThat(parsed.refusals().getFirst().place()).startsWith("a.yml:");
        assertThat(parsed.refusals().getLast().title()).isEqualTo("Worse");
        assertThat(parsed.rules().getLast().place()).isEqualTo("a.yml:25");
    }

    @Test
    void aFileOfCommentsHoldsNothing() {
        assertThat(Sigma.parse("a.yml", "# nothing\n---\n...\n")).isEqualTo(Sigma.parse("b.yml", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "title: ''                       | a title has 1 to 256 characters",
                "level: urgent                   | 'urgent' is no level of Sigma",
                "logsource: aws                  | there is no logsource, or it is no map",
                "detection: {}                   | there is no condition",
                "title: {a: b}                   | 'title' must be text",
            })
    void aWrongHeaderIsRefusedByName(String header, String reason) {
        String key = header.substring(0, header.indexOf(':'));
        String rest = RULE.replaceAll("(?m)^" + key + ":.*\n(?: .*\n)*", "");
        assertThat(Sigma.parse("a.yml", header + "\n" + rest).refusals())
                .extracting(Refusal::reason)
                .containsExactly(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "selection                       | condition: there is no search 'selection'",
                "1 of sel_*                      | condition: no search fits 'sel_*'",
                "a and                           | condition: it ends where a search is expected",
                "a or or b                       | condition: 'or' stands where a search is expected",
                "(a                              | condition: a bracket is not closed",
                "a)                              | condition: ')' is one too many",
                "a b                             | condition: 'b' is one too many",
                "not                             | condition: it ends where a search is expected",
                "1 of                            | condition: it ends where a search is expected",
                "a & b                           | condition: '&' is one too many",
            })
    void aWrongConditionIsRefusedByName(String condition, String reason) {
        assertThat(refusal("a: {x: 1}\nb: {x: 2}\ncondition: '" + condition + "'\n"))
                .isEqualTo(reason);
    }

    @Test
    void obsoleteAggregationsAreRefused() {
        assertThat(refusal("a: {x: 1}\ncondition: a | count() by x > 5"))
                .contains("count()")
                .contains("obsolete");
        assertThat(refusal("a: {x: 1}\ncondition: a | near b"))
                .contains("near b")
                .contains("obsolete");
        assertThat(refusal("a: {x: 1}\ntimeframe: 10m\ncondition: a")).contains("'timeframe' is obsolete");
    }

    @Test
    void anUnknownModifierIsRefusedByName() {
        assertThat(refusal("a: {x|near: 1}\ncondition: a")).contains("'near'");
        assertThat(refusal("a: {x|cidr|contains: 10.0.0.0/8}\ncondition: a")).contains("'contains'");
        assertThat(refusal("a: {x|cidr: 10.0.0.0/33}\ncondition: a")).contains("10.0.0.0/33");
        assertThat(refusal("a: {x|cidr: 203.0.113/24}\ncondition: a")).contains("203.0.113/24");
        assertThat(refusal("a: {x|re: ~}\ncondition: a")).contains("null is no value");
        assertThat(refusal("a: {x|re: [b, null]}\ncondition: a")).contains("null is no value");
        assertThat(refusal("a: {x|fieldref: null}\ncondition: a")).contains("null is no value");
        assertThat(refusal("a: {'|fieldref': x}\ncondition: a")).contains("takes no keyword");
        assertThat(refusal("a: {x|re: '(?=a)'}\ncondition: a")).contains("(?=");
        assertThat(refusal("a: {x|exists: maybe}\ncondition: a")).contains("'maybe'");
        assertThat(refusal("a: {x: {y: 1}}\ncondition: a")).contains("a value of 'x'");
    }

    @Test
    void anUnusedSearchThatIsWrongIsRefusedToo() {
        assertThat(refusal("a: {x: 1}\nb: {x|near: 1}\ncondition: a")).contains("'near'");
    }

    @Test
    void precedenceIsNotThenAndThenOr() {
        String searches = "a: {x: 1}\nb: {x: 2}\nc: {x: 3}\n";
        assertThat(finds(searches + "condition: a or b and c", "{\"x\": 1}")).isTrue();
        assertThat(finds(searches + "condition: NOT a AND NOT b", "{\"x\": 3}")).isTrue();
        assertThat(finds(searches + "condition: not a and b", "{\"x\": 1}")).isFalse();
        assertThat(finds(searches + "condition: not (a or c)", "{\"x\": 3}")).isFalse();
    }

    @Test
    void aListOfConditionsIsAChoice() {
        String detection = "a: {x: 1}\nb: {x: 2}\ncondition: [a, b]\n";
        assertThat(finds(detection, "{\"x\": 2}")).isTrue();
        assertThat(finds(detection, "{\"x\": 3}")).isFalse();
    }

    @Test
    void keywordsAreFoundAnywhereInTheRecord() {
        String any = "keywords: [Orders, nothing]\ncondition: keywords\n";
        String all = "keywords:\n    '|all': [orders, bob]\ncondition: keywords\n";
        String event = "{\"requestParameters\": {\"name\": \"my-orders-api\"}, \"user\": \"bob\"}";
        assertThat(finds(any, event)).isTrue();
        assertThat(finds(all, event)).isTrue();
        assertThat(finds(all, "{\"user\": \"bob\"}")).isFalse();
    }

    @Test
    void aPathThatEndsOnAnObjectMeansItsLeavesAndItsText() {
        String event = """
                {"requestParameters": {"policy": "{\\"Action\\":[\\"s3:GetObject\\"]}", "n": 1}}
                """;
        assertThat(holds("requestParameters|contains: '\"s3:GetObject\"'", event))
                .isTrue();
        assertThat(holds("requestParameters: 1", event)).isTrue();
        assertThat(holds("requestParameters|contains: '\"n\":1'", event)).isTrue();
    }

    @Test
    void wordsThatOldYamlTakesForSomethingElseStayWords() {
        assertThat(holds("MFAUsed: NO", "{\"MFAUsed\": \"No\"}")).isTrue();
        assertThat(holds("date: 2026-01-02", "{\"date\": \"2026-01-02\"}")).isTrue();
        assertThat(holds("enable: 'false'", "{\"enable\": false}")).isTrue();
        assertThat(holds("x: 'null'", "{\"x\": \"null\"}")).isTrue();
        assertThat(holds("x: []", "{\"y\": 1}")).isTrue();
    }

    @Test
    void regularExpressionsTakeFlags() {
        assertThat(holds("x|re: b.d", "{\"x\": \"abcde\"}")).isTrue();
        assertThat(holds("x|re|i: B.D", "{\"x\": \"abcde\"}")).isTrue();
        assertThat(holds("x|re: a.b", "{\"x\": \"a\\nb\"}")).isFalse();
        assertThat(holds("x|re|s: a.b", "{\"x\": \"a\\nb\"}")).isTrue();
        assertThat(holds("x|re|m: ^b$", "{\"x\": \"a\\nb\"}")).isTrue();
    }

    @Test
    void twoNamesOfOneCallAreTwoValuesAndNotMeansNeither() {
        String call = "{\"eventName\": [\"UpdateFunctionCode20150331v2\", \"UpdateFunctionCode\"]}";
        assertThat(holds("eventName: UpdateFunctionCode", call)).isTrue();
        assertThat(holds("eventName: UpdateFunctionCode20150331v2", call)).isTrue();
        assertThat(finds("a: {eventName: UpdateFunctionCode}\ncondition: not a", call))
                .isFalse();
    }

    @Test
    void aRuleSetNumbersEachFieldOnce() {
        RuleSet rules = RuleSet.of(List.of(
                Sample.rule("{a: {x.y: 1, z: 2}, condition: a}"), Sample.rule("{a: {x.y: 3, k: 4}, condition: a}")));
        assertThat(rules.fields()).containsExactlyInAnyOrder("x.y", "z", "k");
    }

    @Test
    void rulesBehindOneGateAreStillTold() {
        Rule one = Sample.rule("{a: {s: lambda, n: Get*}, condition: a}");
        Rule two = Sample.rule("{a: {s: lambda, n: List*}, condition: a}");
        Rule three = Sample.rule("{a: {s: lambda}, condition: a}");
        Rule four = Sample.rule("{a: {s: iam}, condition: not a}");
        RuleSet rules = RuleSet.of(List.of(one, two, three, four));
        assertThat(Sample.found(rules, "{\"s\": \"Lambda\", \"n\": \"ListFunctions\"}"))
                .containsExactlyInAnyOrder(two, three, four);
        assertThat(Sample.found(rules, "{\"s\": \"iam\", \"n\": \"GetUser\"}")).isEmpty();
    }

    @Test
    void anExplanationNamesThePredicatesThatDecided() {
        Rule rule = Sample.rule("""
                selection: {eventName: [Get*, List*], errorCode: null}
                filter: {user: [bob, eve]}
                condition: selection and not filter
                """);
        RuleSet rules = RuleSet.of(List.of(rule));
        Event event = SampleEvent.of("{\"eventName\": \"ListFunctions\", \"user\": \"mallory\"}", rules.fields());
        assertThat(rules.explain(rule, event))
                .containsExactly(
                        new Match("eventName", "List*", "ListFunctions"),
                        new Match("errorCode", "null", "(absent)"),
                        new Match("user", "not bob", "mallory"),
                        new Match("user", "not eve", "mallory"));
        assertThat(rules.explain(rule, SampleEvent.of("{\"user\": \"bob\"}", rules.fields())))
                .isEmpty();
    }

    @Test
    void documentsOfAFileAreSeparatedEvenInsideABlockOfText() {
        assertThat(Sigma.parse("a.yml", "description: |\n  text\n---\n" + document("{a: {x: 1}, condition: a}"))
                        .rules())
                .hasSize(1);
    }
}
