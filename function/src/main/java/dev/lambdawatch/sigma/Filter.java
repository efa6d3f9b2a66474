package dev.lambdawatch.sigma;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A Sigma filter: what it asks is added to the condition of its rules, so a filter that approves
/// of something says `condition: not selection`. Somebody answers for it, until it expires.
///
/// @param id          any text
/// @param name        any text
/// @param title       one line
/// @param description for people
/// @param logsource   covers the log source of each of its rules
/// @param rules       ids, names or titles; empty for all rules of the log source
/// @param owner       who answers for it
/// @param ticket      where it was decided
/// @param expires     when it ceases to be in force
/// @param custom      every key that has no component here, as text, lists and maps; null is ""
/// @param condition   what a rule must find besides its own condition
/// @param place       file and line where it begins
/// @param hash        64 hexadecimal digits of the SHA-256 of the document as written
public record Filter(
        String id,
        String name,
        String title,
        String description,
        Logsource logsource,
        List<String> rules,
        String owner,
        String ticket,
        Instant expires,
        Map<String, Object> custom,
        Condition condition,
        String place,
        String hash) {
    public Filter {
        rules = List.copyOf(rules);
        custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
    }

    /// Whether it is still in force.
    public boolean isInForce(Instant now) {
        return now.isBefore(expires);
    }

    /// Whether it names the rule, by what it says of rules and of log sources.
    public boolean appliesTo(Rule rule) {
        return logsource.covers(rule.logsource())
                && (rules.isEmpty() || rules.stream().anyMatch(rule::isCalled));
    }
}
