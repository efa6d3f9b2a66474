package dev.lambdawatch.content;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Documents of a file by their titles. Of several with one title none hides another: the second is
/// called `title (2)`.
final class ByTitle {
    private ByTitle() {}

    static <T> Map<String, T> of(List<T> documents, Function<T, String> title) {
        Map<String, Integer> met = new HashMap<>();
        Map<String, T> byTitle = new LinkedHashMap<>();
        for (T document : documents) {
            int number = met.merge(title.apply(document), 1, Integer::sum);
            byTitle.put(title.apply(document) + (number == 1 ? "" : " (" + number + ")"), document);
        }
        return byTitle;
    }
}
