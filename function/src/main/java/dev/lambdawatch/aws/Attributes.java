package dev.lambdawatch.aws;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Texts and numbers as attributes of items in the state table.
final class Attributes {
    private Attributes() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /// The text that an item has under a name.
    ///
    /// @throws IllegalStateException if it has none: somebody else wrote the item
    static String text(Map<String, AttributeValue> item, String name) {
        return required(value(item, name).s(), "no text", name);
    }

    /// The number that an item has under a name.
    ///
    /// @throws IllegalStateException if it has none
    static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(required(value(item, name).n(), "no number", name));
    }

    /// What an item has under a name.
    ///
    /// @throws IllegalStateException if it has nothing
    static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return required(item.get(name), "nothing", name);
    }

    private static <T> T required(@Nullable T value, String what, String name) {
        if (value == null) {
            throw new IllegalStateException("an item of the state table has %s as '%s'".formatted(what, name));
        }
        return value;
    }
}
