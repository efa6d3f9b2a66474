package dev.lambdawatch.beacon;

import java.util.Comparator;

/// An interface through which a workload talks.
///
/// @param id      `eni-...`, or empty
/// @param address the workload's own address there
/// @param lambda  whether Lambda made it
record NetworkInterface(String id, String address, String subnetId, String vpcId, boolean lambda)
        implements Comparable<NetworkInterface> {
    static final NetworkInterface NONE = new NetworkInterface("", "", "", "", false);

    private static final Comparator<NetworkInterface> ORDER = Comparator.comparing(NetworkInterface::id)
            .thenComparing(NetworkInterface::address)
            .thenComparing(NetworkInterface::subnetId)
            .thenComparing(NetworkInterface::vpcId)
            .thenComparing(NetworkInterface::lambda);

    @Override
    public int compareTo(NetworkInterface other) {
        return ORDER.compare(this, other);
    }

    void write(ByteWriter[] columns) {
        columns[WorkloadColumn.INTERFACE].text(id);
        columns[WorkloadColumn.ADDRESS].text(address);
        columns[WorkloadColumn.SUBNET].text(subnetId);
        columns[WorkloadColumn.VPC].text(vpcId);
        columns[WorkloadColumn.LAMBDA].octet(lambda ? 1 : 0);
    }

    static NetworkInterface read(ByteReader[] columns) throws DamagedSegmentException {
        return new NetworkInterface(
                columns[WorkloadColumn.INTERFACE].text(),
                columns[WorkloadColumn.ADDRESS].text(),
                columns[WorkloadColumn.SUBNET].text(),
                columns[WorkloadColumn.VPC].text(),
                columns[WorkloadColumn.LAMBDA].count(1) == 1);
    }
}
