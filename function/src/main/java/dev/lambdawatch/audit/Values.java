package dev.lambdawatch.audit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The texts, numbers and booleans of a small JSON document by their dotted paths. The first of
/// several values at one path stays; elements of a list stand at the path of the list.
final class Values {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int MOST = 10_000;
    private static final int SHOWN = 40;

    private final Map<String, String> texts;
    private final String prefix;

    private Values(Map<String, String> texts, String prefix) {
        this.texts = texts;
        this.prefix = prefix;
    }

    /// @throws IOException if it is not one JSON object
    static Values parse(String json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a finding is a JSON object");
            }
            read(parser, texts);
        } catch (JacksonException e) {
            throw new IOException("damaged JSON: " + shortened(e.getOriginalMessage()), e);
        }
        return new Values(texts, "");
    }

    private static void read(JsonParser parser, Map<String, String> texts) throws IOException {
        Deque<String> above = new ArrayDeque<>();
        above.push("");
        while (!above.isEmpty()) {
            JsonToken token = parser.nextToken();
            switch (token) {
                case null -> throw new IOException("the JSON breaks off");
                case FIELD_NAME, VALUE_NULL -> {}
                case START_OBJECT, START_ARRAY -> above.push(path(above.element(), parser));
                case END_OBJECT, END_ARRAY -> above.pop();
                default -> {
                    if (texts.size() < MOST) {
                        texts.putIfAbsent(path(above.element(), parser), parser.getText());
                    }
                }
            }
        }
    }

    /// Where the value stands on which the parser is, below a path.
    private static String path(String above, JsonParser parser) throws IOException {
        String name = parser.currentName();
        if (name == null) {
            return above;
        }
        return above.isEmpty() ? name : above + "." + name;
    }

    /// The same values, named from a path on.
    Values below(String path) {
        return new Values(texts, prefix + path + ".");
    }

    boolean isEmpty(String path) {
        return text(path).isEmpty();
    }

    /// Empty if there is nothing.
    String text(String path) {
        return texts.getOrDefault(prefix + path, "");
    }

    /// @throws IllegalArgumentException if there is nothing, naming the path
    String required(String path) {
        if (isEmpty(path)) {
            throw new IllegalArgumentException("a finding without " + path);
        }
        return text(path);
    }

    /// @throws IllegalArgumentException if there is no number, naming the path
    double number(String path) {
        try {
            return Double.parseDouble(required(path));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(path + " '" + shortened(text(path)) + "' is no number", e);
        }
    }

    /// @throws IllegalArgumentException if there is no UTC time, naming the path
    Instant time(String path) {
        try {
            return Instant.parse(required(path));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(path + " '" + shortened(text(path)) + "' is no UTC time", e);
        }
    }

    /// Text as it may stand in a message: short, and without characters that move a cursor.
    static String shortened(String text) {
        String start = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        return CONTROL.matcher(start).replaceAll("?");
    }
}
