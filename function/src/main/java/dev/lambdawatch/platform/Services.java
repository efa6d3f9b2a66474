package dev.lambdawatch.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The services whose addresses are published, in the order in which they claim a block that two
/// of them publish.
final class Services {
    /// The key of everything that Amazon has, which says nothing where another service is named.
    static final String AMAZON = "aws:AMAZON";

    private final Map<String, Service> byKey = new LinkedHashMap<>();

    private Services(List<List<String>> rows) {
        for (List<String> row : rows) {
            byKey.put(row.get(0), new Service(byKey.size(), Tier.valueOf(row.get(1)), row.get(2), row.get(3)));
        }
    }

    /// A service's place in the order, and what its addresses prove.
    record Service(int rank, Tier tier, String provider, String name) {}

    static Services bundled() {
        return new Services(Resource.rows("services.txt"));
    }

    /// The service of `provider:NAME`; empty for one that the table does not have.
    Optional<Service> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /// The service of a group, `provider:NAME` or `provider:NAME:region`. One that the operator
    /// has added since counts as general cloud under its own name.
    Service of(String group) {
        String key = key(group);
        return find(key).orElseGet(() -> {
            int colon = key.indexOf(':');
            String provider = colon < 0 ? key : key.substring(0, colon);
            return new Service(byKey.size(), Tier.D, provider, key.substring(colon + 1));
        });
    }

    /// A group without its Region.
    static String key(String group) {
        int region = group.indexOf(':', group.indexOf(':') + 1);
        return region < 0 ? group : group.substring(0, region);
    }
}
