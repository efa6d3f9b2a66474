package dev.lambdawatch.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A JSON record as the reader of records delivers it: the plain reading of the contract of
/// [Event].
final class SampleEvent implements Event {
    private final List<List<String>> values;

    /// @param values by slot; an absent field is a list that contains only [#ABSENT]
    private SampleEvent(List<List<String>> values) {
        this.values = values;
    }

    private static final String ABSENT = new String("absent");

    static SampleEvent of(String json, List<String> fields) {
        Yaml record = YamlReader.read(json, 0).orElseThrow();
        return new SampleEvent(
                fields.stream().map(field -> values(record, field)).toList());
    }

    @Override
    public int count(int field) {
        List<String> found = values.get(field);
        return found.equals(List.of(ABSENT)) ? -1 : found.size();
    }

    @Override
    public String value(int field, int index) {
        return values.get(field).get(index);
    }

    private static List<String> values(Yaml record, String field) {
        List<Yaml> ends = new ArrayList<>();
        if (field.isEmpty()) {
            ends.add(record);
        } else {
            resolve(record, field, ends);
        }
        if (ends.isEmpty()) {
            return List.of(ABSENT);
        }
        List<String> values = new ArrayList<>();
        ends.forEach(end -> collect(end, values));
        return values;
    }

    private static void resolve(Yaml piece, String path, List<Yaml> ends) {
        switch (piece) {
            case Yaml.Sequence list -> list.items().forEach(item -> resolve(item, path, ends));
            case Yaml.Mapping map
            when map.entries().containsKey(path) -> ends.add(map.entries().get(path));
            case Yaml.Mapping map ->
                map.entries().forEach((key, value) -> {
                    if (path.startsWith(key + ".")) {
                        resolve(value, path.substring(key.length() + 1), ends);
                    }
                });
            case Yaml.Scalar _ -> {}
        }
    }

    private static void collect(Yaml end, List<String> values) {
        switch (end) {
            case Yaml.Scalar scalar when scalar.isNull() -> {}
            case Yaml.Scalar scalar -> values.add(scalar.text());
            case Yaml.Sequence list -> list.items().forEach(item -> collect(item, values));
            case Yaml.Mapping map -> {
                map.entries().values().forEach(value -> collect(value, values));
                values.add(json(map));
            }
        }
    }

    private static String json(Yaml piece) {
        return switch (piece) {
            case Yaml.Scalar scalar when scalar.quoted() -> quoted(scalar.text());
            case Yaml.Scalar scalar -> scalar.text();
            case Yaml.Sequence list ->
                list.items().stream().map(SampleEvent::json).collect(Collectors.joining(",", "[", "]"));
            case Yaml.Mapping map ->
                map.entries().entrySet().stream().map(SampleEvent::member).collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static String member(Map.Entry<String, Yaml> entry) {
        return quoted(entry.getKey()) + ":" + json(entry.getValue());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
