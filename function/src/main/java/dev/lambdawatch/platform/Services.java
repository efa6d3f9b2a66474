package dev.lambdawatch.platform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The services whose addresses are published, in the order in which they claim a block that two
/// of them publish.
final class Services {
    /// The key of everything that Amazon has, which says nothing where another service is named.
    static final String AMAZON = "aws:AMAZON";

    private static final String ANY = "*";

    private final Map<String, Service> byKey = new HashMap<>();

    private Services(List<List<String>> rows) {
        for (List<String> row : rows) {
            String group = row.size() > 4 ? row.get(4) : "";
            Service service = new Service(byKey.size(), Tier.valueOf(row.get(1)), row.get(2), row.get(3), group);
            byKey.put(row.getFirst(), service);
        }
    }

    /// What the addresses of a service prove, and how they form groups.
    ///
    /// @param rank        its place in the order; the lowest claims first
    /// @param singleGroup the group of all its addresses; empty where each Region is one
    record Service(int rank, Tier tier, String provider, String name, String singleGroup) {}

    static Services bundled() {
        return new Services(Resource.rows("services.txt"));
    }

    /// The service of `provider:NAME`; empty for one that the table does not have.
    Optional<Service> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /// The service of a group, `provider:NAME` or `provider:NAME:region`. One that the operator
    /// has added since is general cloud under its own name.
    Service of(String group) {
        String key = key(group);
        return find(key).orElseGet(() -> added(key));
    }

    private Service added(String key) {
        Service any = find(ANY).orElseThrow(() -> new IllegalStateException("services.txt has no row '*'"));
        int colon = key.indexOf(':');
        String provider = colon < 0 ? key : key.substring(0, colon);
        return new Service(any.rank, any.tier, provider, key.substring(colon + 1), "");
    }

    /// The group of a service's addresses in one Region; without the Region if that is empty.
    String group(String key, String region) {
        String single = of(key).singleGroup();
        if (!single.isEmpty()) {
            return single;
        }
        return region.isEmpty() ? key : key + ":" + region;
    }

    /// A group without its Region.
    static String key(String group) {
        int region = group.indexOf(':', group.indexOf(':') + 1);
        return region < 0 ? group : group.substring(0, region);
    }
}
