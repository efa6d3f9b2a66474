package dev.lambdawatch.beacon;

/// The places of a segment's columns of pairs. Pairs are written column by column, for like things
/// side by side deflate best.
final class Column {
    /// Steps in the list of workloads.
    static final int WORKLOAD = 0;
    /// 1 for an IPv4 destination, 0 for IPv6.
    static final int FORM = 1;
    /// The first octet of an IPv4 address, as step from that of the workload's pair before: pairs are
    /// in order of their addresses, so steps are small, and this is where the order saves bits.
    static final int FIRST_OCTET = 2;
    /// The other three octets as they are, for the same address comes with many workloads; or all
    /// sixteen.
    static final int ADDRESS = 3;

    static final int PORT = 4;
    static final int PROTOCOL = 5;
    /// 0 for none, else one more than the place in the list of services.
    static final int SERVICE = 6;
    /// One bit for each kind of entry that the pair has.
    static final int KINDS = 7;
    /// For each of these kinds, how many entries less one, doubled; plus one if all were seen once.
    static final int LENGTHS = 8;
    /// For each entry of the other kinds, how often less one.
    static final int COUNTS = 9;

    /// The first of the columns of entries, three for each kind.
    private static final int ENTRIES = 10;

    private static final int PARTS = 3;

    static final int ALL = ENTRIES + PARTS * Entry.KINDS;

    private Column() {}

    /// Source ports, or bins of sizes: each as step from that of the pair's entry before.
    static int first(int kind) {
        return ENTRIES + PARTS * kind;
    }

    /// Minutes: as steps where the source port is that of the entry before, or where none is kept.
    static int minutes(int kind) {
        return first(kind) + 1;
    }

    static int sizeClasses(int kind) {
        return first(kind) + 2;
    }
}
