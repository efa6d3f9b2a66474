package dev.lambdawatch.beacon;

import java.util.Comparator;

/// Who talks: the best identity that a flow log gives.
///
/// @param account twelve digits, or empty
/// @param region  or empty
/// @param kind    what `id` is: task, instance, interface or address
record Workload(String account, String region, String kind, String id) implements Comparable<Workload> {
    private static final Comparator<Workload> ORDER = Comparator.comparing(Workload::account)
            .thenComparing(Workload::region)
            .thenComparing(Workload::kind)
            .thenComparing(Workload::id);

    @Override
    public int compareTo(Workload other) {
        return ORDER.compare(this, other);
    }

    /// Stable over addresses: part of a finding's id.
    String key() {
        return account + "/" + region + "/" + kind + "/" + id;
    }

    void write(ByteWriter out) {
        out.text(account);
        out.text(region);
        out.text(kind);
        out.text(id);
    }

    static Workload read(ByteReader in) throws DamagedSegmentException {
        return new Workload(in.text(), in.text(), in.text(), in.text());
    }
}
