package dev.lambdawatch.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/// How differences are printed.
enum DifferenceFormat {
    /// A line each, and how many of what.
    TEXT {
        @Override
        void print(List<Difference> differences, int unchanged, PrintWriter out) {
            differences.forEach(difference -> out.println(Terminal.plain(difference.line())));
            out.println(String.format(
                    Locale.ROOT,
                    "%d gone, %d lowered, %d raised, %d new, %d the same",
                    count(differences, Difference.Kind.GONE),
                    count(differences, Difference.Kind.LOWERED),
                    count(differences, Difference.Kind.RAISED),
                    count(differences, Difference.Kind.NEW),
                    unchanged));
        }
    },
    /// One JSON object a line and nothing else, in ASCII: `change` (`gone`, `lowered`, `raised`,
    /// `new`), `finding`, `rule`, `account`, `region`, `resource`, `principal`, `headline`,
    /// `severity_before`, `severity_after` (null where it is not told) and `because`.
    JSON {
        @Override
        void print(List<Difference> differences, int unchanged, PrintWriter out) throws IOException {
            for (Difference difference : differences) {
                out.println(json(difference));
            }
        }
    };

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    abstract void print(List<Difference> differences, int unchanged, PrintWriter out) throws IOException;

    private static long count(List<Difference> differences, Difference.Kind kind) {
        return differences.stream()
                .filter(difference -> difference.kind() == kind)
                .count();
    }

    private static String json(Difference difference) throws IOException {
        Finding finding = difference.finding();
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("change", difference.kind().word());
            json.writeStringField("finding", finding.id());
            json.writeStringField("rule", finding.detection().name());
            json.writeStringField("account", finding.account());
            json.writeStringField("region", finding.region());
            json.writeStringField("resource", finding.resource());
            json.writeStringField("principal", finding.subject().key());
            json.writeStringField("headline", finding.headline());
            json.writeStringField(
                    "severity_before", difference.before().map(Severity::level).orElse(null));
            json.writeStringField(
                    "severity_after", difference.after().map(Severity::level).orElse(null));
            json.writeStringField("because", difference.because());
            json.writeEndObject();
        }
        return out.toString();
    }
}
