package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.dns.ContactHistory;
import dev.lambdawatch.dns.FirstContacts;
import dev.lambdawatch.dns.Names;
import dev.lambdawatch.dns.Queries;
import dev.lambdawatch.dns.Query;
import dev.lambdawatch.dns.Tunnels;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.rule.NameApprovals;
import dev.lambdawatch.rule.RowMatches;
import dev.lambdawatch.rule.RowRules;
import java.time.Instant;

/// Counts the rows of Resolver logs of a replay and what they ask for.
final class ResolverPass implements Queries {
    private final Span span;
    private final Diagnostics diagnostics;
    private final Tunnels tunnels = Tunnels.empty();
    private final NameApprovals approvals;
    private final FirstContacts contacts;
    private final Names names = Names.empty(Platforms.bundled());
    private final RowMatches matches;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private long records;
    private long skipped;

    ResolverPass(Span span, RowRules rules, NameApprovals approvals, Diagnostics diagnostics) {
        this.matches = rules.look();
        this.approvals = approvals;
        this.contacts = approvals.contacts(Platforms.bundled()).ofNewNetworks();
        this.span = span;
        this.diagnostics = diagnostics;
    }

    @Override
    public void query(Query query) {
        records++;
        if (span.holds(query.time())) {
            first = query.time().isBefore(first) ? query.time() : first;
            last = query.time().isAfter(last) ? query.time() : last;
            tunnels.add(query);
            contacts.add(query);
            names.add(query);
            matches.add(query);
        }
    }

    @Override
    public void skipped(String place, long line, String reason) {
        skipped++;
        diagnostics.warn(place + ": line " + line + " skipped: " + reason);
    }

    /// Reports tunnels, first contacts and what rules found.
    void examine(Verdicts verdicts) {
        matches.tell(verdicts);
        approvals.examine(tunnels, verdicts);
        approvals.examine(contacts, ContactHistory.inMemory(first), verdicts);
        if (tunnels.isBlind()) {
            diagnostics.warn("Resolver logs: more names than a replay holds; tunnels of up to " + tunnels.blindUpTo()
                    + " names a minute may be missed");
        }
        if (matches.leftOut() > 0) {
            diagnostics.warn(
                    "Resolver logs: " + matches.leftOut() + " rows that rules find are more than a replay holds");
        }
        if (!names.isComplete()) {
            diagnostics.warn("Resolver logs: " + names.evicted() + " names are more than a replay holds");
        }
        if (contacts.leftOut() > 0) {
            diagnostics.warn("Resolver logs: " + contacts.leftOut() + " first contacts are more than a replay holds");
        }
    }

    /// What hosts call the addresses that they connect to.
    Names names() {
        return names;
    }

    /// When the last row was asked; [Instant#MIN] if there is none.
    Instant last() {
        return last;
    }

    long records() {
        return records;
    }

    long skippedRecords() {
        return skipped;
    }
}
