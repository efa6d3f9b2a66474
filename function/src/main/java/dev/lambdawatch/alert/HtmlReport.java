package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Findings as one page to read, print and hand on: a timeline, then each finding with its
/// reasons, evidence and next steps, the most severe first.
///
/// The page stands alone: style and drawing are in it, nothing is loaded, and it runs no script,
/// which its content security policy also forbids. It is well-formed XML. All times are UTC.
public final class HtmlReport {
    private static final Detail SHOWN = new Detail(50, 400);
    private static final String STYLE = style();

    private static final Comparator<Finding> MOST_SEVERE_FIRST = Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparing(Finding::first)
            .thenComparing(Finding::id);

    private final Chronicle chronicle;
    private final Appendable out;

    private HtmlReport(Chronicle chronicle, Appendable out) {
        this.chronicle = chronicle;
        this.out = out;
    }

    /// Writes the page, in any order of the findings the same. Those of one incident stand together, in
    /// order of time.
    ///
    /// @param out takes the text; encode it as UTF-8
    /// @throws IOException if `out` does
    public static void write(List<Finding> findings, Chronicle chronicle, Appendable out) throws IOException {
        new HtmlReport(chronicle, out)
                .page(chronicle.together(findings).stream()
                        .sorted(Comparator.comparing(
                                incident ->
                                        incident.stream().min(MOST_SEVERE_FIRST).orElseThrow(),
                                MOST_SEVERE_FIRST))
                        .toList());
    }

    private void page(List<List<Finding>> incidents) throws IOException {
        List<Finding> findings = incidents.stream().flatMap(List::stream).toList();
        out.append("""
                <!DOCTYPE html>
                <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
                <head>
                <meta charset="utf-8"/>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>Lambdawatch report</title>
                <style>
                """).append(STYLE).append("</style>\n</head>\n<body>\n");
        header(findings);
        if (!findings.isEmpty()) {
            out.append("<h2>Timeline</h2>\n");
            out.append("<div class=\"timeline\">\n");
            Timeline.write(findings, out);
            out.append("</div>\n");
            index(findings);
        }
        for (List<Finding> incident : incidents) {
            if (incident.size() > 1) {
                out.append("<h2>Incident: ").append(String.valueOf(incident.size()));
                out.append(" findings of ")
                        .append(value(incident.getFirst().subject().name()))
                        .append("</h2>\n");
            }
            for (Finding finding : incident) {
                article(finding);
            }
        }
        out.append("<footer>Times are UTC. Texts in records are chosen by whoever made them: links are broken on"
                + " purpose, access keys masked, long texts cut. The complete record is the OCSF line.</footer>\n"
                + "</body>\n</html>\n");
    }

    private void header(List<Finding> findings) throws IOException {
        out.append("<header>\n<h1>Lambdawatch report</h1>\n<p class=\"soft\">");
        if (findings.isEmpty()) {
            out.append("No findings.</p>\n</header>\n");
            return;
        }
        Instant first = findings.stream()
                .map(Finding::first)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = findings.stream()
                .map(Finding::last)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        out.append(time(first)).append(" to ").append(time(last)).append(" UTC</p>\n<ul class=\"counts\">\n");
        Map<Severity, Long> counts =
                findings.stream().collect(Collectors.groupingBy(Finding::severity, Collectors.counting()));
        for (Severity severity : List.of(Severity.values()).reversed()) {
            if (counts.containsKey(severity)) {
                out.append("<li><b>")
                        .append(String.valueOf(counts.get(severity)))
                        .append("</b>");
                out.append(severity.level()).append("</li>\n");
            }
        }
        out.append("</ul>\n</header>\n");
    }

    private void index(List<Finding> findings) throws IOException {
        out.append("<h2>Findings</h2>\n<table class=\"index\">\n"
                + columns("Severity", "Finding", "Account", "First seen"));
        for (Finding finding : findings) {
            out.append("<tr><td>")
                    .append(badge(finding))
                    .append("</td><td><a href=\"#")
                    .append(finding.id())
                    .append("\">");
            out.append(value(finding.headline())).append("</a></td><td>").append(value(AlertText.accountName(finding)));
            out.append("</td><td class=\"time\">").append(time(finding.first())).append("</td></tr>\n");
        }
        out.append("</table>\n");
    }

