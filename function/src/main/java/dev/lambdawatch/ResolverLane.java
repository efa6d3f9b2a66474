package dev.lambdawatch;

import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.dns.ContactHistory;
import dev.lambdawatch.dns.FirstContacts;
import dev.lambdawatch.dns.Queries;
import dev.lambdawatch.dns.Query;
import dev.lambdawatch.dns.ResolverCounts;
import dev.lambdawatch.dns.ResolverLog;
import dev.lambdawatch.dns.Tunnels;
import dev.lambdawatch.platform.Platforms;
import java.io.IOException;
import java.io.InputStream;

/// Brings what the rows of one Resolver log show to the alerts.
final class ResolverLane implements Queries {
    private final Tunnels tunnels = Tunnels.empty();
    private final FirstContacts contacts = FirstContacts.empty(Platforms.bundled());
    private final Skipped skipped;

    private ResolverLane(Skipped skipped) {
        this.skipped = skipped;
    }

    /// Reads and tells everything that can be.
    ///
    /// @throws IOException if the bytes cannot be had
    /// @throws RuntimeException if a finding could not be told or kept
    static void read(ContactHistory history, Verdicts outcomes, Log log, String place, InputStream in)
            throws IOException {
        Skipped skipped = new Skipped(log);
        ResolverLane lane = new ResolverLane(skipped);
        EachTold findings = new EachTold(outcomes);
        ResolverCounts counts = ResolverLog.read(place, in, lane);
        lane.tunnels.examine(findings);
        lane.contacts.examine(history, findings);
        log.report("%s: %d questions, %d findings, %d skipped, %d names and %d contacts beyond bounds"
                .formatted(
                        place,
                        counts.rows(),
                        findings.count(),
                        counts.skipped(),
                        lane.tunnels.evicted(),
                        lane.contacts.leftOut()));
        findings.complain();
        lane.contacts.remember(history);
    }

    @Override
    public void query(Query query) {
        tunnels.add(query);
        contacts.add(query);
    }

    @Override
    public void skipped(String place, long line, String reason) {
        skipped.add("line", line, place, reason);
    }
}
