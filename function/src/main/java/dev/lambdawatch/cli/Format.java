package dev.lambdawatch.cli;

import dev.lambdawatch.alert.Alerts;
import dev.lambdawatch.alert.HtmlReport;
import dev.lambdawatch.alert.Incidents;
import dev.lambdawatch.alert.Policy;
import dev.lambdawatch.alert.Sightings;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// How findings are printed.
enum Format {
    /// The alerts as a subscriber reads them.
    TEXT(Severity.MEDIUM) {
        @Override
        void print(List<Finding> findings, PrintWriter out) {
            through(
                    findings,
                    alert -> out.println(alert.subject() + "\n\n" + alert.text() + "\n" + RULER),
                    (_, _) -> {});
        }
    },
    /// One OCSF Detection Finding a line.
    OCSF(Severity.INFORMATIONAL) {
        @Override
        void print(List<Finding> findings, PrintWriter out) {
            through(findings, _ -> {}, (_, line) -> out.println(line));
        }
    },
    /// One page.
    HTML(Severity.LOW) {
        @Override
        void print(List<Finding> findings, PrintWriter out) throws IOException {
            HtmlReport.write(findings, out);
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

    abstract void print(List<Finding> findings, PrintWriter out) throws IOException;

    /// Tells the findings as the deployed monitor does, on a clock that follows their evidence.
    private static void through(
            List<Finding> findings,
            dev.lambdawatch.alert.Publisher publisher,
            dev.lambdawatch.alert.FindingStore store) {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        Alerts alerts = Alerts.of(
                new Policy(Severity.INFORMATIONAL, Duration.ZERO),
                Sightings.inMemory(),
                Incidents.none(),
                publisher,
                store,
                now::get);
        for (Finding finding : findings) {
            now.set(finding.last());
            alerts.accept(finding);
        }
    }
}
