package dev.lambdawatch.sigma;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the document of a correlation.
final class CorrelationReader {
    private static final Set<String> KNOWN = Set.of(
            "correlation",
            "description",
            "falsepositives",
            "generate",
            "id",
            "level",
            "name",
            "references",
            "status",
            "tags",
            "title");

    private static final Pattern TIMESPAN = Pattern.compile("(?<number>\\d{1,6})(?<unit>[smhdw])");

    /// Windows are kept in memory or in a table; a season is enough.
    private static final Duration MAX_TIMESPAN = Duration.ofDays(90);

    private final Entries document;
    private final Entries section;
    private final Correlation.Type type;
    private final List<String> rules;

    private CorrelationReader(Entries document) {
        this.document = document;
        this.section = document.inner("correlation");
        this.type = type();
        this.rules = section.texts("rules");
        if (rules.isEmpty()) {
            throw section.refused("rules", "the correlation names no rules");
        }
    }

    /// @throws RefusedException naming what is wrong or not supported
    static Correlation read(Entries document, Source source) {
        return new CorrelationReader(document).correlation(source);
    }

    private Correlation correlation(Source source) {
        return new Correlation(
                document.text("id"),
                document.text("name"),
                document.title(),
                document.level(),
                document.status(),
                document.text("description").strip(),
                document.texts("tags"),
                document.texts("references"),
                document.texts("falsepositives"),
                document.custom(KNOWN),
                type,
                rules,
                section.texts("group-by"),
                timespan(),
                thresholds(),
                valueFields(),
                aliases(),
                isTrue(section) || isTrue(document),
                source.place(document.map().line()),
                source.hash());
    }

    private Correlation.Type type() {
        String word = section.required("type");
        return Arrays.stream(Correlation.Type.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> section.refused("type", "the correlation type '" + word + "' is not supported"));
    }

    private Duration timespan() {
        String text = section.required("timespan");
        Matcher matcher = TIMESPAN.matcher(text);
        if (!matcher.matches()) {
            throw section.refused("timespan", "'timespan' must be a number and s, m, h, d or w, not '" + text + "'");
        }
        long number = Long.parseLong(matcher.group("number"));
        Duration timespan = switch (matcher.group("unit")) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
        if (timespan.isZero() || timespan.compareTo(MAX_TIMESPAN) > 0) {
            throw section.refused("timespan", "'timespan' must be from 1s to " + MAX_TIMESPAN.toDays() + "d");
        }
        return timespan;
    }

    private List<Threshold> thresholds() {
        if (!section.has("condition")) {
            return List.of(everyRule());
        }
        List<Threshold> thresholds = new ArrayList<>();
        Entries condition = section.inner("condition");
        for (String key : condition.map().entries().keySet()) {
            if (Comparison.of(key).isPresent()) {
                thresholds.add(new Threshold(key, number(condition, key)));
            } else if (!key.equals("field")) {
                throw condition.refused(key, "'" + key + "' is not supported in the condition of a correlation");
            }
        }
        if (thresholds.isEmpty() || thresholds.size() > 2) {
            throw section.refused("condition", "a condition has one or two of gt, gte, lt, lte, eq, neq");
        }
        if (thresholds.stream().allMatch(threshold -> threshold.isMet(0))) {
            throw section.refused(
                    "condition", "the condition holds when nothing happens, and then there is no event to tell it");
        }
        if (type == Correlation.Type.TEMPORAL_ORDERED && !thresholds.equals(List.of(everyRule()))) {
            throw section.refused("condition", "'temporal_ordered' wants all of its rules, whatever the condition");
        }
        return thresholds;
    }

    /// What the types that name an order or a togetherness ask, if nothing else is written.
    private Threshold everyRule() {
        if (type == Correlation.Type.EVENT_COUNT || type == Correlation.Type.VALUE_COUNT) {
            throw section.refused("condition", "'" + type.word() + "' needs a condition");
        }
        return new Threshold("gte", (int) rules.stream().distinct().count());
    }

    private static int number(Entries condition, String key) {
        String text = condition.text(key);
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) > Sliding.MAX_OCCURRENCES) {
            throw condition.refused(
                    key, "'" + key + "' must be a number up to " + Sliding.MAX_OCCURRENCES + ", not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private List<String> valueFields() {
        if (type != Correlation.Type.VALUE_COUNT) {
            return List.of();
        }
        List<String> fields = section.inner("condition").texts("field");
        if (fields.isEmpty()) {
            throw section.refused("condition", "'value_count' needs a field");
        }
        return fields;
    }

    private Map<String, Map<String, String>> aliases() {
        if (!section.has("aliases")) {
            return Map.of();
        }
        Entries aliases = section.inner("aliases");
        Map<String, Map<String, String>> fields = new LinkedHashMap<>();
        for (String alias : aliases.map().entries().keySet()) {
            fields.put(alias, aliasFields(aliases.inner(alias)));
        }
        return fields;
    }

    private Map<String, String> aliasFields(Entries alias) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String rule : alias.map().entries().keySet()) {
            if (!rules.contains(rule)) {
                throw alias.refused(rule, "an alias names the rule '" + rule + "', which the correlation does not");
            }
            fields.put(rule, alias.required(rule));
        }
        return fields;
    }

    private static boolean isTrue(Entries entries) {
        return entries.text("generate").equalsIgnoreCase("true");
    }
}
