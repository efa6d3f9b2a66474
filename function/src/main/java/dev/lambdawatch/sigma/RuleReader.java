package dev.lambdawatch.sigma;

import java.util.List;
import java.util.Set;

/// Reads the document of a rule.
final class RuleReader {
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

    private RuleReader() {}

    /// @throws RefusedException naming what is wrong or not supported
    static Rule read(Entries document, Source source, Placeholders placeholders) {
        return new Rule(
                document.text("id"),
                document.text("name"),
                document.title(),
                document.level(),
                document.status(),
                document.logsource(),
                document.text("description").strip(),
                document.texts("tags"),
                document.texts("references"),
                document.texts("falsepositives"),
                document.custom(KNOWN),
                new Condition(DetectionReader.read(document.inner("detection").map(), placeholders)),
                source.place(document.map().line()),
                source.hash());
    }

    /// What the author should look at.
    static List<Remark> lint(Entries document) {
        return SearchLint.of(document.inner("detection").map());
    }
}
