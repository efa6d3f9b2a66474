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

    void write(ByteWriter[] columns) {
        columns[WorkloadColumn.ACCOUNT].text(account);
        columns[WorkloadColumn.REGION].text(region);
        columns[WorkloadColumn.KIND].text(kind);
        columns[WorkloadColumn.ID].text(id);
    }

    static Workload read(ByteReader[] columns) throws DamagedSegmentException {
        return new Workload(
                columns[WorkloadColumn.ACCOUNT].text(),
                columns[WorkloadColumn.REGION].text(),
                columns[WorkloadColumn.KIND].text(),
                columns[WorkloadColumn.ID].text());
    }
}
