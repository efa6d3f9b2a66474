package dev.lambdawatch.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands for the `%placeholders%` of the modifier `expand`.
record Placeholders(Map<String, List<String>> values) {
    private static final Pattern PLACEHOLDER = Pattern.compile("%(?<name>[^%\\s]+)%");

    /// Several placeholders in one value multiply.
    private static final int MAX_TEXTS = 10_000;

    /// The text with every combination of values put in.
    ///
    /// @throws IllegalArgumentException if a placeholder has no values: a rule that asks for
    ///     something else than its author meant must not run
    List<String> expand(String text) {
        List<String> texts = new ArrayList<>(List.of(""));
        Matcher matcher = PLACEHOLDER.matcher(text);
        int end = 0;
        while (matcher.find()) {
            List<String> choices = values.getOrDefault(matcher.group("name"), List.of());
            if (choices.isEmpty()) {
                throw new IllegalArgumentException("the placeholder " + matcher.group() + " has no values");
            }
            texts = followed(texts, text.substring(end, matcher.start()), choices);
            end = matcher.end();
        }
        return followed(texts, text.substring(end), List.of(""));
    }

    private static List<String> followed(List<String> texts, String between, List<String> choices) {
        if ((long) texts.size() * choices.size() > MAX_TEXTS) {
            throw new IllegalArgumentException("the placeholders stand for more than " + MAX_TEXTS + " values");
        }
        return texts.stream()
                .flatMap(text -> choices.stream().map(choice -> text + between + choice))
                .toList();
    }
}
