package dev.lambdawatch.platform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The suffixes of serverless platforms, as a tree of labels from the right. A name is walked only
/// as far as its labels stand in the tree, so its length does not matter. No suffix ends in
/// another one.
final class Names {
    private static final int LONGEST_LABEL = 63;
    private static final String REGION = "*";

    private final Node root = new Node();

    private Names(List<List<String>> rows) {
        for (List<String> row : rows) {
            plant(row.get(0), new Owner(row.get(1), row.get(2), row.get(3)));
        }
    }

    private record Owner(String group, String provider, String name) {}

    /// One label, mutable while the tree grows.
    private static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private @Nullable Node anyRegion;
        private @Nullable Owner owner;
        private boolean alone;

        private Node grow(String label) {
            if (!label.equals(REGION)) {
                return children.computeIfAbsent(label, absent -> new Node());
            }
            if (anyRegion == null) {
                anyRegion = new Node();
            }
            return anyRegion;
        }
    }

    static Names bundled() {
        return new Names(Resource.rows("names.txt"));
    }

    private void plant(String suffix, Owner owner) {
        boolean alone = suffix.startsWith("=");
        List<String> labels = List.of((alone ? suffix.substring(1) : suffix).split("\\."));
        Node node = root;
        for (String label : labels.reversed()) {
            node = node.grow(label);
        }
        node.owner = owner;
        node.alone = alone;
    }

    /// Whose customers have this name. Letters count without case as DNS has it (ASCII only: the
    /// Kelvin sign is no `k`), and one trailing dot is stripped.
    Optional<Platform> find(String name) {
        Node node = root;
        String region = "";
        int end = name.endsWith(".") ? name.length() - 1 : name.length();
        while (end >= 0) {
            int dot = name.lastIndexOf('.', end - 1);
            String label = label(name, dot + 1, end);
            Node next = node.children.get(label);
            if (next == null && isRegion(label)) {
                next = node.anyRegion;
                region = label;
            }
            if (next == null) {
                return Optional.empty();
            }
            node = next;
            end = dot;
            if (node.owner != null && (!node.alone || end < 0)) {
                return Optional.of(platform(node.owner, region, name));
            }
        }
        return Optional.empty();
    }

    private static Platform platform(Owner owner, String region, String name) {
        String group = region.isEmpty() ? owner.group : owner.group + ":" + region;
        return new Platform(owner.name, owner.provider, group, Tier.A, "name " + name);
    }

    /// The label in lower case; empty if it is longer than DNS allows.
    private static String label(String name, int from, int to) {
        if (to - from > LONGEST_LABEL) {
            return "";
        }
        StringBuilder label = new StringBuilder(Math.max(to - from, 0));
        for (int i = from; i < to; i++) {
            char letter = name.charAt(i);
            label.append(letter >= 'A' && letter <= 'Z' ? (char) (letter + ('a' - 'A')) : letter);
        }
        return label.toString();
    }

    private static boolean isRegion(String label) {
        return !label.isEmpty()
                && label.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }
}
