package dev.lambdawatch.cloudtrail;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Every path that anybody asks of a record, as one trie over its keys, so that a record is walked
/// once and a value that several want is made once. Its answers never change; what it remembers of
/// the records that it met makes them faster. Any number of threads may use it.
final class Paths {
    /// A key of an object, with what is wanted of the value behind it.
    ///
    /// CloudTrail writes the fields of a record in one order. So each key remembers which came behind
    /// it last: to compare that one with the bytes that come is much faster than to look up a name.
    static final class Key {
        private final SerializedString name;
        private final @Nullable Node node;

        /// Whether others may remember it.
        private final boolean kept;

        /// A guess, right or wrong, that all threads share: it needs no order among them, since all
        /// else in a key is final.
        private @Nullable Key next;

        private Key(String name, @Nullable Node node, boolean kept) {
            this.name = new SerializedString(name);
            if (kept) {
                // Makes the bytes to compare: made later, another thread might see them half made.
                this.name.asQuotedUTF8();
            }
            this.node = node;
            this.kept = kept;
        }

        SerializedString name() {
            return name;
        }

        /// What is wanted of the value, or null if nothing is.
        @Nullable
        Node node() {
            return node;
        }

        /// The key that came behind this one last, or null.
        @Nullable
        Key next() {
            return next;
        }

        void remember(Key after) {
            if (after.kept) {
                next = after;
            }
        }
    }

    /// Where a walk stands: what is wanted of the value here, and what lies below it.
    static final class Node {
        /// Callers choose names: beside those that are asked for so many are kept, and no longer ones.
        private static final int MOST_KEYS = 256;

        private static final int LONGEST_KEY = 64;

        private final Map<String, Key> keys = new ConcurrentHashMap<>();

        /// What stands in front of the first key of an object.
        private final Key start = new Key("", this, true);

        private @Nullable Field field;
        private int slot = -1;

        /// What the value here is to an [ApiCall], or null.
        @Nullable
        Field field() {
            return field;
        }

        /// The slot in [Captured] of the value here, or -1.
        int slot() {
            return slot;
        }

        Key start() {
            return start;
        }

        /// The key of this name, whether somebody asks for it or not.
        Key key(String name) {
            Key known = keys.get(name);
            if (known != null) {
                return known;
            }
            boolean kept = keys.size() < MOST_KEYS && name.length() <= LONGEST_KEY;
            Key key = new Key(name, null, kept);
            if (kept) {
                keys.put(name, key);
            }
            return key;
        }

        private Node grow(String name) {
            Key known = keys.get(name);
            if (known != null && known.node != null) {
                return known.node;
            }
            Node node = new Node();
            keys.put(name, new Key(name, node, true));
            return node;
        }
    }

    private final Node root = new Node();
    private final int[] slots;
    private final int slotCount;

    private Paths(List<String> captured) {
        for (Field field : Field.values()) {
            Node node = root;
            for (String key : field.path().split("\\.")) {
                node = node.grow(key);
            }
            node.field = field;
        }
        Map<String, Integer> numbers = new HashMap<>();
        slots = captured.stream()
                .mapToInt(path -> numbers.computeIfAbsent(path, _ -> numbers.size()))
                .toArray();
        slotCount = numbers.size();
        numbers.forEach(this::capture);
    }

    static Paths of(List<String> captured) {
        return new Paths(captured);
    }

    private void capture(String path, int slot) {
        Node node = root;
        if (path.isEmpty()) {
            node.slot = slot;
            return;
        }
        for (String rest = path; ; ) {
            node.grow(rest).slot = slot;
            int dot = rest.indexOf('.');
            if (dot < 0) {
                return;
            }
            node = node.grow(rest.substring(0, dot));
            rest = rest.substring(dot + 1);
        }
    }

    Node root() {
        return root;
    }

    /// The slot of each captured path; equal paths share one.
    int[] slots() {
        return slots;
    }

    int slotCount() {
        return slotCount;
    }
}
