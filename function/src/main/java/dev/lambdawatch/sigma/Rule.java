package dev.lambdawatch.sigma;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A Sigma rule. What its author left out is empty.
///
/// @param id             a UUID as a rule, but any text is accepted
/// @param name           for references by filters and correlations
/// @param title          one line
/// @param level          informational, low, medium, high or critical
/// @param status         stable, test, experimental, deprecated or unsupported
/// @param description    for people
/// @param tags           `attack.t1648` and the like
/// @param references     addresses
/// @param falsePositives harmless acts that look the same
/// @param custom         every key that has no component here (`author`, `runbook`, ...), as text,
///     lists and maps; null is ""
/// @param condition      what it asks of an event
/// @param place          file and line where it begins
/// @param hash           64 hexadecimal digits of the SHA-256 of the document as written
public record Rule(
        String id,
        String name,
        String title,
        String level,
        String status,
        Logsource logsource,
        String description,
        List<String> tags,
        List<String> references,
        List<String> falsePositives,
        Map<String, Object> custom,
        Condition condition,
        String place,
        String hash)
        implements Described {
    public Rule {
        tags = List.copyOf(tags);
        references = List.copyOf(references);
        falsePositives = List.copyOf(falsePositives);
        custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
    }

    /// Stands for what is found by other means than a rule, so that filters may mean it by its name or
    /// id. It holds for every event.
    public static Rule standingFor(String id, String name, Logsource logsource) {
        return new Rule(
                id,
                name,
                name,
                "",
                "",
                logsource,
                "",
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Condition(Expression.and(List.of())),
                name,
                id);
    }

    /// The same rule, which asks one field where this asks another.
    public Rule asking(String field, String instead) {
        return new Rule(
                id,
                name,
                title,
                level,
                status,
                logsource,
                description,
                tags,
                references,
                falsePositives,
                custom,
                new Condition(condition.expression().renamed(instead, field)),
                place,
                hash);
    }
}
