package dev.lambdawatch.flow;

import java.util.LinkedHashMap;
import java.util.Map;

/// What was skipped in one object: the first of each kind are told one by one, the rest as a count.
final class Skips {
    /// How many flaws of a kind are told one by one.
    static final int TOLD = 100;

    private final String place;
    private final FlowRecords records;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long total;

    Skips(String place, FlowRecords records) {
        this.place = place;
        this.records = records;
    }

    void add(long line, Flaw flaw) {
        if (count(flaw) <= TOLD) {
            records.skipped(place, line, flaw.reason());
        }
    }

    /// Counts a flaw that needs no telling, because the one that caused it was told.
    long count(Flaw flaw) {
        total++;
        return counts.merge(flaw.kind(), 1L, Long::sum);
    }

    /// Tells the counts of what was not told one by one.
    void finish(long lastLine) {
        counts.forEach((kind, count) -> {
            if (count > TOLD) {
                records.skipped(place, lastLine, (count - TOLD) + " more up to here: " + kind);
            }
        });
    }

    long total() {
        return total;
    }
}
