package dev.lambdawatch.beacon;

/// What a pair-hour counts, packed into an int: a kind and what it says. Entries sort by kind,
/// then by minute.
///
/// ```
/// kind 3 bits | payload 28 bits, of which an event uses minute 6 | source port 16 | size class 5
/// ```
final class Entry {
    /// A connection began: minute and size class.
    static final int OPENING = 0;
    /// A record without TCP flags: minute, source port, size class, which is 0 where nothing was
    /// carried. Which of them begin a connection shows when all of them are known.
    static final int RECORD = 1;
    /// Records without TCP flags, too many to keep their ports: minute.
    static final int CROWD = 2;
    /// Bytes sent: bin of the [SizeHistogram].
    static final int OUT = 3;
    /// Bytes received: bin of the [SizeHistogram].
    static final int IN = 4;
    /// A record of a connection that began before: minute.
    static final int STANDING = 5;
    /// A refused record: minute.
    static final int REJECTED = 6;

    static final int KINDS = 7;

    private static final int KIND_SHIFT = 28;
    private static final int PAYLOAD = (1 << KIND_SHIFT) - 1;
    private static final int CLASS_BITS = 5;
    private static final int LARGEST_CLASS = (1 << CLASS_BITS) - 1;
    private static final int PORT_BITS = 16;

    private Entry() {}

    static int opening(int minute, long bytes) {
        return of(OPENING, (minute << CLASS_BITS) | sizeClass(bytes));
    }

    static int record(int minute, int sourcePort, long bytes) {
        return of(RECORD, (((minute << PORT_BITS) | sourcePort) << CLASS_BITS) | sizeClass(bytes));
    }

    static int of(int kind, int payload) {
        return (kind << KIND_SHIFT) | payload;
    }

    static int kind(int entry) {
        return entry >>> KIND_SHIFT;
    }

    static int payload(int entry) {
        return entry & PAYLOAD;
    }

    /// The minute of the hour, of any kind that has one.
    static int minute(int entry) {
        return switch (kind(entry)) {
            case OPENING -> payload(entry) >>> CLASS_BITS;
            case RECORD -> payload(entry) >>> (CLASS_BITS + PORT_BITS);
            default -> payload(entry);
        };
    }

    /// Whether a [#RECORD] carried anything.
    static boolean hasPayload(int entry) {
        return (payload(entry) & LARGEST_CLASS) > 0;
    }

    /// The source port of a [#RECORD].
    static int sourcePort(int entry) {
        return (payload(entry) >>> CLASS_BITS) & 0xFFFF;
    }

    /// The largest payload that a kind can have.
    static int largestPayload(int kind) {
        return switch (kind) {
            case OPENING -> (59 << CLASS_BITS) | LARGEST_CLASS;
            case RECORD -> (((59 << PORT_BITS) | 0xFFFF) << CLASS_BITS) | LARGEST_CLASS;
            case OUT, IN -> SizeHistogram.BINS - 1;
            default -> 59;
        };
    }

    /// The power of two below a size, up to 2^31.
    private static int sizeClass(long bytes) {
        return Math.min(LARGEST_CLASS, 63 - Long.numberOfLeadingZeros(Math.max(bytes, 1)));
    }
}
