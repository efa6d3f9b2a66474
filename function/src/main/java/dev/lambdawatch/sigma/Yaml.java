package dev.lambdawatch.sigma;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A piece of a YAML document with the line it begins on. Scalars stay the text they were written
/// as: no `NO` becomes a boolean, no date a timestamp, no `1.10` the number 1.1.
sealed interface Yaml {
    /// Line of the file, from 1.
    int line();

    /// Pieces in this one with all aliases written out, itself included.
    int size();

    /// Text, lists and maps of the same shape, for whoever does not need lines. Null is "".
    Object plain();

    /// Text, a number, a boolean or null.
    ///
    /// @param quoted whether it stood in quotes or in a block, so that `null` is a word
    record Scalar(String text, boolean quoted, int line) implements Yaml {
        boolean isNull() {
            return !quoted
                    && switch (text) {
                        case "", "~", "null", "Null", "NULL" -> true;
                        default -> false;
                    };
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public Object plain() {
            return isNull() ? "" : text;
        }
    }

    record Sequence(List<Yaml> items, int line) implements Yaml {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public int size() {
            return 1 + items.stream().mapToInt(Yaml::size).sum();
        }

        @Override
        public Object plain() {
            return items.stream().map(Yaml::plain).toList();
        }
    }

    /// Keys and their values, each key once.
    ///
    /// @param entries in the order of the document
    record Mapping(Map<String, Yaml> entries, int line) implements Yaml {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public int size() {
            return 1 + entries.values().stream().mapToInt(Yaml::size).sum();
        }

        @Override
        public Object plain() {
            Map<String, Object> plain = new LinkedHashMap<>();
            entries.forEach((key, value) -> plain.put(key, value.plain()));
            return Collections.unmodifiableMap(plain);
        }
    }
}
