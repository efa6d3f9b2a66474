package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/// Findings over time as one SVG drawing: a row a finding, a mark for each call, a bar for each
/// span of connections. Many findings show the first rows of the list that is given.
final class Timeline {
    private static final int ROWS = 40;
    private static final int MARKS = 200;
    private static final int WIDTH = 960;
    private static final int LEFT = 340;
    private static final int RIGHT = WIDTH - 20;
    private static final int ROW = 24;
    private static final int TICKS = 4;
    private static final int LABEL = 44;

    private final Instant first;
    private final double seconds;

    private Timeline(Instant first, Instant last) {
        this.first = first;
        // A single moment gets a span as well, so that nothing is divided by zero.
        this.seconds = Math.max(1, Duration.between(first, last).toSeconds());
    }

    /// @param findings at least one
    static void write(List<Finding> findings, Appendable out) throws IOException {
        List<Finding> shown = findings.stream()
                .limit(ROWS)
                .sorted(Comparator.comparing(Finding::first).thenComparing(Finding::id))
                .toList();
        Instant first = shown.stream()
                .map(Finding::first)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last =
                shown.stream().map(Finding::last).max(Comparator.naturalOrder()).orElseThrow();
        new Timeline(first, last).draw(shown, out);
        if (shown.size() < findings.size()) {
            out.append("<p class=\"soft\">The ").append(String.valueOf(shown.size()));
            out.append(" most severe of ")
                    .append(String.valueOf(findings.size()))
                    .append(" findings.</p>\n");
        }
    }

    private void draw(List<Finding> findings, Appendable out) throws IOException {
        int height = ROW * findings.size() + 30;
        out.append("<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"Findings over time\">\n"
                .formatted(WIDTH, height));
        for (int tick = 0; tick <= TICKS; tick++) {
            tick(first.plusSeconds((long) (seconds * tick / TICKS)), tick, height, out);
        }
        for (int row = 0; row < findings.size(); row++) {
            row(findings.get(row), 6 + ROW * row, out);
        }
        out.append("</svg>\n");
    }

    private void tick(Instant time, int tick, int height, Appendable out) throws IOException {
        String anchor = tick == 0 ? "start" : tick == TICKS ? "end" : "middle";
        int x = x(time);
        String label = time.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace('T', ' ')
                .replace("Z", "");
        out.append("<line class=\"axis\" x1=\"%s\" y1=\"0\" x2=\"%s\" y2=\"%s\"/>".formatted(x, x, height - 22));
        out.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(x, height - 6, anchor, seconds < 86_400 ? label.substring(11) : label.substring(5, 16)));
    }

    private void row(Finding finding, int y, Appendable out) throws IOException {
        String label = Escaping.html(Escaping.value(finding.headline(), LABEL));
        out.append("<text x=\"0\" y=\"%s\">%s</text>".formatted(y + 11, label));
        out.append("<g class=\"%s\">".formatted(finding.severity().level()));
        List<Evidence> marks = finding.evidence().stream().limit(MARKS).toList();
        for (Evidence mark : marks) {
            int from = x(mark.first());
            int width = Math.max(4, x(mark.last()) - from);
            out.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"12\" rx=\"2\"/>".formatted(from, y + 1, width));
        }
        out.append("</g>\n");
    }

    private int x(Instant time) {
        return LEFT + (int) ((RIGHT - LEFT) * Duration.between(first, time).toSeconds() / seconds);
    }
}
