package dev.lambdawatch.sigma;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The entries of a map in a document, each read as what it should be or refused by name. What is
/// not there, or null, is empty.
record Entries(Yaml.Mapping map) {
    /// The specification's limit.
    private static final int MAX_TITLE = 256;

    private static final Set<String> LEVELS = Set.of("", "informational", "low", "medium", "high", "critical");
    private static final Set<String> STATUSES =
            Set.of("", "stable", "test", "experimental", "deprecated", "unsupported");

    /// The title of any document, for messages; empty if it has none.
    static String title(Yaml document) {
        return document instanceof Yaml.Mapping(Map<String, Yaml> entries, int _)
                        && entries.get("title") instanceof Yaml.Scalar title
                ? title.text()
                : "";
    }

    boolean has(String key) {
        return map.entries().containsKey(key);
    }

    String title() {
        String title = text("title");
        if (title.isBlank() || title.length() > MAX_TITLE) {
            throw refused("title", "a title has 1 to " + MAX_TITLE + " characters");
        }
        return title;
    }

    String level() {
        return oneOf("level", LEVELS);
    }

    String status() {
        return oneOf("status", STATUSES);
    }

    Logsource logsource() {
        Entries logsource = inner("logsource");
        return new Logsource(logsource.text("product"), logsource.text("category"), logsource.text("service"));
    }

    /// The entries of a map in this one, which must be there.
    Entries inner(String key) {
        if (map.entries().get(key) instanceof Yaml.Mapping inner) {
            return new Entries(inner);
        }
        throw refused(key, "there is no " + key + ", or it is no map");
    }

    String text(String key) {
        return switch (map.entries().get(key)) {
            case null -> "";
            case Yaml.Scalar scalar -> scalar.isNull() ? "" : scalar.text();
            case Yaml other -> throw new RefusedException(other.line(), "'" + key + "' must be text");
        };
    }

    /// A text that must be there.
    String required(String key) {
        String text = text(key);
        if (text.isBlank()) {
            throw refused(key, "there is no '" + key + "'");
        }
        return text;
    }

    /// A list of texts; one text is a list of one.
    List<String> texts(String key) {
        return switch (map.entries().get(key)) {
            case Yaml.Sequence list ->
                list.items().stream().map(item -> item.plain().toString()).toList();
            case null, default -> text(key).isEmpty() ? List.of() : List.of(text(key));
        };
    }

    /// The same map without one key.
    Yaml.Mapping without(String key) {
        Map<String, Yaml> rest = new LinkedHashMap<>(map.entries());
        rest.remove(key);
        return new Yaml.Mapping(rest, map.line());
    }

    /// All entries but the known ones, as text, lists and maps.
    Map<String, Object> custom(Set<String> known) {
        Map<String, Object> custom = new LinkedHashMap<>();
        map.entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                custom.put(key, value.plain());
            }
        });
        return custom;
    }

    /// Speaks of the line of the key, or of the map if the key is not there.
    RefusedException refused(String key, String reason) {
        Yaml value = map.entries().get(key);
        return new RefusedException(value == null ? map.line() : value.line(), reason);
    }

    private String oneOf(String key, Set<String> words) {
        String word = text(key).toLowerCase(Locale.ROOT);
        if (!words.contains(word)) {
            throw refused(key, "'" + word + "' is no " + key + " of Sigma");
        }
        return word;
    }
}
