package dev.lambdawatch.rule;

import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.dns.ContactHistory;
import dev.lambdawatch.dns.FirstContacts;
import dev.lambdawatch.dns.Query;
import dev.lambdawatch.dns.SigmaFields;
import dev.lambdawatch.dns.Tunnels;
import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.platform.Platform;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Logsource;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.RuleSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Sigma filters with `category: dns` approve of among tunnels and first contacts. Immutable;
/// any thread may use it.
///
/// A contact is decided row by row, by all that its row has: who approves of one name of a platform
/// has not approved of the next. A tunnel is many rows, and is asked for what they have in common.
public final class NameApprovals {
    private static final Logsource ROWS = new Logsource("aws", "dns", "");
    private static final Rule CONTACT = rule(FirstContacts.detection());
    private static final Rule TUNNEL = rule(Tunnels.detection());

    /// Both as the rules that filters take them for.
    static final List<Rule> RULES = List.of(CONTACT, TUNNEL);

    /// Of a first contact beside those of its row.
    private static final Set<String> CONTACT_FIELDS = Set.of("platform", "platform_group", "tier", "workload");

    private final RuleSet rules;
    private final Map<String, Filter> byHash = new HashMap<>();

    private NameApprovals(List<Filter> filters) {
        rules = RuleSet.of(RULES, filters, List.of());
        filters.forEach(filter -> byHash.put(filter.hash(), filter));
    }

    /// Those of some filters. Those on other logs are passed over.
    public static NameApprovals of(List<Filter> filters) {
        return new NameApprovals(filters);
    }

    private static Rule rule(Detection detection) {
        return Rule.standingFor(detection.id(), detection.name(), ROWS);
    }

    /// No contacts yet. What approves of them must be in force when they are made.
    public FirstContacts contacts(Platforms platforms) {
        return FirstContacts.empty(platforms, this::approving);
    }

    private String approving(Query row, Platform platform) {
        Asked event = new Asked(rules.fields(), field -> ofContact(row, platform, field));
        return rules.suppressing(CONTACT, event, row.time()).map(Filter::hash).orElse("");
    }

    /// Whether a row, a first contact or a tunnel can be asked for this.
    static boolean isField(String field) {
        return SigmaFields.names().contains(field)
                || SigmaFields.namesOfTunnels().contains(field)
                || CONTACT_FIELDS.contains(field);
    }

    private static List<String> ofContact(Query row, Platform platform, String field) {
        return switch (field) {
            case "platform" -> List.of(platform.name());
            case "platform_group" -> List.of(platform.group());
            case "tier" -> List.of(platform.tier().name());
            case "workload" -> List.of(row.workload().name());
            default -> SigmaFields.of(row, field);
        };
    }

    /// Hands each first contact to the verdicts.
    public void examine(FirstContacts contacts, ContactHistory history, Verdicts verdicts) {
        contacts.examine(history, (finding, approval) -> {
            @Nullable Filter filter = byHash.get(approval);
            if (filter == null) {
                verdicts.accept(finding);
            } else {
                verdicts.suppressed(Draft.of(finding), filter);
            }
        });
    }

    /// Hands each tunnel to the verdicts. What approves of it must be in force at its end.
    public void examine(Tunnels tunnels, Verdicts verdicts) {
        tunnels.examine(finding -> {
            Optional<Filter> filter = approving(finding);
            if (filter.isPresent()) {
                verdicts.suppressed(Draft.of(finding), filter.get());
            } else {
                verdicts.accept(finding);
            }
        });
    }

    private Optional<Filter> approving(Finding tunnel) {
        Asked event = new Asked(rules.fields(), field -> SigmaFields.ofTunnel(tunnel, field));
        return rules.suppressing(TUNNEL, event, tunnel.last());
    }
}
