package dev.lambdawatch.flow;

/// The sources seen so far, so that one object stands for all records of a workload's interface and
/// address. Mutable and bounded: beyond its limit a source is made anew for each record.
final class Sources {
    static final Source NONE = new Source("", "", Source.Kind.ADDRESS, "", "", 0, 0, "", "", "");

    /// How many sources are kept.
    static final int LIMIT = 1 << 16;

    /// A source that is not found after so many steps is made anew, so that names chosen to collide
    /// cost no more.
    private static final int MOST_STEPS = 64;

    private Source[] table = new Source[256];
    private int size;

    // What names the source of the record at hand.
    private String account = "";
    private String region = "";
    private String task = "";
    private String instance = "";
    private String interfaceId = "";
    private long high;
    private long low;

    /// The source on our side of a record, whose address there is the one given.
    Source of(FlowRecord record, long addressHigh, long addressLow) {
        account = record.accountId();
        region = record.region();
        task = record.ecsTaskId();
        instance = record.instanceId();
        interfaceId = interfaceId(record);
        high = addressHigh;
        low = addressLow;
        int mask = table.length - 1;
        int slot = hash(interfaceId, high, low) & mask;
        for (int step = 0; step < MOST_STEPS; step++) {
            Source known = table[slot];
            if (known == null) {
                return keep(slot, source(record));
            }
            if (isAtHand(known)) {
                return known;
            }
            slot = (slot + 1) & mask;
        }
        return source(record);
    }

    /// A regional NAT gateway has no interface: its own id stands for it.
    private static String interfaceId(FlowRecord record) {
        String id = record.interfaceId();
        return id.isEmpty() ? record.resourceId() : id;
    }

    private Source source(FlowRecord record) {
        Source.Kind kind = kind();
        String id = switch (kind) {
            case TASK -> task;
            case INSTANCE -> instance;
            case INTERFACE -> interfaceId;
            case ADDRESS -> (high | low) == 0 ? "" : Addresses.text(high, low);
        };
        return new Source(
                account,
                region,
                kind,
                id,
                interfaceId,
                high,
                low,
                record.subnetId(),
                record.vpcId(),
                record.interfaceType());
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

    /// Whether a source is that of the record at hand. Subnet, VPC and type are not compared: an
    /// interface keeps them for life. Names are mostly the same objects.
    private boolean isAtHand(Source source) {
        return source.addressLow() == low
                && source.addressHigh() == high
                && source.interfaceId().equals(interfaceId)
                && source.account().equals(account)
                && source.region().equals(region)
                && source.kind() == kind()
                && switch (source.kind()) {
                    case TASK -> source.id().equals(task);
                    case INSTANCE -> source.id().equals(instance);
                    case INTERFACE, ADDRESS -> true;
                };
    }

    private Source keep(int slot, Source source) {
        if (size < LIMIT) {
            table[slot] = source;
            if (++size > table.length / 2) {
                grow();
            }
        }
        return source;
    }

    private void grow() {
        Source[] old = table;
        table = new Source[old.length * 2];
        int mask = table.length - 1;
        for (Source source : old) {
            if (source != null) {
                int slot = hash(source.interfaceId(), source.addressHigh(), source.addressLow()) & mask;
                while (table[slot] != null) {
                    slot = (slot + 1) & mask;
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
