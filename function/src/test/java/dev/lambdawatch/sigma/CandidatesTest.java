package dev.lambdawatch.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Which rules are tried for an event; that the right ones hold is a law of [LawsTest].
class CandidatesTest {
    @Test
    void ofMoreRulesThanAWordHasBitsThoseThatHoldAreFoundInTheOrderOfTheSet() {
        List<Rule> rules = IntStream.range(0, 150)
                .mapToObj(i -> Sample.rule("s: {eventName: [Get%d, Put%d]}\ncondition: s".formatted(i, i % 50)))
                .toList();
        assertThat(Sample.found(RuleSet.of(rules), "{eventName: PUT7}"))
                .containsExactly(rules.get(7), rules.get(57), rules.get(107));
    }

    @Test
    void aRuleThatTwoValuesOfAFieldMeetIsFoundOnce() {
        Rule rule = Sample.rule("s: {eventName: [Invoke, Invoke20150331]}\ncondition: s");
        assertThat(Sample.found(RuleSet.of(List.of(rule)), "{eventName: [Invoke20150331, Invoke]}"))
                .containsExactly(rule);
    }

    @Test
    void anAlternativeIsToldByWhatAllItsPartsAskOfOneField() {
        assertThat(told("""
                one: {eventSource: a, eventName: [x, y]}
                two: {eventName: z, errorCode: denied}
                condition: one or two
                """)).containsExactly("eventName [x, y, z]");
    }

    @Test
    void whatOnePartDoesNotAskTellsNothing() {
        assertThat(told("""
                one: {eventName: x}
                two: {errorCode: denied}
                condition: one or two
                """)).isEmpty();
        assertThat(told("""
                one: {eventName|startswith: x, eventSource|cased: b}
                two: {errorCode: denied}
                condition: one and not two
                """)).isEmpty();
    }

    private static List<String> told(String detection) {
        return Alternatives.in(Sample.rule(detection).condition().expression()).stream()
                .map(one -> one.field() + " " + one.texts().stream().sorted().toList())
                .toList();
    }
}
