package dev.lambdawatch.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/// Small rules for tests.
final class Sample {
    private Sample() {}

    /// A rule with this `detection` section, as a document.
    static String document(String detection) {
        return "title: Sample\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n" + detection.indent(4);
    }

    static Rule rule(String detection) {
        Parsed parsed = Sigma.parse("sample.yml", document(detection));
        assertThat(parsed.refusals()).isEmpty();
        return parsed.rules().getFirst();
    }

    /// Why a rule with this `detection` section is refused.
    static String refusal(String detection) {
        Parsed parsed = Sigma.parse("sample.yml", document(detection));
        assertThat(parsed.rules()).isEmpty();
        return parsed.refusals().getFirst().reason();
    }

    /// Whether a rule with this `detection` section finds the record.
    static boolean finds(String detection, String json) {
        return finds(rule(detection), json);
    }

    static boolean finds(Rule rule, String json) {
        return !found(RuleSet.of(List.of(rule)), json).isEmpty();
    }

    /// Whether a rule that asks this one item finds the record.
    static boolean holds(String item, String json) {
        return finds("selection:\n" + item.indent(4) + "condition: selection\n", json);
    }

    static List<Rule> found(RuleSet rules, String json) {
        List<Rule> found = new ArrayList<>();
        rules.match(SampleEvent.of(json, rules.fields()), found::add);
        return found;
    }
}
