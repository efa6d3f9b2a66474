package dev.lambdawatch.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// A bar on a terminal: how many of the objects are read. Silent elsewhere.
final class Progress {
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final boolean shown;
    private final int total;
    private int done;

    private Progress(PrintWriter out, boolean shown, int total) {
        this.out = out;
        this.shown = shown;
        this.total = total;
    }

    static Progress on(PrintWriter out, boolean shown, int total) {
        return new Progress(out, shown && total > 0, total);
    }

    void step() {
        done++;
        if (shown) {
            int filled = (int) ((long) WIDTH * done / total);
            out.printf(
                    Locale.ROOT, "\r[%s%s] %d/%d objects", "#".repeat(filled), " ".repeat(WIDTH - filled), done, total);
        }
    }

    /// Clears the bar, so that a message can be printed in its place.
    void clear() {
        if (shown) {
            out.print("\r" + " ".repeat(WIDTH + 30) + "\r");
            out.flush();
        }
    }

    /// A rate in words: `12,345 records/s, 67.8 MB/s`.
    static String rate(long records, long bytes, Duration elapsed) {
        double seconds = Math.max(elapsed.toNanos() / 1e9, 1e-9);
        return String.format(Locale.ROOT, "%,.0f records/s, %.1f MB/s", records / seconds, bytes / 1e6 / seconds);
    }
}
