package dev.lambdawatch.flow;

import org.jspecify.annotations.Nullable;

/// The sources seen so far, so that one object stands for all records of a workload's interface and
/// address, in however many logs. Mutable and bounded: at its limit it forgets all and begins anew.
///
/// A record is compared with them byte by byte as it stands in the log: five names a record would
/// have to be looked up to compare them as texts.
final class Sources {
    static final Source NONE = new Source("", "", Source.Kind.ADDRESS, "", "", 0, 0, "", "", "");

    /// How many sources are kept.
    static final int LIMIT = 1 << 16;

    /// A source that is not found after so many steps is made anew, so that names chosen to collide
    /// cost no more.
    private static final int MOST_STEPS = 64;

    private static final int LEAST_CAPACITY = 256;

    private @Nullable Known[] table = new Known[LEAST_CAPACITY];
    private int size;

    /// A source with the names in the line that told of it first.
    private static final class Known {
        private final Source source;
        private final int hash;
        private final String placeRegion;
        private final byte[][] names;
        private Columns columns;

        Known(Source source, int hash, FlowRecord record) {
            this.source = source;
            this.hash = hash;
            placeRegion = record.placeRegion();
            columns = record.columns();
            int[] fields = columns.sourceNames();
            names = new byte[fields.length][];
            for (int i = 0; i < fields.length; i++) {
                names[i] = record.line().padded(fields[i]);
            }
        }

        /// Whether it is that of a record. Subnet, VPC and type are not compared: an interface keeps
        /// them for life.
        boolean isOf(FlowRecord record, long high, long low) {
            return source.addressLow() == low
                    && source.addressHigh() == high
                    && isIn(record.columns())
                    && placeRegion.equals(record.placeRegion())
                    && isNamedAs(record.line());
        }

        /// Each log has columns of its own, and most are alike.
        @SuppressWarnings("ReferenceEquality") // comparing them is dear
        private boolean isIn(Columns others) {
            if (columns != others && columns.isLike(others)) {
                columns = others;
            }
            return columns == others;
        }

        private boolean isNamedAs(Line line) {
            int[] fields = columns.sourceNames();
            for (int i = 0; i < fields.length; i++) {
                if (!line.isSame(fields[i], names[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    /// The source on our side of a record, whose address there is the one given.
    Source of(FlowRecord record, long addressHigh, long addressLow) {
        int hash = hash(record, addressHigh, addressLow);
        int mask = table.length - 1;
        int slot = hash & mask;
        for (int step = 0; step < MOST_STEPS; step++) {
            Known known = table[slot];
            if (known == null) {
                return keep(slot, hash, record, addressHigh, addressLow);
            }
            if (known.hash == hash && known.isOf(record, addressHigh, addressLow)) {
                return known.source;
            }
            slot = (slot + 1) & mask;
        }
        return source(record, addressHigh, addressLow);
    }

    private static Source source(FlowRecord record, long high, long low) {
        // A regional NAT gateway has no interface: its own id stands for it.
        String interfaceId = record.interfaceId().isEmpty() ? record.resourceId() : record.interfaceId();
        Source.Kind kind = kind(record, interfaceId);
        String id = switch (kind) {
            case TASK -> record.ecsTaskId();
            case INSTANCE -> record.instanceId();
            case INTERFACE -> interfaceId;
            case ADDRESS -> (high | low) == 0 ? "" : Addresses.text(high, low);
        };
        return new Source(
                record.accountId(),
                record.region(),
                kind,
                id,
                interfaceId,
                high,
                low,
                record.subnetId(),
                record.vpcId(),
                record.interfaceType());
    }

    private static Source.Kind kind(FlowRecord record, String interfaceId) {
        if (record.has(Field.ECS_TASK_ID)) {
            return Source.Kind.TASK;
        }
        if (record.has(Field.INSTANCE_ID)) {
            return Source.Kind.INSTANCE;
        }
        return interfaceId.isEmpty() ? Source.Kind.ADDRESS : Source.Kind.INTERFACE;
    }

    private Source keep(int slot, int hash, FlowRecord record, long high, long low) {
        if (size == LIMIT) {
            table = new Known[LEAST_CAPACITY];
            size = 0;
        }
        Source source = source(record, high, low);
        table[slot & (table.length - 1)] = new Known(source, hash, record);
        if (++size > table.length / 2) {
            grow();
        }
        return source;
    }

    private void grow() {
        @Nullable Known[] old = table;
        table = new Known[old.length * 2];
        int mask = table.length - 1;
        for (Known known : old) {
            if (known != null) {
                int slot = known.hash & mask;
                while (table[slot] != null) {
                    slot = (slot + 1) & mask;
                }
                table[slot] = known;
            }
        }
    }

    private static int hash(FlowRecord record, long high, long low) {
        Line line = record.line();
        long names = 0;
        for (int field : record.columns().sourceNames()) {
            names = names * 31 + line.ending(field);
        }
        return (int) (mixed(mixed(names) ^ (high * 31) ^ low) >>> 32);
    }

    private static long mixed(long value) {
        // The multiplier of Fibonacci hashing: 2^64 divided by the golden ratio.
        long product = value * 0x9E3779B97F4A7C15L;
        return product ^ (product >>> 29);
    }
}
