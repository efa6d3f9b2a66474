package dev.lambdawatch.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an author should look at in searches that are valid, or that we read although the
/// specification does not allow them.
final class SearchLint {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s()]+");

    private final List<Remark> remarks = new ArrayList<>();

    private SearchLint() {}

    /// @param section the searches and the condition over them
    static List<Remark> of(Yaml.Mapping section) {
        SearchLint lint = new SearchLint();
        lint.search(section);
        lint.unused(section.entries());
        return List.copyOf(lint.remarks);
    }

    /// A search that no condition asks is a slip of the pen, and of a filter or an exception the
    /// part that matters. Those whose name begins with `_` hold what others repeat.
    private void unused(Map<String, Yaml> section) {
        List<String> words = conditions(section.get("condition"))
                .flatMap(condition -> BETWEEN_WORDS.splitAsStream(condition.text()))
                .toList();
        section.forEach((name, search) -> {
            if (!name.equals("condition")
                    && !name.startsWith("_")
                    && words.stream().noneMatch(asks(name))) {
                remarks.add(new Remark(search.line(), "the condition does not ask the search '" + name + "'"));
            }
        });
    }

    private static Stream<Yaml.Scalar> conditions(@Nullable Yaml condition) {
        List<Yaml> conditions = condition instanceof Yaml.Sequence list ? list.items() : List.of();
        return Stream.concat(conditions.stream(), Stream.ofNullable(condition))
                .filter(Yaml.Scalar.class::isInstance)
                .map(Yaml.Scalar.class::cast);
    }

    private static Predicate<String> asks(String search) {
        return word -> word.equalsIgnoreCase("them") || Glob.parse(word).fits(search, true);
    }

    private void search(Yaml piece) {
        switch (piece) {
            case Yaml.Mapping map -> map.entries().forEach(this::item);
            case Yaml.Sequence list -> list.items().forEach(this::search);
            case Yaml.Scalar _ -> {}
        }
    }

    private void item(String key, Yaml value) {
        List<Yaml> values = value instanceof Yaml.Sequence list ? list.items() : List.of(value);
        if (List.of(key.split("\\|", -1)).contains("all") && values.size() < 2) {
            remarks.add(new Remark(value.line(), "'" + key + "' wants all of a single value"));
        }
        if (values.size() > 1 && values.stream().anyMatch(SearchLint::isNull)) {
            remarks.add(new Remark(value.line(), "null stands in a list of values of '" + key + "'"));
        }
        search(value);
    }

    private static boolean isNull(Yaml value) {
        return value instanceof Yaml.Scalar scalar && scalar.isNull();
    }
}
