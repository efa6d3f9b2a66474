package dev.lambdawatch.sigma;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A Sigma correlation: what several findings of rules, within a time and with the same values, add
/// up to. What its author left out is empty.
///
/// @param id             a UUID as a rule, but any text is accepted
/// @param name           for references by other correlations
/// @param title          one line
/// @param level          informational, low, medium, high or critical
/// @param status         as of a [Rule]
/// @param description    for people
/// @param tags           `attack.t1648` and the like
/// @param references     addresses
/// @param falsePositives harmless acts that look the same
/// @param custom         every key that has no component here, as text, lists and maps; null is ""
/// @param type           what is counted
/// @param rules          names, ids or titles of rules or of other correlations
/// @param groupBy        fields or aliases that must have the same values
/// @param timespan       length of the sliding window, both ends included
/// @param thresholds     what the number must satisfy, all of them
/// @param valueFields    the fields whose distinct values count; empty for other types
/// @param aliases        per alias, the field that stands for it in each rule
/// @param generate       whether the rules it names are told by themselves as well
/// @param place          file and line where it begins
/// @param hash           64 hexadecimal digits of the SHA-256 of the document as written
public record Correlation(
        String id,
        String name,
        String title,
        String level,
        String status,
        String description,
        List<String> tags,
        List<String> references,
        List<String> falsePositives,
        Map<String, Object> custom,
        Type type,
        List<String> rules,
        List<String> groupBy,
        Duration timespan,
        List<Threshold> thresholds,
        List<String> valueFields,
        Map<String, Map<String, String>> aliases,
        boolean generate,
        String place,
        String hash)
        implements Described {
    public Correlation {
        tags = List.copyOf(tags);
        references = List.copyOf(references);
        falsePositives = List.copyOf(falsePositives);
        custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
        rules = List.copyOf(rules);
        groupBy = List.copyOf(groupBy);
        thresholds = List.copyOf(thresholds);
        valueFields = List.copyOf(valueFields);
        aliases = Map.copyOf(aliases);
    }

    /// What is counted within the window.
    public enum Type {
        /// Events that any of the rules found.
        EVENT_COUNT,
        /// Distinct values of a field, or tuples of several, in events that any of the rules found.
        VALUE_COUNT,
        /// Rules that found something.
        TEMPORAL,
        /// The same, if all did in the order listed; events of the same time are in any order.
        TEMPORAL_ORDERED;

        /// The word as Sigma writes it: `event_count`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Dotted paths of all fields that it groups by or counts.
    public Set<String> fields() {
        Set<String> fields = new LinkedHashSet<>(groupBy);
        fields.addAll(valueFields);
        fields.removeAll(aliases.keySet());
        aliases.values().forEach(byRule -> fields.addAll(byRule.values()));
        return fields;
    }

    /// The highest number that its condition names.
    int highestThreshold() {
        return thresholds.stream().mapToInt(Threshold::number).max().orElse(0);
    }

    /// Whether the number is what the correlation asks for.
    boolean isMet(int number) {
        return thresholds.stream().allMatch(threshold -> threshold.isMet(number));
    }

    /// The field that a rule has for a name in `group-by` or `field`: the alias's, else the name
    /// itself.
    String field(String fieldOrAlias, String rule) {
        return aliases.getOrDefault(fieldOrAlias, Map.of()).getOrDefault(rule, fieldOrAlias);
    }
}
