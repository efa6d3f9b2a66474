package dev.lambdawatch.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text of a rule with `{placeholders}` for the facts of a call. What stands in brackets, such as
/// `[ in {bucket}]`, is left out where the call lacks a fact in it; elsewhere the text says `unknown`.
final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9_]+)}");
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]{]*\\{[a-z0-9_]+}[^\\[\\]]*)]");

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (Matcher brackets = BRACKETS.matcher(text); brackets.find(); from = brackets.end()) {
            parts.add(Part.of(text.substring(from, brackets.start()), false));
            parts.add(Part.of(brackets.group(1), true));
        }
        parts.add(Part.of(text.substring(from), false));
        return new Template(parts);
    }

    boolean isEmpty() {
        return parts.stream().allMatch(Part::isEmpty);
    }

    /// The text with each placeholder replaced by its fact. Facts are taken as they are: a
    /// placeholder inside one is not filled again. Spaces at the ends are left out.
    String fill(Map<String, String> facts) {
        StringBuilder filled = new StringBuilder();
        parts.forEach(part -> part.fill(facts, filled));
        return filled.toString().strip();
    }

    /// @param texts what stands in front of each placeholder, and behind the last
    private record Part(List<String> texts, List<String> placeholders, boolean isOptional) {
        static Part of(String text, boolean isOptional) {
            List<String> texts = new ArrayList<>();
            List<String> placeholders = new ArrayList<>();
            int from = 0;
            for (Matcher matcher = PLACEHOLDER.matcher(text); matcher.find(); from = matcher.end()) {
                texts.add(text.substring(from, matcher.start()));
                placeholders.add(matcher.group(1));
            }
            texts.add(text.substring(from));
            return new Part(List.copyOf(texts), List.copyOf(placeholders), isOptional);
        }

        boolean isEmpty() {
            return placeholders.isEmpty() && texts.getFirst().isEmpty();
        }

        void fill(Map<String, String> facts, StringBuilder filled) {
            if (isOptional
                    && placeholders.stream().anyMatch(name -> fact(facts, name).isEmpty())) {
                return;
            }
            filled.append(texts.getFirst());
            for (int i = 0; i < placeholders.size(); i++) {
                String fact = fact(facts, placeholders.get(i));
                filled.append(fact.isEmpty() ? "unknown" : fact).append(texts.get(i + 1));
            }
        }

        private static String fact(Map<String, String> facts, String name) {
            return facts.getOrDefault(name, "");
        }
    }
}
