package dev.lambdawatch.sigma;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads the document of a rule.
final class RuleReader {
    /// The specification's limit.
    private static final int MAX_TITLE = 256;

    private static final Set<String> LEVELS = Set.of("", "informational", "low", "medium", "high", "critical");
    private static final Set<String> STATUSES =
            Set.of("", "stable", "test", "experimental", "deprecated", "unsupported");

    /// Keys that are components of a [Rule]; all others are custom to us.
    private static final Set<String> KNOWN = Set.of(
            "detection",
            "description",
            "falsepositives",
            "id",
            "level",
            "logsource",
            "name",
            "references",
            "status",
            "tags",
            "title");

    private final Yaml.Mapping document;

    private RuleReader(Yaml.Mapping document) {
        this.document = document;
    }

    /// @throws RefusedException naming what is wrong or not supported
    static Rule read(Yaml.Mapping document, Source source, Placeholders placeholders) {
        return new RuleReader(document).rule(source, placeholders);
    }

    /// The title of any document, for messages; empty if it has none.
    static String title(Yaml document) {
        return document instanceof Yaml.Mapping(Map<String, Yaml> entries, int _)
                        && entries.get("title") instanceof Yaml.Scalar title
                ? title.text()
                : "";
    }

    private Rule rule(Source source, Placeholders placeholders) {
        String title = text("title");
        if (title.isBlank() || title.length() > MAX_TITLE) {
            throw new RefusedException(line("title"), "a title has 1 to " + MAX_TITLE + " characters");
        }
        if (!(document.entries().get("detection") instanceof Yaml.Mapping detection)) {
            throw new RefusedException(line("detection"), "there is no detection, or it is no map");
        }
        return new Rule(
                text("id"),
                text("name"),
                title,
                oneOf("level", LEVELS),
                oneOf("status", STATUSES),
                logsource(),
                text("description").strip(),
                texts("tags"),
                texts("references"),
                texts("falsepositives"),
                custom(),
                new Condition(DetectionReader.read(detection, placeholders)),
                source.place(document.line()),
                source.hash());
    }

    private Logsource logsource() {
        if (!(document.entries().get("logsource") instanceof Yaml.Mapping logsource)) {
            throw new RefusedException(line("logsource"), "there is no logsource, or it is no map");
        }
        RuleReader inner = new RuleReader(logsource);
        return new Logsource(inner.text("product"), inner.text("category"), inner.text("service"));
    }

    private Map<String, Object> custom() {
        Map<String, Object> custom = new LinkedHashMap<>();
        document.entries().forEach((key, value) -> {
            if (!KNOWN.contains(key)) {
                custom.put(key, value.plain());
            }
        });
        return custom;
    }

    private String oneOf(String key, Set<String> words) {
        String word = text(key).toLowerCase(Locale.ROOT);
        if (!words.contains(word)) {
            throw new RefusedException(line(key), "'" + word + "' is no " + key + " of Sigma");
        }
        return word;
    }

    private String text(String key) {
        return switch (document.entries().get(key)) {
            case null -> "";
            case Yaml.Scalar scalar -> scalar.isNull() ? "" : scalar.text();
            case Yaml other -> throw new RefusedException(other.line(), "'" + key + "' must be text");
        };
    }

    /// A list of texts; one text is a list of one, null is none.
    private List<String> texts(String key) {
        return switch (document.entries().get(key)) {
            case Yaml.Sequence list ->
                list.items().stream().map(item -> item.plain().toString()).toList();
            case null, default -> text(key).isEmpty() ? List.of() : List.of(text(key));
        };
    }

    private int line(String key) {
        Yaml value = document.entries().get(key);
        return value == null ? document.line() : value.line();
    }
}
