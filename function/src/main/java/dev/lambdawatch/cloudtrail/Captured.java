package dev.lambdawatch.cloudtrail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of one record at the paths that its reader was asked for, by the path's index in the
/// list given to [CloudTrail#capturing].
///
/// - A path is dotted and goes through nested objects. A key that itself contains dots is found
///   where it is the rest of the path.
/// - At an array, on the way or at the end, every element contributes.
/// - Text is unescaped; a number or boolean is its JSON text.
/// - An object contributes each of its leaf values and, last, its compact JSON.
/// - The path "" is the whole record.
///
/// At most 10,000 values a path are kept, a million characters of an object's JSON and four million
/// of a record: no genuine record comes near.
public final class Captured {
    /// A bit for each slot at which something stands. A record fills a few of some hundred slots, and
    /// some callers keep many records.
    private final long[] present;

    /// What stands there, in the order of the slots: one value is itself, several (or none, for JSON
    /// null) are a list.
    private final @Nullable Object[] values;

    /// From the index of a path to its slot: equal paths share one.
    private final int[] slots;

    Captured(long[] present, @Nullable Object[] values, int[] slots) {
        this.present = present;
        this.values = values;
        this.slots = slots;
    }

    /// How many values stand at a path: -1 if it is absent, 0 for JSON null and for an empty
    /// array.
    public int count(int path) {
        return switch (at(path)) {
            case null -> -1;
            case List<?> several -> several.size();
            default -> 1;
        };
    }

    /// One of the values at a path.
    ///
    /// @throws IndexOutOfBoundsException if there are not so many
    public String value(int path, int index) {
        return switch (at(path)) {
            case String only when index == 0 -> only;
            case List<?> several -> (String) several.get(index);
            case null, default -> throw new IndexOutOfBoundsException("value " + index + " of " + count(path));
        };
    }

    private @Nullable Object at(int path) {
        int slot = slots[path];
        int word = slot / Long.SIZE;
        long bit = 1L << slot;
        if ((present[word] & bit) == 0) {
            return null;
        }
        int before = Long.bitCount(present[word] & (bit - 1));
        for (int i = 0; i < word; i++) {
            before += Long.bitCount(present[i]);
        }
        return values[before];
    }

    /// Characters of all values together: what keeping them costs, nearly.
    public long characters() {
        long characters = 0;
        for (Object value : values) {
            switch (value) {
                case String only -> characters += only.length();
                case List<?> several -> {
                    for (Object one : several) {
                        characters += ((String) one).length();
                    }
                }
                case null, default -> {}
            }
        }
        return characters;
    }
}
