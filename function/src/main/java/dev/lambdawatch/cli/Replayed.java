package dev.lambdawatch.cli;

import dev.lambdawatch.alert.Chronicle;
import dev.lambdawatch.finding.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a replay gave.
///
/// @param findings one a finding id, its repeats merged into it, in order of their first evidence
/// @param chronicle the incidents that they belong to
/// @param hunted   what published hunts report, if that was asked for
/// @param objects  files and S3 objects read
/// @param records  records read in them
/// @param bytes    their bytes as stored
/// @param skipped  records and objects that could not be read, each named when it was met
/// @param heldBack what filters and rules in dry-run held back, in words
/// @param heldBackBy by the id of a finding what held it back first: a filter, or dry-run
/// @param elapsed  wall time
record Replayed(
        List<Finding> findings,
        Chronicle chronicle,
        List<Finding> hunted,
        long objects,
        long records,
        long bytes,
        long skipped,
        String heldBack,
        Map<String, String> heldBackBy,
        Duration elapsed) {

    /// One line for people.
    String summary() {
        return String.format(
                Locale.ROOT,
                "%s, %s, from %s in %s (%.1f MB), %,d skipped%s; %.2f s, %s",
                Counted.text(findings.size(), "finding"),
                Counted.text(chronicle.size(), "incident"),
                Counted.text(records, "record"),
                Counted.text(objects, "object"),
                bytes / 1e6,
                skipped,
                heldBack,
                elapsed.toNanos() / 1e9,
                Progress.rate(records, bytes, elapsed));
    }
}
