package dev.lambdawatch.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// One statement of a resource policy that allows something.
///
/// @param principals as written: `*`, an account, an ARN, a service's name
/// @param actions    `lambda:InvokeFunction`
/// @param conditions what narrows it, by key in lower case: `aws:sourceaccount`. Only
///     conditions that keep out whom they do not name: no negative ones, none with `IfExists`, no
///     value that is `*`, no Organization with a wildcard
record Statement(List<String> principals, List<String> actions, Map<String, List<String>> conditions) {
    private static final Set<String> NARROWING = Set.of(
            "stringequals",
            "stringequalsignorecase",
            "stringlike",
            "arnequals",
            "arnlike",
            "foranyvalue:stringequals",
            "foranyvalue:stringlike");

    Statement {
        principals = List.copyOf(principals);
        actions = List.copyOf(actions);
        conditions = Map.copyOf(conditions);
    }

    /// Whether a condition of this operator, in lower case, keeps others out.
    static boolean narrows(String operator) {
        return NARROWING.contains(operator);
    }

    /// The values of the first of these conditions that there is.
    List<String> values(List<String> keys) {
        return keys.stream()
                .filter(conditions::containsKey)
                .findFirst()
                .map(conditions::get)
                .orElse(List.of());
    }

    /// The first of these values, or empty.
    String first(List<String> keys) {
        return values(keys).stream().findFirst().orElse("");
    }
}
