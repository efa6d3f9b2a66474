package dev.lambdawatch.beacon;

/// The places of a segment's columns of workloads and their interfaces. Most names of a column are
/// the same or alike, and deflate to a fraction of what they take name beside name.
final class WorkloadColumn {
    static final int ACCOUNT = 0;
    static final int REGION = 1;
    static final int KIND = 2;
    static final int ID = 3;
    /// 1 for one that passes on the traffic of others.
    static final int INTERMEDIARY = 4;
    /// How many interfaces it has.
    static final int INTERFACES = 5;
    static final int INTERFACE = 6;
    static final int ADDRESS = 7;
    static final int SUBNET = 8;
    static final int VPC = 9;
    /// 1 for an interface that Lambda made.
    static final int LAMBDA = 10;
    /// One bit a minute, in eight octets.
    static final int STARTS = 11;
    /// The same.
    static final int SKIPS = 12;

    static final int COARSE = 13;
    static final int FINE = 14;

    static final int ALL = 15;

    private WorkloadColumn() {}
}
