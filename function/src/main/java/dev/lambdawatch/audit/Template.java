package dev.lambdawatch.audit;

import java.util.Map;
import java.util.regex.Pattern;

/// Fills the `{placeholders}` of a rule's texts with the facts of a call.
final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9_]+)}");

    private Template() {}

    /// The text with each placeholder replaced by its fact, or by `unknown` where the call has
    /// none. Facts are taken as they are: a placeholder inside one is not filled again.
    static String fill(String text, Map<String, String> facts) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            String fact = facts.getOrDefault(match.group(1), "");
            return java.util.regex.Matcher.quoteReplacement(fact.isEmpty() ? "unknown" : fact);
        });
    }
}
