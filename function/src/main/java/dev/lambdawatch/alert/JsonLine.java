package dev.lambdawatch.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// One JSON object on one line, in pure ASCII: as many bytes as characters, and no character that
/// could act on a terminal or split the line. What is empty is left out.
final class JsonLine {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator generator;
    private final int limit;

    private JsonLine(JsonGenerator generator, int limit) {
        this.generator = generator;
        this.limit = limit;
    }

    /// @param limit characters of a text; longer ones are clipped
    static String of(int limit, Consumer<JsonLine> body) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            generator.writeStartObject();
            body.accept(new JsonLine(generator, limit));
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string writer does not fail", e);
        }
        return out.toString();
    }

    JsonLine put(String name, String text) {
        if (!text.isEmpty()) {
            write(() -> generator.writeStringField(name, Escaping.json(text, limit)));
        }
        return this;
    }

    JsonLine put(String name, long number) {
        write(() -> generator.writeNumberField(name, number));
        return this;
    }

    JsonLine put(String name, double number) {
        write(() -> generator.writeNumberField(name, number));
        return this;
    }

    JsonLine put(String name, boolean truth) {
        write(() -> generator.writeBooleanField(name, truth));
        return this;
    }

    JsonLine object(String name, Consumer<JsonLine> body) {
        write(() -> generator.writeObjectFieldStart(name));
        body.accept(this);
        write(generator::writeEndObject);
        return this;
    }

    /// An array of objects, one for each item.
    <T> JsonLine each(String name, Collection<T> items, BiConsumer<JsonLine, T> body) {
        if (items.isEmpty()) {
            return this;
        }
        write(() -> generator.writeArrayFieldStart(name));
        for (T item : items) {
            write(generator::writeStartObject);
            body.accept(this, item);
            write(generator::writeEndObject);
        }
        write(generator::writeEndArray);
        return this;
    }

    JsonLine texts(String name, Collection<String> texts) {
        if (texts.isEmpty()) {
            return this;
        }
        write(() -> generator.writeArrayFieldStart(name));
        for (String text : texts) {
            write(() -> generator.writeString(Escaping.json(text, limit)));
        }
        write(generator::writeEndArray);
        return this;
    }

    private interface Write {
        void run() throws IOException;
    }

    private static void write(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException("a string writer does not fail", e);
        }
    }
}
