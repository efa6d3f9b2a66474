package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// Keeps what is told to nobody: what a filter approves of, what a rule in dry-run finds, and what is
/// new only because nobody has watched for long.
///
/// A pipeline that is approved may be found thousands of times an hour, so only the first of each
/// finding a day (UTC, by its last evidence) is kept. What was kept lately is remembered within
/// bounds and by this process only: beyond them one is kept twice. Safe for threads.
public final class HeldBack {
    private static final int REMEMBERED = 10_000;

    private final FindingStore store;
    private final InstantSource clock;
    private final SequencedSet<String> kept = new LinkedHashSet<>();

    private HeldBack(FindingStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Keeps in this store.
    ///
    /// @param clock "now" for when a finding was made
    public static HeldBack in(FindingStore store, InstantSource clock) {
        return new HeldBack(store, clock);
    }

    /// Keeps a finding, marked as suppressed by what approved of it.
    ///
    /// @throws RuntimeException if it could not be kept; to give it again is right
    public void approved(Draft finding, Approval approval) {
        keep(finding, new Telling.Approved(approval), "approved");
    }

    /// Keeps a finding, marked as one of a rule in dry-run.
    ///
    /// @throws RuntimeException as above
    public void rehearsed(Draft finding) {
        keep(finding, new Telling.Rehearsed(), "rehearsed");
    }

    /// Keeps a finding, marked as one that rests on what is not known yet.
    ///
    /// @throws RuntimeException as above
    public void learning(Draft finding) {
        keep(finding, new Telling.Learning(), "learning");
    }

    private void keep(Draft draft, Telling telling, String kind) {
        String key = kind + " " + LocalDate.ofInstant(draft.last(), ZoneOffset.UTC) + " "
                + draft.key().id();
        if (isKept(key)) {
            return;
        }
        Instant now = clock.instant();
        Finding finding = draft.finding();
        store.keep(finding, Ocsf.line(finding, now, Decision.of(telling), Detail.FULL));
        remember(key);
    }

    private synchronized boolean isKept(String key) {
        return kept.contains(key);
    }

    private synchronized void remember(String key) {
        kept.add(key);
        if (kept.size() > REMEMBERED) {
            kept.removeFirst();
        }
    }
}
