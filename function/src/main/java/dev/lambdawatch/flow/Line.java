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

    /// Stands for a field that the line does not have: it is always empty.
    static final int MISSING = MOST_FIELDS;

    byte[] text = {};
    long number;
    int count;

    /// Where each field begins, in the upper half, and how long it is, in the lower.
    final long[] fields = new long[MOST_FIELDS + 1];

    /// Begins anew, without fields.
    void clear() {
        count = 0;
    }

    /// Adds a field. Those beyond the most are counted only.
    void add(int from, int to) {
        if (count < MOST_FIELDS) {
            fields[count] = (long) from << Integer.SIZE | (to - from);
        }
        count++;
    }

    /// Where a field begins.
    int start(int field) {
        return (int) (fields[field] >>> Integer.SIZE);
    }

    /// How many bytes a field has.
    int length(int field) {
        return (int) fields[field];
    }

    /// Whether the first field is a time in ISO 8601, as CloudWatch Logs puts in front of a line.
    boolean isTimeInFront() {
        int from = start(0);
        return length(0) >= SHORTEST_TIME && text[from + 4] == '-' && text[from + 7] == '-' && text[from + 10] == 'T';
    }

    /// Removes the first field.
    void shift() {
        count--;
        System.arraycopy(fields, 1, fields, 0, Math.min(count, MOST_FIELDS - 1));
    }

    /// Whether there is no value.
    boolean isAbsent(int field) {
        int length = length(field);
        return length == 0 || (length == 1 && text[start(field)] == '-');
    }

    /// The number in a field, [#ABSENT] or [#MALFORMED]; never negative otherwise.
    long number(int field) {
        long place = fields[field];
        int from = (int) (place >>> Integer.SIZE);
        int length = (int) place;
        if (length <= 1) {
            return length == 0 ? ABSENT : digit(text[from]);
        }
        // Only times and large counts are longer.
        long value = length <= Long.BYTES ? Words.number(text, from, length) : longNumber(from, length);
        return value >= 0 ? value : MALFORMED;
    }

    /// What a single byte stands for.
    private static long digit(byte letter) {
        int digit = letter - '0';
        if (digit >= 0 && digit <= 9) {
            return digit;
        }
        return letter == '-' ? ABSENT : MALFORMED;
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
        return length(field) == word.length() && word.isAt(text, start(field));
    }

    /// The bytes of a field, padded for [#isSame].
    byte[] padded(int field) {
        byte[] padded = new byte[length(field) + Long.BYTES];
        System.arraycopy(text, start(field), padded, 0, length(field));
        return padded;
    }

    /// Whether a field has these bytes, as [#padded] gave them.
    boolean isSame(int field, byte[] padded) {
        int length = padded.length - Long.BYTES;
        return length(field) == length && Words.same(text, start(field), padded, 0, length);
    }

    /// The last eight bytes of a field, or all of a shorter one: where names of AWS differ most.
    long ending(int field) {
        int from = start(field);
        int length = length(field);
        return length >= Long.BYTES
                ? Words.at(text, from + length - Long.BYTES)
                : Words.at(text, from) << (Long.SIZE - Byte.SIZE * length);
    }

    /// The beginning of a field for a message, whatever bytes it has.
    String excerpt(int field) {
        int length = Math.min(length(field), LONGEST_EXCERPT);
        return new String(text, start(field), length, StandardCharsets.UTF_8);
    }

    /// The fields as text, at most [#MOST_FIELDS].
    List<String> fields() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < Math.min(count, MOST_FIELDS); i++) {
            texts.add(new String(text, start(i), length(i), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
