package dev.lambdawatch.sigma;

import java.util.ArrayList;
import java.util.List;

/// What an author should look at in searches that are valid, or that we read although the
/// specification does not allow them.
final class SearchLint {
    private final List<Remark> remarks = new ArrayList<>();

    private SearchLint() {}

    static List<Remark> of(Yaml searches) {
        SearchLint lint = new SearchLint();
        lint.search(searches);
        return List.copyOf(lint.remarks);
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
