package dev.lambdawatch.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text of a rule with `{placeholders}` for the facts of a call.
final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9_]+)}");

    /// What stands in front of each placeholder, and behind the last.
    private final List<String> texts;

    private final List<String> placeholders;

    private Template(List<String> texts, List<String> placeholders) {
        this.texts = List.copyOf(texts);
        this.placeholders = List.copyOf(placeholders);
    }

    static Template of(String text) {
        List<String> texts = new ArrayList<>();
        List<String> placeholders = new ArrayList<>();
        int from = 0;
        for (Matcher matcher = PLACEHOLDER.matcher(text); matcher.find(); from = matcher.end()) {
            texts.add(text.substring(from, matcher.start()));
            placeholders.add(matcher.group(1));
        }
        texts.add(text.substring(from));
        return new Template(texts, placeholders);
    }

    boolean isEmpty() {
        return placeholders.isEmpty() && texts.getFirst().isEmpty();
    }

    /// The text with each placeholder replaced by its fact, or by `unknown` where the call has
    /// none. Facts are taken as they are: a placeholder inside one is not filled again.
    String fill(Map<String, String> facts) {
        StringBuilder filled = new StringBuilder(texts.getFirst());
        for (int i = 0; i < placeholders.size(); i++) {
            String fact = facts.getOrDefault(placeholders.get(i), "");
            filled.append(fact.isEmpty() ? "unknown" : fact).append(texts.get(i + 1));
        }
        return filled.toString();
    }
}
