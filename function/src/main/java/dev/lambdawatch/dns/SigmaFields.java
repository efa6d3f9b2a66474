package dev.lambdawatch.dns;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Subject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The fields of a row as Sigma rules with `category: dns` name them, and as the log itself does.
///
/// The public rules of that category ask for `query`, `record_type`, `answer` and `parent_domain`;
/// those of `dns_query` for `QueryName`, `QueryResults` and `QueryStatus`.
public final class SigmaFields {
    private static final Map<String, Function<Query, List<String>>> FIELDS = Map.ofEntries(
            text("query", Query::name),
            text("QueryName", Query::name),
            text("query_name", Query::name),
            text("record_type", Query::type),
            text("query_type", Query::type),
            text("parent_domain", query -> PublicSuffixes.bundled().registeredDomain(query.name())),
            Map.entry("answer", SigmaFields::answers),
            Map.entry("QueryResults", SigmaFields::answers),
            Map.entry("answers.Rdata", SigmaFields::answers),
            Map.entry(
                    "answers.Type",
                    query -> query.answers().stream().map(Answer::type).toList()),
            text("QueryStatus", Query::responseCode),
            text("rcode", Query::responseCode),
            text("query_timestamp", query -> query.time().toString()),
            text("account_id", Query::account),
            text("region", Query::region),
            text("vpc_id", Query::vpc),
            text("src_ip", Query::sourceAddress),
            text("srcaddr", Query::sourceAddress),
            text("srcport", Query::sourcePort),
            text("transport", Query::transport),
            text("srcids.instance", Query::instance),
            text("srcids.resolver_endpoint", Query::resolverEndpoint),
            text("firewall_rule_action", Query::firewallAction),
            text("firewall_rule_group_id", Query::firewallRuleGroup),
            text("firewall_domain_list_id", Query::firewallDomains));

    /// Of a tunnel's rows in common, and the facts of its finding.
    private static final Set<String> OF_TUNNELS = Set.of(
            "account_id",
            "average_length",
            "domain",
            "example",
            "examples",
            "instance",
            "names",
            "names_that_exist",
            "parent_domain",
            "record_types",
            "region",
            "resolver_endpoint",
            "src_ip",
            "srcaddr",
            "srcids.instance",
            "srcids.resolver_endpoint",
            "vpc",
            "vpc_id",
            "windows",
            "workload");

    private SigmaFields() {}

    /// All names that are understood.
    public static Set<String> names() {
        return FIELDS.keySet().stream().collect(Collectors.toUnmodifiableSet());
    }

    /// The values of a field: none where the row does not have it, or nobody has.
    public static List<String> of(Query query, String field) {
        return FIELDS.getOrDefault(field, _ -> List.of()).apply(query);
    }

    /// All names by which a tunnel is asked.
    public static Set<String> namesOfTunnels() {
        return OF_TUNNELS;
    }

    /// The values of a field of a tunnel: what its rows have in common, and every fact of the finding
    /// by its own name. There is no `query`, for there are hundreds.
    public static List<String> ofTunnel(Finding tunnel, String field) {
        String value = switch (field) {
            case "account_id" -> tunnel.account();
            case "region" -> tunnel.region();
            case "parent_domain" -> tunnel.resource();
            case "src_ip", "srcaddr" -> address(tunnel.subject());
            case "vpc_id" -> tunnel.facts().getOrDefault("vpc", "");
            case "srcids.instance" -> tunnel.facts().getOrDefault("instance", "");
            case "srcids.resolver_endpoint" -> tunnel.facts().getOrDefault("resolver_endpoint", "");
            default -> tunnel.facts().getOrDefault(field, "");
        };
        return value.isEmpty() ? List.of() : List.of(value);
    }

    private static String address(Subject subject) {
        return subject instanceof Subject.Workload workload ? workload.address() : "";
    }

    private static Map.Entry<String, Function<Query, List<String>>> text(String field, Function<Query, String> value) {
        return Map.entry(
                field,
                query -> Stream.of(value.apply(query))
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    private static List<String> answers(Query query) {
        return query.answers().stream().map(Answer::data).toList();
    }
}
