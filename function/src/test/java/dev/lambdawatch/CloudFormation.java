package dev.lambdawatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A CloudFormation template as maps, lists and texts. An intrinsic function in its short form,
/// `!GetAtt Queue.Arn`, becomes the map that its long form is.
record CloudFormation(Map<String, Object> root) {

    static CloudFormation read(Path file) throws IOException {
        Node node = new Compose(LoadSettings.builder().setLabel(file.toString()).build())
                .composeString(Files.readString(file))
                .orElseThrow();
        return new CloudFormation(map(plain(node)));
    }

    /// The properties of every resource of a type, by logical id.
    Map<String, Map<String, Object>> resources(String type) {
        Map<String, Map<String, Object>> found = new LinkedHashMap<>();
        map(at(root, "Resources")).forEach((id, resource) -> {
            if (type.equals(map(resource).get("Type"))) {
                found.put(id, map(map(resource).getOrDefault("Properties", Map.of())));
            }
        });
        return found;
    }

    /// What stands below a node: a key for a map, a number for a list.
    ///
    /// @throws AssertionError if there is nothing, with the path
    static Object at(Object node, String... path) {
        Object below = node;
        for (String step : path) {
            below = below instanceof List<?> list
                    ? list.get(Integer.parseInt(step))
                    : map(below).get(step);
            if (below == null) {
                throw new AssertionError("nothing at " + step + " of " + String.join("/", path) + " in " + node);
            }
        }
        return below;
    }

    @SuppressWarnings("unchecked") // the keys of a template are texts
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    static List<?> list(Object node) {
        return node instanceof List<?> list ? list : List.of(node);
    }

    /// A node as JSON: for event patterns, whose leaves are texts and booleans.
    static String json(Object node) {
        return switch (node) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> "\"" + entry.getKey() + "\":" + json(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(CloudFormation::json).collect(Collectors.joining(",", "[", "]"));
            case Boolean flag -> flag.toString();
            default -> "\"" + node + "\"";
        };
    }

    private static Object plain(Node node) {
        Object value = switch (node) {
            case MappingNode mapping -> entries(mapping);
            case SequenceNode sequence -> {
                List<Object> items = new ArrayList<>();
                sequence.getValue().forEach(item -> items.add(plain(item)));
                yield items;
            }
            case ScalarNode scalar ->
                scalar.getTag().equals(Tag.BOOL) ? Boolean.valueOf(scalar.getValue()) : scalar.getValue();
            default -> throw new IllegalArgumentException("a template has no " + node.getNodeType());
        };
        String tag = node.getTag().getValue();
        if (!tag.startsWith("!")) {
            return value;
        }
        return Map.of(tag.equals("!Ref") ? "Ref" : "Fn::" + tag.substring(1), value);
    }

    private static Map<String, Object> entries(MappingNode mapping) {
        Map<String, Object> entries = new LinkedHashMap<>();
        mapping.getValue()
                .forEach(tuple ->
                        entries.put(((ScalarNode) tuple.getKeyNode()).getValue(), plain(tuple.getValueNode())));
        return entries;
    }
}
