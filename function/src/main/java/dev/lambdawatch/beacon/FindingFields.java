package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.sigma.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A finding of this room as Sigma filters with `service: vpcflow` ask it: the names that flow logs
/// have, with hyphen or underscore, the taxonomy's `src_ip`, `dst_ip` and `dst_port`, and every fact
/// of the finding by its own name.
///
/// What a finding has several of is absent: a filter that names one address of a platform must not
/// approve of the others, nor one name of an address of another. Such a finding is approved by its
/// `platform_group`, its port and its source.
final class FindingFields implements Event {
    /// All that there may be; a test holds them against findings.
    static final Set<String> NAMES = Set.of(
            "T",
            "S",
            "H",
            "account_id",
            "addresses",
            "attribution",
            "began",
            "bucket_seconds",
            "bytes_in_median",
            "bytes_out_median",
            "callers",
            "connections",
            "dst_ip",
            "dst_port",
            "dstaddr",
            "dstport",
            "first_seen",
            "fleet",
            "interface_id",
            "jitter",
            "lambda_interface",
            "learning",
            "missed_beats",
            "name",
            "names",
            "other_connections",
            "period_seconds",
            "platform",
            "platform_group",
            "points",
            "protocol",
            "r1",
            "r1_scale_seconds",
            "r2",
            "r3",
            "region",
            "rejected_records",
            "resource",
            "score",
            "skipped_windows",
            "span_seconds",
            "src_ip",
            "srcaddr",
            "standing_records",
            "subnet",
            "subnet_id",
            "tier",
            "verdict",
            "vpc",
            "vpc_id",
            "watched_from",
            "window_from",
            "window_to",
            "workload",
            "workload_kind");

    private final List<String> fields;
    private final Map<String, String> values = new HashMap<>();

    FindingFields(Finding finding, List<String> fields) {
        this.fields = fields;
        values.putAll(finding.facts());
        values.put("account_id", finding.account());
        values.put("region", finding.region());
        values.put("resource", finding.resource());
        if (finding.subject() instanceof Subject.Workload workload) {
            values.put("srcaddr", workload.address());
            values.put("src_ip", workload.address());
            values.put("interface_id", workload.interfaceId());
        }
        values.put("subnet_id", finding.facts().getOrDefault("subnet", ""));
        values.put("vpc_id", finding.facts().getOrDefault("vpc", ""));
        ifSame(finding, Evidence.Connections::destinationAddress, "dstaddr", "dst_ip");
        ifSame(finding, connections -> Integer.toString(connections.destinationPort()), "dstport", "dst_port");
        ifSame(finding, connections -> Integer.toString(connections.protocol()), "protocol");
        values.values().removeIf(String::isEmpty);
    }

    /// One part of a finding's connections.
    @FunctionalInterface
    private interface Part {
        String of(Evidence.Connections connections);
    }

    private void ifSame(Finding finding, Part part, String... names) {
        List<String> parts = finding.evidence().stream()
                .filter(Evidence.Connections.class::isInstance)
                .map(Evidence.Connections.class::cast)
                .map(part::of)
                .distinct()
                .toList();
        if (parts.size() == 1) {
            for (String name : names) {
                values.put(name, parts.getFirst());
            }
        }
    }

    @Override
    public int count(int field) {
        return values.containsKey(name(field)) ? 1 : -1;
    }

    @Override
    public String value(int field, int index) {
        return values.getOrDefault(name(field), "");
    }

    private String name(int field) {
        return normal(fields.get(field));
    }

    static String normal(String field) {
        return field.replace('-', '_');
    }
}
