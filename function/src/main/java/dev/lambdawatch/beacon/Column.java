package dev.lambdawatch.beacon;

/// The places of a segment's columns. Pairs are written column by column, for like things side by
/// side deflate best.
final class Column {
    /// Steps in the list of workloads.
    static final int WORKLOAD = 0;
    /// 1 for an IPv4 destination, 0 for IPv6.
    static final int FORM = 1;
    /// Four or sixteen bytes.
    static final int ADDRESS = 2;

    static final int PORT = 3;
    static final int PROTOCOL = 4;
    /// 0 for none, else one more than the place in the list of services.
    static final int SERVICE = 5;
    /// One bit for each kind of entry that the pair has.
    static final int KINDS = 6;
    /// For each of these kinds, how many entries less one, doubled; plus one if all were seen once.
    static final int LENGTHS = 7;
    /// For each entry of the other kinds, how often less one.
    static final int COUNTS = 8;

    /// The first of the columns of payloads, one for each kind of entry.
    private static final int PAYLOADS = 9;

    static final int ALL = PAYLOADS + Entry.KINDS;

    private Column() {}

    static int ofKind(int kind) {
        return PAYLOADS + kind;
    }
}
