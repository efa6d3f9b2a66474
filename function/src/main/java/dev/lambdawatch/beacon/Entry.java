package dev.lambdawatch.beacon;

/// What a pair-hour counts, packed into an int: a kind and what it says. Entries sort by kind, then
/// by source port, then by minute, so that the records of one connection lie side by side.
///
/// ```
/// kind 3 bits | payload 28 bits, of which an event uses source port 16 | minute 6 | size class 6
/// ```
///
/// A size class is a quarter of a power of two, from 32 bytes to 1.5 MB; 0 stands for nothing
/// carried. Two neighbouring classes hold a message whose size varies by a few per cent wherever
/// their border lies.
final class Entry {
    /// A connection began: minute and size class.
    static final int OPENING = 0;
    /// A record without TCP flags: source port, minute, size class, which is 0 where nothing was
    /// carried. Which of them begin a connection shows when all of them are known.
    static final int RECORD = 1;
    /// Records without TCP flags, too many to keep their ports: minute and size class.
    static final int CROWD = 2;
    /// Bytes sent: bin of the [SizeHistogram].
    static final int OUT = 3;
    /// Bytes received: bin of the [SizeHistogram].
    static final int IN = 4;
    /// A record of a connection that began before and carried something since: source port, 0 where
    /// too many are known; minute; size class of what it carried, without headers.
    static final int STANDING = 5;
    /// A refused record: source port, 0 where too many are known; minute.
    static final int REJECTED = 6;

    static final int KINDS = 7;

    /// Size classes are smaller than this.
    static final int SIZE_CLASSES = 1 << 6;

    private static final int KIND_SHIFT = 28;
    private static final int PAYLOAD = (1 << KIND_SHIFT) - 1;
    private static final int CLASS_BITS = 6;
    private static final int LARGEST_CLASS = SIZE_CLASSES - 1;
    private static final int MINUTE_BITS = 6;
    private static final int MINUTE = (1 << MINUTE_BITS) - 1;
    private static final int PORT_SHIFT = CLASS_BITS + MINUTE_BITS;

    /// Quarters of a power of two below 32 bytes, the largest size of class 1.
    private static final int QUARTERS_BELOW = 4 * 5;

    /// Of an hour.
    static final int LAST_MINUTE = 59;

    private Entry() {}

    static int opening(int minute, long bytes) {
        return of(OPENING, minute, classOf(bytes));
    }

    static int of(int kind, int minute, int sizeClass) {
        return of(kind, (minute << CLASS_BITS) | sizeClass);
    }

    static int of(int kind, int sourcePort, int minute, int sizeClass) {
        return of(kind, (((sourcePort << MINUTE_BITS) | minute) << CLASS_BITS) | sizeClass);
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
        return (entry >>> CLASS_BITS) & MINUTE;
    }

    /// The size class, of any kind that has one; 0 for nothing carried.
    static int sizeClass(int entry) {
        return entry & LARGEST_CLASS;
    }

    /// The source port, of any kind that has one.
    static int sourcePort(int entry) {
        return payload(entry) >>> PORT_SHIFT;
    }

    /// The same entry of a source port that was forgotten.
    static int withoutPort(int entry) {
        return of(kind(entry), entry & ((1 << PORT_SHIFT) - 1));
    }

    /// Whether entries of a kind say a size and no time.
    static boolean isSize(int kind) {
        return kind == OUT || kind == IN;
    }

    /// Whether entries of a kind have a source port.
    static boolean hasPort(int kind) {
        return kind == RECORD || kind == STANDING || kind == REJECTED;
    }

    /// The largest payload that a kind can have.
    static int largestPayload(int kind) {
        int minuteAndClass = (LAST_MINUTE << CLASS_BITS) | LARGEST_CLASS;
        return switch (kind) {
            case OPENING, CROWD -> minuteAndClass;
            case RECORD, STANDING, REJECTED -> (0xFFFF << PORT_SHIFT) | minuteAndClass;
            default -> SizeHistogram.BINS - 1;
        };
    }

    /// The smallest size of a class; 0 for nothing.
    static long bytes(int sizeClass) {
        if (sizeClass == 0) {
            return 0;
        }
        int quarters = QUARTERS_BELOW + sizeClass - 1;
        return (4L + quarters % 4) << (quarters / 4 - 2);
    }

    /// The quarter of a power of two in which a size lies: 1 up to 39 bytes, then one more for each
    /// quarter; 0 for nothing.
    static int classOf(long bytes) {
        if (bytes < 32) {
            return bytes <= 0 ? 0 : 1;
        }
        int power = 63 - Long.numberOfLeadingZeros(bytes);
        int quarter = (int) (bytes >>> (power - 2)) & 3;
        return Math.min(LARGEST_CLASS, 4 * power + quarter - QUARTERS_BELOW + 1);
    }
}
