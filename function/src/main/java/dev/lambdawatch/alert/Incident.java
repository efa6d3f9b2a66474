package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Fingerprint;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What one principal does in one account without an hour's rest: one story, told once.
///
/// It is opened by a finding that people are told. What the same principal does further joins it
/// while it comes within an hour of what is known already, by the time of the calls. A value: each
/// change gives a new one, with the next revision.
///
/// @param id       `lwi-` and 32 hexadecimal digits, made of what opened it
/// @param opened   latest evidence of the finding that opened it
/// @param last     latest evidence of all its findings
/// @param severity the highest that people were told
/// @param told     when people were last told, by the clock
/// @param related  its findings, at most twenty, the one that opened it among them; the mildest are
///     let go
/// @param more     findings that are no longer listed; one that comes back counts again
/// @param revision 1 when opened, one more for each change
public record Incident(
        String id,
        Instant opened,
        Instant last,
        Severity severity,
        Instant told,
        List<Related> related,
        int more,
        long revision) {
    /// How far apart two acts of one incident may be.
    static final Duration REST = Duration.ofMinutes(60);

    /// Bounds what is stored: twenty of some 400 bytes.
    private static final int LISTED = 20;

    private static final Comparator<Related> SEVEREST_THEN_EARLIEST =
            Comparator.comparing(Related::severity).reversed().thenComparing(Related::time);

    public Incident {
        related = List.copyOf(related);
    }

    /// Whether findings of this kind make incidents: those of a principal who is known.
    static boolean concerns(Finding finding) {
        return finding.subject() instanceof Subject.Principal principal
                && !principal.key().isEmpty();
    }

    /// Where the incident of this finding's principal and account is remembered.
    static String key(Finding finding) {
        return Fingerprint.of(List.of(finding.account(), finding.subject().key()));
    }

    /// A new incident.
    ///
    /// @param now when people are told of the finding
    static Incident open(Finding finding, Instant now) {
        String id = "lwi-"
                + Fingerprint.of(List.of(
                        finding.account(),
                        finding.subject().key(),
                        finding.id(),
                        finding.last().toString()));
        return new Incident(
                id, finding.last(), finding.last(), finding.severity(), now, List.of(Related.of(finding)), 0, 1);
    }

    /// Whether a finding of its principal belongs to it. Lanes bring calls out of order, so a
    /// little before it was opened is near enough too.
    boolean takes(Finding finding) {
        return !finding.last().isBefore(opened.minus(REST)) && !finding.last().isAfter(last.plus(REST));
    }

    /// Whether a finding in it is worth telling: more severe than what was told, or nothing was
    /// told for so long that people may think it over.
    boolean isNews(Finding finding, Instant now, Duration quiet) {
        return finding.severity().compareTo(severity) > 0 || !now.isBefore(told.plus(quiet));
    }

    /// With a finding that people are not told. The same evidence again changes nothing.
    Incident join(Finding finding) {
        return knows(finding) ? this : with(finding, severity, told);
    }

    /// With a finding that people were told.
    Incident tell(Finding finding, Instant now) {
        return with(finding, severity.max(finding.severity()), now.isAfter(told) ? now : told);
    }

    /// Its findings but this one, in order of time.
    List<Related> others(Finding finding) {
        return related.stream()
                .filter(item -> !item.findingId().equals(finding.id()))
                .sorted(Comparator.comparing(Related::time))
                .toList();
    }

    private boolean knows(Finding finding) {
        return related.stream()
                .anyMatch(item -> item.findingId().equals(finding.id())
                        && item.time().equals(finding.last())
                        && item.severity().atLeast(finding.severity()));
    }

    private Incident with(Finding finding, Severity severest, Instant latestTold) {
        List<Related> all = new ArrayList<>();
        boolean listed = false;
        for (Related item : related) {
            boolean same = item.findingId().equals(finding.id());
            all.add(same && !knows(finding) ? item.again(finding) : item);
            listed |= same;
        }
        if (!listed) {
            all.add(Related.of(finding));
        }
        all.sort(SEVEREST_THEN_EARLIEST);
        int over = Math.max(0, all.size() - LISTED);
        return new Incident(
                id,
                opened,
                finding.last().isAfter(last) ? finding.last() : last,
                severest,
                latestTold,
                all.subList(0, all.size() - over),
                more + over,
                revision + 1);
    }
}