    private void article(Finding finding) throws IOException {
        out.append("<article id=\"").append(finding.id()).append("\">\n<div class=\"head\">\n");
        out.append(badge(finding));
        out.append("\n<h2>").append(value(finding.headline())).append("</h2>\n<dl>\n");
        for (Map.Entry<String, String> part : AlertText.head(finding, SHOWN).entrySet()) {
            out.append("<dt>")
                    .append(part.getKey().charAt(0) + part.getKey().substring(1).toLowerCase(Locale.ROOT));
            out.append("</dt><dd>").append(Escaping.html(part.getValue())).append("</dd>\n");
        }
        out.append("</dl>\n</div>\n");
        why(finding);
        next(finding);
        evidence(finding);
        details(finding);
        filter(finding);
        out.append("<p class=\"soft mono\">").append(finding.id());
        Optional<Incident> incident = chronicle.of(finding);
        if (incident.isPresent()) {
            out.append("<br/>incident ").append(incident.get().id());
        }
        out.append("</p>\n</article>\n");
    }

    private void why(Finding finding) throws IOException {
        out.append("<h3>Why flagged</h3>\n<p>")
                .append(prose(finding.detection().description()))
                .append("</p>\n");
        if (!finding.reasons().isEmpty()) {
            out.append("<table class=\"reasons\">\n").append(columns("Reason", "Expected", "Observed", "Points"));
            rows(finding.reasons(), HtmlReport::reason);
            OptionalInt total = AlertText.total(finding);
            if (total.isPresent()) {
                out.append("<tr><td>total</td><td></td><td></td><td><b>");
                out.append(String.valueOf(total.getAsInt())).append("</b></td></tr>\n");
            }
            out.append("</table>\n");
        }
        out.append("<p class=\"soft\">Rule <span class=\"mono\">")
                .append(line(finding.detection().name()));
        out.append("</span>, version ")
                .append(line(finding.detection().version()))
                .append("; ATT&amp;CK ");
        out.append(finding.detection().techniques().stream()
                .map(technique -> line(AlertText.name(technique)))
                .collect(Collectors.joining(", ")));
        out.append("</p>\n");
        if (!finding.detection().falsePositives().isEmpty()) {
            out.append("<p class=\"soft\">Harmless acts that look the same:</p>\n<ul class=\"soft\">\n");
            for (String act : SHOWN.of(finding.detection().falsePositives())) {
                out.append("<li>").append(line(act)).append("</li>\n");
            }
            out.append("</ul>\n");
        }
    }

    private static String reason(Reason reason) {
        String points = reason.points().isPresent()
                ? String.format(Locale.ROOT, "%+d", reason.points().getAsInt())
                : "";
        return "<td>" + line(reason.name()) + "</td><td>" + value(reason.expected()) + "</td><td>"
                + value(reason.observed()) + "</td><td>" + points + "</td>";
    }

    private void evidence(Finding finding) throws IOException {
        out.append("<h3>Evidence</h3>\n<table class=\"evidence\">\n")
                .append(columns("When", "What", "From and to", "Record"));
        rows(finding.evidence(), HtmlReport::evidence);
        out.append("</table>\n");
    }

