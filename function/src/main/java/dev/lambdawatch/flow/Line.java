package dev.lambdawatch.flow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The line that a [LineReader] stands on, cut into fields. Mutable: the next line overwrites it.
///
/// Fields are separated by any number of spaces and control characters.
final class Line {
    /// More than twice the fields that AWS knows; further ones are counted but not kept.
    static final int MOST_FIELDS = 128;

    /// A value of `-`.
    static final long ABSENT = -1;

    /// A value that is not a number of at most 18 digits.
    static final long MALFORMED = Long.MAX_VALUE;

    private static final int MOST_DIGITS = 18;

    /// What eight digits more are worth.
    private static final long HUNDRED_MILLION = 100_000_000;

    private static final int SHORTEST_TIME = "2026-01-01T00:00:00Z".length();
    private static final int LONGEST_EXCERPT = 40;

    byte[] text = {};
    long number;
    int count;
    final int[] starts = new int[MOST_FIELDS];
    final int[] ends = new int[MOST_FIELDS];

    /// Whether the first field is a time in ISO 8601, as CloudWatch Logs puts in front of a line.
    boolean isTimeInFront() {
        int from = starts[0];
        return length(0) >= SHORTEST_TIME && text[from + 4] == '-' && text[from + 7] == '-' && text[from + 10] == 'T';
    }

    /// Removes the first field.
    void shift() {
        count--;
        System.arraycopy(starts, 1, starts, 0, Math.min(count, MOST_FIELDS - 1));
        System.arraycopy(ends, 1, ends, 0, Math.min(count, MOST_FIELDS - 1));
    }

    boolean isAbsent(int field) {
        return ends[field] - starts[field] == 1 && text[starts[field]] == '-';
    }

    /// The number in a field, [#ABSENT] or [#MALFORMED]; never negative otherwise.
    long number(int field) {
        int from = starts[field];
        int length = ends[field] - from;
        // Only times and large counts are longer.
        long value = length <= Long.BYTES ? Words.number(text, from, length) : longNumber(from, length);
        if (value >= 0) {
            return value;
        }
        return isAbsent(field) ? ABSENT : MALFORMED;
    }

    /// A number of more than eight digits, or -1 if it is none or has too many.
    private long longNumber(int from, int length) {
        if (length > MOST_DIGITS) {
            return -1;
        }
        // The first digits are fewer, unless they are eight as well.
        int digits = (length - 1) % Long.BYTES + 1;
        long value = Words.number(text, from, digits);
        for (int at = digits; at < length && value >= 0; at += Long.BYTES) {
            long part = Words.number(text, from + at, Long.BYTES);
            value = part < 0 ? part : value * HUNDRED_MILLION + part;
        }
        return value;
    }

    boolean is(int field, Word word) {
        return ends[field] - starts[field] == word.length() && word.isAt(text, starts[field]);
    }

    /// The bytes of a field, padded for [#isSame].
    byte[] padded(int field) {
        byte[] padded = new byte[length(field) + Long.BYTES];
        System.arraycopy(text, starts[field], padded, 0, length(field));
        return padded;
    }

    /// Whether a field has these bytes, as [#padded] gave them.
    boolean isSame(int field, byte[] padded) {
        int length = padded.length - Long.BYTES;
        return ends[field] - starts[field] == length && Words.same(text, starts[field], padded, 0, length);
    }

    /// The last eight bytes of a field, or all of a shorter one: where names of AWS differ most.
    long ending(int field) {
        int length = ends[field] - starts[field];
        return length >= Long.BYTES
                ? Words.at(text, ends[field] - Long.BYTES)
                : Words.at(text, starts[field]) << (Long.SIZE - Byte.SIZE * length);
    }

    int length(int field) {
        return ends[field] - starts[field];
    }

    /// The beginning of a field for a message, whatever bytes it has.
    String excerpt(int field) {
        int length = Math.min(length(field), LONGEST_EXCERPT);
        return new String(text, starts[field], length, StandardCharsets.UTF_8);
    }

    /// The fields as text, at most [#MOST_FIELDS].
    List<String> fields() {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < Math.min(count, MOST_FIELDS); i++) {
            fields.add(new String(text, starts[i], length(i), StandardCharsets.UTF_8));
        }
        return fields;
    }
}
