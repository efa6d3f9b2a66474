package dev.lambdawatch.beacon;

import java.util.Locale;

/// A part of all workloads, told by a hash of their names: what one run scores where one run could
/// not score all. Each workload is in one shard whole.
///
/// @param number from 0 on
/// @param count  how many there are
public record Shard(int number, int count) {
    /// All workloads.
    public static final Shard WHOLE = new Shard(0, 1);

    public Shard {
        if (count < 1 || number < 0 || number >= count) {
            throw new IllegalArgumentException(
                    "a shard is one of those from 0 to their count, not " + number + " of " + count);
        }
    }

    boolean isWhole() {
        return count == 1;
    }

    /// Whether it stands for all where something is to be counted once.
    public boolean isFirst() {
        return number == 0;
    }

    boolean has(Workload workload) {
        // The hash of a text is part of Java's specification, so it is the same on every machine;
        // its lowest bits come from the last characters alone, hence the product.
        int mixed = workload.key().hashCode() * 0x9E3779B9;
        return isWhole() || Integer.remainderUnsigned(mixed >>> 8, count) == number;
    }

    /// As part of a name: `0-of-4`.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d-of-%d", number, count);
    }
}