    private static String evidence(Evidence item) {
        return switch (item) {
            case Evidence.Call call ->
                cells(
                        List.of(time(call.time())),
                        List.of(value(call.api()), value(call.errorCode())),
                        List.of(value(call.sourceAddress()), value(call.userAgent())),
                        List.of(value(call.eventId())));
            case Evidence.Connections pair ->
                cells(
                        span(item),
                        List.of(pair.count() + " connections"),
                        List.of(value(pair.sourceAddress()) + " → " + value(pair.destinationAddress()) + ":"
                                + pair.destinationPort()),
                        List.of("median " + pair.bytesOut() + " B out, " + pair.bytesIn() + " B in"));
            case Evidence.Lookups lookups ->
                cells(
                        span(item),
                        List.of(lookups.names() + " different names"),
                        List.of(value(lookups.sourceAddress()) + " → " + value(lookups.domain())),
                        List.of("types " + value(lookups.types())));
            case Evidence.Report report ->
                cells(
                        span(item),
                        List.of("seen " + report.count() + (report.count() == 1 ? " time" : " times")),
                        List.of(value(report.address()) + " → " + value(report.remote())),
                        List.of(value(report.source()), value(report.uid())));
        };
    }

    private static List<String> span(Evidence item) {
        return List.of(time(item.first()), time(item.last()));
    }

    /// A cell for each of the columns of evidence; in it lines, of which an empty one is left out.
    private static String cells(List<String> when, List<String> what, List<String> ends, List<String> from) {
        return Stream.of(when, what, ends, from)
                .map(lines -> lines.stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("<br/>")))
                .collect(Collectors.joining("</td><td>", "<td>", "</td>"));
    }

    private void details(Finding finding) throws IOException {
        List<Map.Entry<String, String>> facts = AlertText.facts(finding);
        if (!facts.isEmpty()) {
            out.append("<h3>Details</h3>\n<table class=\"details\">\n");
            rows(
                    facts,
                    fact -> "<th scope=\"row\">" + line(fact.getKey()) + "</th><td class=\"mono\">"
                            + value(fact.getValue()) + "</td>");
            out.append("</table>\n");
        }
    }

    private void filter(Finding finding) throws IOException {
        Optional<String> yaml = SuggestedFilter.of(finding);
        if (yaml.isPresent()) {
            out.append("<h3>Suppress</h3>\n<p>").append(SuggestedFilter.ADVICE).append("</p>\n<pre>");
            // Line by line harmless already; here its lines must stay lines.
            out.append(Escaping.html(yaml.get())).append("</pre>\n");
        }
    }

    private void next(Finding finding) throws IOException {
        List<Runbook.Step> steps = Runbook.of(finding);
        if (steps.isEmpty()) {
            return;
        }
        out.append("<h3>Do next</h3>\n<ol>\n");
        for (Runbook.Step step : SHOWN.of(steps)) {
            out.append("<li>");
            out.append(
                    switch (step) {
                        case Runbook.Step.Sentence(String text) -> prose(text);
                        case Runbook.Step.Command(String purpose, String command) ->
                            prose(purpose) + "<pre>" + Escaping.html(command) + "</pre>";
                    });
            out.append("</li>\n");
        }
        out.append("</ol>\n");
    }

    private <T> void rows(List<T> items, Function<T, String> cells) throws IOException {
        List<T> shown = SHOWN.of(items);
        for (T item : shown) {
            out.append("<tr>").append(cells.apply(item)).append("</tr>\n");
        }
        if (shown.size() < items.size()) {
            out.append("<tr><td>and ")
                    .append(String.valueOf(items.size() - shown.size()))
                    .append(" more</td></tr>\n");
        }
    }

    private static String columns(String... names) {
        return Stream.of(names)
                .collect(Collectors.joining("</th><th scope=\"col\">", "<tr><th scope=\"col\">", "</th></tr>\n"));
    }

    private static String badge(Finding finding) {
        String level = finding.severity().level();
        return "<span class=\"badge " + level + "\">" + level + "</span>";
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
    }

    private static String prose(String text) {
        return Escaping.html(Escaping.line(text, 8 * SHOWN.characters()));
    }

    private static String line(String text) {
        return Escaping.html(Escaping.line(text, SHOWN.characters()));
    }

    private static String value(String text) {
        return Escaping.html(Escaping.value(text, SHOWN.characters()));
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            if (css == null) {
                throw new IllegalStateException("report.css is missing beside " + HtmlReport.class.getName());
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("report.css", e);
        }
    }
}
