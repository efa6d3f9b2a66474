package dev.lambdawatch.sigma;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a `detection` section: named searches and the condition over them.
final class DetectionReader {
    private final Placeholders placeholders;

    private DetectionReader(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    /// @throws RefusedException naming what is wrong or not supported
    static Expression read(Yaml.Mapping detection, Placeholders placeholders) {
        return new DetectionReader(placeholders).read(detection);
    }

    private Expression read(Yaml.Mapping detection) {
        Map<String, Expression> searches = new LinkedHashMap<>();
        detection.entries().forEach((name, value) -> {
            switch (name) {
                case "condition" -> {}
                case "timeframe" ->
                    throw new RefusedException(
                            value.line(), "'timeframe' is obsolete: aggregations are correlations now");
                default -> searches.put(name, search(value));
            }
        });
        Yaml condition = detection.entries().get("condition");
        if (condition == null) {
            throw new RefusedException(detection.line(), "there is no condition");
        }
        return Expression.or(conditions(condition).stream()
                .map(one -> ConditionReader.read(one, searches))
                .toList());
    }

    private static List<Yaml.Scalar> conditions(Yaml condition) {
        List<Yaml> items = condition instanceof Yaml.Sequence list ? list.items() : List.of(condition);
        List<Yaml.Scalar> conditions = new ArrayList<>();
        for (Yaml item : items) {
            if (!(item instanceof Yaml.Scalar text)) {
                throw new RefusedException(item.line(), "a condition must be text");
            }
            conditions.add(text);
        }
        if (conditions.isEmpty()) {
            throw new RefusedException(condition.line(), "the list of conditions is empty");
        }
        return conditions;
    }

    /// A map asks all its items; a list of maps any; a list of values is a search for keywords.
    private Expression search(Yaml value) {
        return switch (value) {
            case Yaml.Mapping map
            when map.entries().isEmpty() -> throw new RefusedException(map.line(), "a search without items");
            case Yaml.Mapping map ->
                Expression.and(map.entries().entrySet().stream()
                        .map(entry -> Item.parse(entry.getKey(), entry.getValue(), placeholders))
                        .toList());
            case Yaml.Sequence list
            when list.items().isEmpty() -> throw new RefusedException(list.line(), "a search without items");
            case Yaml.Sequence list ->
                Expression.or(list.items().stream().map(this::search).toList());
            case Yaml.Scalar keyword -> Item.parse("", keyword, placeholders);
        };
    }
}
