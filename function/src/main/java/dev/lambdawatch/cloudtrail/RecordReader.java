package dev.lambdawatch.cloudtrail;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Walks one record after the other and picks what [Paths] asks for, without building a tree.
///
/// Recursion goes down the trie of paths only, never down the record: what no path asks for is
/// passed over in a flat loop, so that a record nested a hundred thousand deep costs its bytes.
/// Mutable, one for each reading.
final class RecordReader {
    private static final int MOST_VALUES = 10_000;

    private final Paths paths;
    private final Fields fields = new Fields();
    private final CompactJson json = new CompactJson();
    private final KnownTexts texts = new KnownTexts();

    private final Capturing capturing;

    private JsonParser parser;

    RecordReader(Paths paths, JsonParser parser) {
        this.paths = paths;
        this.capturing = new Capturing(paths.slotCount());
        this.parser = parser;
    }

    /// Goes on with another parser.
    void use(JsonParser other) {
        parser = other;
    }

    Fields fields() {
        return fields;
    }

    Captured captured() {
        return capturing.captured(paths.slots());
    }

    /// Forgets the record before. The parser stands on the `{` of the next.
    void begin() {
        fields.clear();
        json.clear();
        capturing.clear();
        openObject(paths.root());
    }

    /// What stands in front of the first field of a record.
    Paths.Key start() {
        return paths.root().start();
    }

    /// Goes on to the next field of the record.
    ///
    /// @param before its key, or the [#start]
    /// @return the key, on whose name the parser then stands, or null at the end of the record
    Paths.@Nullable Key next(Paths.Key before) throws IOException {
        return next(paths.root(), before);
    }

    private Paths.@Nullable Key next(Paths.Node parent, Paths.Key before) throws IOException {
        Paths.Key guess = before.next();
        if (guess != null && parser.nextFieldName(guess.name())) {
            return guess;
        }
        String name = guess == null ? parser.nextFieldName() : currentFieldName();
        if (name == null) {
            return null;
        }
        Paths.Key key = parent.key(name);
        before.remember(key);
        return key;
    }

    private @Nullable String currentFieldName() throws IOException {
        return parser.currentToken() == JsonToken.FIELD_NAME ? parser.currentName() : null;
    }

    /// Reads all fields of the record to its end. The parser stands on its `{`.
    void rest() throws IOException {
        fields(paths.root());
    }

    /// The parser stands on the `}` of the record.
    void end() {
        closeObject(paths.root());
    }

    /// Reads one field of the record. The parser stands on its value.
    void field(Paths.Key key) throws IOException {
        json.name(key.name().getValue());
        Paths.Node node = key.node();
        if (node == null) {
            passOver();
        } else {
            value(node, parser.currentToken());
        }
    }

    private void value(Paths.Node node, JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> object(node);
            case START_ARRAY -> array(node);
            case VALUE_NULL -> {
                json.nothing();
                makePresent(node.slot());
            }
            default -> scalar(node);
        }
    }

    private void object(Paths.Node node) throws IOException {
        openObject(node);
        fields(node);
    }

    private void fields(Paths.Node node) throws IOException {
        for (Paths.Key key = next(node, node.start()); key != null; key = next(node, key)) {
            parser.nextToken();
            field(key);
        }
        closeObject(node);
    }

    private void openObject(Paths.Node node) {
        if (node.slot() >= 0) {
            json.open(node.slot());
        }
        json.start('{');
    }

    private void closeObject(Paths.Node node) {
        json.end('}');
        if (node.slot() >= 0) {
            capturing.add(node.slot(), json.close(), MOST_VALUES + 1);
        }
    }

    /// Elements count as if each stood in the array's place, however deep arrays nest.
    private void array(Paths.Node node) throws IOException {
        makePresent(node.slot());
        json.start('[');
        for (int depth = 1; depth > 0; ) {
            JsonToken token = parser.nextToken();
            switch (token) {
                case null -> throw new IllegalStateException("the parser ends inside an array");
                case START_ARRAY -> {
                    json.start('[');
                    depth++;
                }
                case END_ARRAY -> {
                    json.end(']');
                    depth--;
                }
                default -> value(node, token);
            }
        }
    }

    private void scalar(Paths.Node node) throws IOException {
        Field field = node.field();
        String text = field != null && field.isOfOneRecord() ? parser.getText() : text();
        if (field != null) {
            fields.set(field, text);
        }
        if (node.slot() >= 0) {
            capturing.add(node.slot(), text, MOST_VALUES);
        }
        leaf(text);
    }

    /// The value on which the parser stands.
    String text() throws IOException {
        return texts.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    /// A value below which nobody asks for anything by name; it may be part of a captured object.
    private void passOver() throws IOException {
        if (!json.isOpen()) {
            parser.skipChildren();
            return;
        }
        int depth = 0;
        JsonToken token = parser.currentToken();
        while (true) {
            switch (token) {
                case null -> throw new IllegalStateException("the parser ends inside a value");
                case START_OBJECT, START_ARRAY -> {
                    json.start(token.asCharArray()[0]);
                    depth++;
                }
                case END_OBJECT, END_ARRAY -> {
                    json.end(token.asCharArray()[0]);
                    depth--;
                }
                case FIELD_NAME -> json.name(parser.currentName());
                case VALUE_NULL -> json.nothing();
                default -> leaf(parser.getText());
            }
            if (depth == 0) {
                return;
            }
            token = parser.nextToken();
        }
    }

    private void leaf(String text) {
        if (json.isOpen()) {
            json.scalar(text, parser.currentToken() == JsonToken.VALUE_STRING);
            for (int i = 0; i < json.opened(); i++) {
                capturing.add(json.slot(i), text, MOST_VALUES);
            }
        }
    }

    private void makePresent(int slot) {
        if (slot >= 0) {
            capturing.makePresent(slot);
        }
    }
}
