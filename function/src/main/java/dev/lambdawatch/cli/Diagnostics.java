package dev.lambdawatch.cli;

import java.io.PrintWriter;

/// What a command says beside its result: each line is safe for a terminal, whatever text of an
/// attacker's is in it.
final class Diagnostics {
    /// A damaged archive can have a fault a line; the rest is counted.
    private static final int SHOWN = 100;

    private final PrintWriter out;
    private Progress progress;
    private long warnings;

    Diagnostics(PrintWriter out) {
        this.out = out;
        this.progress = Progress.on(out, false, 0);
    }

    PrintWriter writer() {
        return out;
    }

    /// Warnings from now on are printed in place of this bar.
    void over(Progress bar) {
        progress = bar;
    }

    void warn(String text) {
        warnings++;
        if (warnings <= SHOWN) {
            progress.clear();
            println("lambdawatch: " + Terminal.plain(text));
        } else if (warnings == SHOWN + 1) {
            progress.clear();
            println("lambdawatch: more was skipped; from here on it is only counted");
        }
    }

    void say(String text) {
        progress.clear();
        println(Terminal.plain(text));
    }

    private void println(String line) {
        out.println(line);
        out.flush();
    }
}
