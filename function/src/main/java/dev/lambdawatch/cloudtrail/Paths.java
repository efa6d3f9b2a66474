package dev.lambdawatch.cloudtrail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every path that anybody asks of a record, as one trie over its keys, so that a record is walked
/// once and a value that several want is made once. Immutable after construction.
final class Paths {
    /// Where a walk stands: what is wanted of the value here, and what lies below it.
    static final class Node {
        private final Map<String, Node> children = new HashMap<>();
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

        @Nullable
        Node child(String key) {
            return children.get(key);
        }

        private Node grow(String key) {
            return children.computeIfAbsent(key, _ -> new Node());
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
