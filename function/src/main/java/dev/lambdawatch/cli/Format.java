package dev.lambdawatch.cli;

import dev.lambdawatch.alert.Alert;
import dev.lambdawatch.alert.AlertText;
import dev.lambdawatch.alert.Chronicle;
import dev.lambdawatch.alert.HtmlReport;
import dev.lambdawatch.alert.Ocsf;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/// How findings are printed.
enum Format {
    /// The alerts as a subscriber reads them, those of one incident together.
    TEXT(Severity.MEDIUM) {
        @Override
        void print(List<Finding> findings, Chronicle chronicle, PrintWriter out) {
            for (List<Finding> incident : chronicle.together(findings)) {
                if (incident.size() > 1) {
                    out.println("INCIDENT  %d findings of %s, %s to %s\n"
                            .formatted(
                                    incident.size(),
                                    AlertText.who(incident.getFirst()),
                                    incident.getFirst().first(),
                                    incident.getLast().last()));
                    incident.forEach(
                            finding -> out.println("  " + finding.first() + "  " + AlertText.subject(finding)));
                    out.println(RULER);
                }
                for (Finding finding : incident) {
                    out.println(Alert.replayed(finding, chronicle.of(finding)).text() + RULER);
                }
            }
        }
    },
    /// One OCSF Detection Finding a line.
    OCSF(Severity.INFORMATIONAL) {
        @Override
        void print(List<Finding> findings, Chronicle chronicle, PrintWriter out) {
            findings.forEach(finding -> out.println(Ocsf.replayed(finding, chronicle.of(finding))));
        }
    },
    /// One page.
    HTML(Severity.LOW) {
        @Override
        void print(List<Finding> findings, Chronicle chronicle, PrintWriter out) throws IOException {
            HtmlReport.write(findings, chronicle, out);
        }
    };

    private static final String RULER = "-".repeat(100);

    private final Severity least;

    Format(Severity least) {
        this.least = least;
    }

    /// From which severity up it prints where nothing else is said.
    Severity least() {
        return least;
    }

    abstract void print(List<Finding> findings, Chronicle chronicle, PrintWriter out) throws IOException;
}
