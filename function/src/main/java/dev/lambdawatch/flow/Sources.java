package dev.lambdawatch.flow;

/// The sources seen so far, so that one object stands for all records of a workload's interface and
/// address. Mutable and bounded: beyond its limit a source is made anew for each record.
final class Sources {
    static final Source NONE = new Source("", "", Source.Kind.ADDRESS, "", "", 0, 0, "", "", "");

    /// How many sources are kept.
    static final int LIMIT = 1 << 16;

    private Source[] table = new Source[256];
    private int size;

    // What the record at hand says of its source.
    private String account = "";
    private String region = "";
    private String task = "";
    private String instance = "";
    private String interfaceId = "";
    private String subnet = "";
    private String vpc = "";
    private String interfaceType = "";
    private long high;
    private long low;

    /// The source on our side of a record, whose address there is the one given.
    Source of(FlowRecord record, long addressHigh, long addressLow) {
        account = record.accountId();
        region = record.region();
        task = record.ecsTaskId();
        instance = record.instanceId();
        interfaceId = interfaceId(record);
        subnet = record.subnetId();
        vpc = record.vpcId();
        interfaceType = record.interfaceType();
        high = addressHigh;
        low = addressLow;
        int slot = slot();
        Source known = table[slot];
        if (known != null) {
            return known;
        }
        Source source = source();
        if (size < LIMIT) {
            table[slot] = source;
            if (++size > table.length / 2) {
                grow();
            }
        }
        return source;
    }

    /// A regional NAT gateway has no interface: its own id stands for it.
    private static String interfaceId(FlowRecord record) {
        String id = record.interfaceId();
        return id.isEmpty() ? record.resourceId() : id;
    }

    private Source source() {
        Source.Kind kind = kind();
        return new Source(account, region, kind, id(kind), interfaceId, high, low, subnet, vpc, interfaceType);
    }

    private Source.Kind kind() {
        if (!task.isEmpty()) {
            return Source.Kind.TASK;
        }
        if (!instance.isEmpty()) {
            return Source.Kind.INSTANCE;
        }
        return interfaceId.isEmpty() ? Source.Kind.ADDRESS : Source.Kind.INTERFACE;
    }

    private String id(Source.Kind kind) {
        return switch (kind) {
            case TASK -> task;
            case INSTANCE -> instance;
            case INTERFACE -> interfaceId;
            case ADDRESS -> (high | low) == 0 ? "" : Addresses.text(high, low);
        };
    }

    /// The slot of the source at hand, or the free one where it belongs.
    private int slot() {
        int mask = table.length - 1;
        int slot = hash(interfaceId, high, low) & mask;
        while (table[slot] != null && !isAtHand(table[slot])) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /// Whether a source is that of the record at hand; names are mostly the same objects.
    private boolean isAtHand(Source source) {
        Source.Kind kind = kind();
        return source.addressLow() == low
                && source.addressHigh() == high
                && source.kind() == kind
                && source.interfaceId().equals(interfaceId)
                && (kind != Source.Kind.TASK || source.id().equals(task))
                && (kind != Source.Kind.INSTANCE || source.id().equals(instance))
                && source.account().equals(account)
                && source.region().equals(region)
                && source.subnetId().equals(subnet)
                && source.vpcId().equals(vpc)
                && source.interfaceType().equals(interfaceType);
    }

    private void grow() {
        Source[] old = table;
        table = new Source[old.length * 2];
        int mask = table.length - 1;
        for (Source source : old) {
            if (source != null) {
                int slot = hash(source.interfaceId(), source.addressHigh(), source.addressLow()) & mask;
                while (table[slot] != null) {
                    slot = slot + 1 & mask;
                }
                table[slot] = source;
            }
        }
    }

    private static int hash(String interfaceId, long high, long low) {
        long mixed = (interfaceId.hashCode() ^ high * 31 ^ low) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }
}
