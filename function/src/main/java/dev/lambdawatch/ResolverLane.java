package dev.lambdawatch;

import dev.lambdawatch.audit.Tally;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.aws.ObjectNotice;
import dev.lambdawatch.dns.ContactHistory;
import dev.lambdawatch.dns.FirstContacts;
import dev.lambdawatch.dns.Hours;
import dev.lambdawatch.dns.Names;
import dev.lambdawatch.dns.Queries;
import dev.lambdawatch.dns.Query;
import dev.lambdawatch.dns.ResolverCounts;
import dev.lambdawatch.dns.ResolverLog;
import dev.lambdawatch.dns.Tunnels;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.rule.NameApprovals;
import dev.lambdawatch.rule.RowMatches;
import dev.lambdawatch.rule.RowRules;
import java.io.IOException;
import java.io.InputStream;

/// Brings what the rows of one Resolver log show, and what rules find in them, to the alerts; keeps
/// its names for beacons and its counts for the tunnels that are dug through several objects.
final class ResolverLane implements Queries {
    private final Tunnels tunnels = Tunnels.empty();
    private final FirstContacts contacts;
    private final Names names = Names.empty(Platforms.bundled());
    private final RowMatches matches;
    private final Skipped skipped;

    private ResolverLane(Means means, Skipped skipped) {
        this.matches = means.rules.look();
        this.contacts = means.approvals.contacts(Platforms.bundled());
        this.skipped = skipped;
    }

    /// By what rows are judged, and where what they say is kept.
    ///
    /// @param hours for one object
    record Means(RowRules rules, NameApprovals approvals, ContactHistory history, Hours hours) {}

    /// Reads, keeps and tells everything that can be.
    ///
    /// @throws IOException if the bytes cannot be had, or the states not be kept
    /// @throws RuntimeException if a finding could not be told or kept
    static void read(Means means, Verdicts outcomes, Log log, ObjectNotice notice, InputStream in) throws IOException {
        ResolverLane lane = new ResolverLane(means, new Skipped(log));
        ResolverCounts counts = ResolverLog.read(notice.place(), in, lane);
        means.hours.keep(notice.bucket(), notice.key(), lane.names);
        means.hours.keep(notice.bucket(), notice.key(), lane.tunnels);
        EachTold findings = new EachTold(outcomes);
        Tally tally = Tally.of(findings);
        means.approvals.examine(lane.tunnels, tally);
        means.approvals.examine(lane.contacts, means.history, tally);
        lane.matches.tell(tally);
        log.report(
                "%s: %d questions, %d findings, %d approved by filters, %d in dry-run, %d skipped; beyond bounds: %d names, %d counts, %d contacts, %d matches"
                        .formatted(
                                notice.place(),
                                counts.rows(),
                                findings.count(),
                                tally.approved(),
                                tally.rehearsed(),
                                counts.skipped(),
                                lane.names.evicted(),
                                lane.tunnels.evicted(),
                                lane.contacts.leftOut(),
                                lane.matches.leftOut()));
        tally.byRule().forEach(count -> log.report(count.toString()));
        findings.complain();
        lane.contacts.remember(means.history);
    }

    @Override
    public void query(Query query) {
        tunnels.add(query);
        contacts.add(query);
        matches.add(query);
        names.add(query);
    }

    @Override
    public void skipped(String place, long line, String reason) {
        skipped.add("line", line, place, reason);
    }
}
