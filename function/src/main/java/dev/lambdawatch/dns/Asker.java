package dev.lambdawatch.dns;

import dev.lambdawatch.finding.Subject;
import java.util.Comparator;

/// Who asked: the best identity that a row gives.
///
/// @param address          of the host, or of a resolver before it
/// @param instance         `i-...`, or empty
/// @param resolverEndpoint empty for a host of the VPC
record Asker(String account, String region, String vpc, String address, String instance, String resolverEndpoint)
        implements Comparable<Asker> {
    private static final Comparator<Asker> ORDER = Comparator.comparing(Asker::account)
            .thenComparing(Asker::region)
            .thenComparing(Asker::vpc)
            .thenComparing(Asker::address)
            .thenComparing(Asker::instance)
            .thenComparing(Asker::resolverEndpoint);

    static Asker of(Query query) {
        return new Asker(
                query.account(),
                query.region(),
                query.vpc(),
                query.sourceAddress(),
                query.instance(),
                query.resolverEndpoint());
    }

    /// Whether the row says at all who asked.
    boolean isKnown() {
        return !name().isEmpty();
    }

    private String name() {
        return instance.isEmpty() ? address : instance;
    }

    /// The workload, under the key that beacons have it by where there are no tasks: an instance, else an
    /// address.
    Subject.Workload workload() {
        String kind = instance.isEmpty() ? "address" : "instance";
        return new Subject.Workload(account + "/" + region + "/" + kind + "/" + name(), name(), account, "", address);
    }

    @Override
    public int compareTo(Asker other) {
        return ORDER.compare(this, other);
    }
}
