package dev.lambdawatch.cloudtrail;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has been captured so far of the record that is being read, by slot. Mutable, and used again
/// for the next record: of many slots a record fills few, and [Captured] keeps only those.
final class Capturing {
    private static final int MOST_CHARS = 4_000_000;

    private final @Nullable Object[] values;

    /// A bit for each slot that is not absent.
    private final long[] present;

    private int charsLeft = MOST_CHARS;

    Capturing(int slots) {
        values = new @Nullable Object[slots];
        present = new long[(slots + Long.SIZE - 1) / Long.SIZE];
    }

    void clear() {
        charsLeft = MOST_CHARS;
        for (int word = 0; word < present.length; word++) {
            for (long rest = present[word]; rest != 0; rest &= rest - 1) {
                values[slot(word, rest)] = null;
            }
            present[word] = 0;
        }
    }

    /// There is something, though it may be null or an empty array.
    void makePresent(int slot) {
        if (values[slot] == null) {
            put(slot, List.of());
        }
    }

    /// @param most values that the slot may hold; more are dropped
    void add(int slot, String text, int most) {
        charsLeft -= text.length();
        if (charsLeft < 0) {
            return;
        }
        switch (values[slot]) {
            case null -> put(slot, text);
            case List<?> none when none.isEmpty() -> put(slot, text);
            case String first -> {
                List<String> several = new ArrayList<>(4);
                several.add(first);
                several.add(text);
                put(slot, several);
            }
            case Object several -> addTo(several, text, most);
        }
    }

    private void put(int slot, Object value) {
        values[slot] = value;
        present[slot / Long.SIZE] |= 1L << slot;
    }

    @SuppressWarnings("unchecked") // add() alone puts lists there, of strings
    private static void addTo(Object several, String text, int most) {
        List<String> list = (List<String>) several;
        if (list.size() < most) {
            list.add(text);
        }
    }

    /// What stays when the next record comes.
    ///
    /// @param slots from the index of a path to its slot
    Captured captured(int[] slots) {
        int count = 0;
        for (long word : present) {
            count += Long.bitCount(word);
        }
        @Nullable Object[] kept = new @Nullable Object[count];
        int next = 0;
        for (int word = 0; word < present.length; word++) {
            for (long rest = present[word]; rest != 0; rest &= rest - 1) {
                kept[next++] = values[slot(word, rest)];
            }
        }
        return new Captured(present.clone(), kept, slots);
    }

    private static int slot(int word, long rest) {
        return word * Long.SIZE + Long.numberOfTrailingZeros(rest);
    }
}
