package dev.lambdawatch.dns;

import java.util.HashMap;
import java.util.Map;

/// What was skipped in one object: the first of each kind are told one by one, the rest as a count.
final class Skips {
    /// How many flaws of a kind are told one by one.
    static final int TOLD = 100;

    private final String place;
    private final Queries queries;
    private final Map<String, Long> counts = new HashMap<>();
    private long total;

    Skips(String place, Queries queries) {
        this.place = place;
        this.queries = queries;
    }

    void add(long line, Flaw flaw) {
        total++;
        if (counts.merge(flaw.kind(), 1L, Long::sum) <= TOLD) {
            queries.skipped(place, line, flaw.reason());
        }
    }

    /// Tells the counts of what was not told one by one.
    void finish(long lastLine) {
        counts.forEach((kind, count) -> {
            if (count > TOLD) {
                queries.skipped(place, lastLine, (count - TOLD) + " more up to here: " + kind);
            }
        });
    }

    long total() {
        return total;
    }
}
