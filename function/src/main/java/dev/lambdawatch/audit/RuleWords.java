package dev.lambdawatch.audit;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Technique;
import dev.lambdawatch.sigma.Described;
import dev.lambdawatch.sigma.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The texts of a rule or correlation as a finding has them, from its own file. A rule of somebody
/// else words no headline and no reasons: then its title is the headline and the predicates that
/// held are the reasons.
public final class RuleWords {
    private static final Pattern TECHNIQUE = Pattern.compile("attack\\.(t\\d{4}(?:\\.\\d{3})?)");

    private final Detection detection;
    private final Severity severity;
    private final Template headline;
    private final List<Why> why;

    /// A reason as the rule words it.
    private record Why(String name, Template expected, Template observed) {
        Reason filled(Map<String, String> facts) {
            return Reason.of(name, expected.fill(facts), observed.fill(facts));
        }
    }

    private RuleWords(Detection detection, Severity severity, Template headline, List<Why> why) {
        this.detection = detection;
        this.severity = severity;
        this.headline = headline;
        this.why = why;
    }

    /// The texts of a rule.
    ///
    /// @throws IllegalArgumentException if a text of the rule is not of its form, naming the rule
    public static RuleWords of(Described rule) {
        String name = rule.name().isEmpty() ? rule.title() : rule.name();
        String version = text(rule, "attack_version");
        List<Technique> techniques = rule.tags().stream()
                .map(tag -> TECHNIQUE.matcher(tag.toLowerCase(Locale.ROOT)))
                .filter(tag -> tag.matches())
                .map(tag -> new Technique(tag.group(1).toUpperCase(Locale.ROOT), version))
                .toList();
        Detection detection = new Detection(
                rule.id().isEmpty() ? name : rule.id(),
                name,
                rule.title(),
                rule.hash(),
                rule.description().strip(),
                techniques,
                rule.falsePositives(),
                texts(rule, "runbook"));
        Severity severity = rule.level().isEmpty() ? Severity.INFORMATIONAL : Severity.parse(rule.level());
        return new RuleWords(detection, severity, Template.of(text(rule, "headline")), why(rule));
    }

    /// What the rule is, to people.
    public Detection detection() {
        return detection;
    }

    /// Its level, informational where it has none.
    public Severity severity() {
        return severity;
    }

    /// The headline with the facts filled in.
    ///
    /// @param otherwise for a rule that words none
    public String headline(Map<String, String> facts, String otherwise) {
        return headline.isEmpty() ? otherwise : headline.fill(facts);
    }

    /// The reasons with the facts filled in.
    ///
    /// @param matches the predicates that held; asked for only where the rule words no reasons
    public List<Reason> reasons(Map<String, String> facts, Supplier<List<Match>> matches) {
        return why.isEmpty()
                ? reasons(matches.get())
                : why.stream().map(reason -> reason.filled(facts)).toList();
    }

    private static List<Reason> reasons(List<Match> matches) {
        return matches.stream()
                .map(match -> Reason.of(match.field() + " matches the rule", match.expected(), match.observed()))
                .toList();
    }

    private static List<Why> why(Described rule) {
        List<Why> reasons = new ArrayList<>();
        for (Object item : list(rule, "why")) {
            if (!(item instanceof Map<?, ?> map)) {
                throw wrong(rule, "why", "a list of maps");
            }
            reasons.add(new Why(
                    part(rule, map, "name"),
                    Template.of(part(rule, map, "expected")),
                    Template.of(part(rule, map, "observed"))));
        }
        return List.copyOf(reasons);
    }

    private static String part(Described rule, Map<?, ?> map, String key) {
        if (map.get(key) instanceof String text) {
            return text;
        }
        throw wrong(rule, "why", "a list of maps with name, expected and observed");
    }

    private static String text(Described rule, String key) {
        Object value = rule.custom().getOrDefault(key, "");
        if (value instanceof String text) {
            return text;
        }
        throw wrong(rule, key, "a text");
    }

    private static List<String> texts(Described rule, String key) {
        return list(rule, key).stream()
                .map(item -> {
                    if (item instanceof String text) {
                        return text;
                    }
                    throw wrong(rule, key, "a list of texts");
                })
                .toList();
    }

    private static List<?> list(Described rule, String key) {
        Object value = rule.custom().getOrDefault(key, List.of());
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(rule, key, "a list");
    }

    private static IllegalArgumentException wrong(Described rule, String key, String wanted) {
        return new IllegalArgumentException("rule '" + rule.title() + "': '" + key + "' is " + wanted);
    }
}
