package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.sigma.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A finding of this room as Sigma filters with `service: vpcflow` ask it: the names that flow logs
/// have, with hyphen or underscore, the taxonomy's `src_ip`, `dst_ip` and `dst_port`, and every fact
/// of the finding by its own name.
///
/// What a finding has several of is absent: a filter that names one address of a platform must not
/// approve of the others, nor one name of an address of another. Such a finding is approved by its
/// `platform_group`, its port and its source.
final class FindingFields implements Event {
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
        return fields.get(field).replace('-', '_');
    }
}
