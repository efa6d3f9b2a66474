package dev.lambdawatch.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads a resource policy, which a record holds as JSON inside a string.
///
/// The caller wrote it, so nothing of it is trusted: what is no policy gives no statement. The
/// parser's own limits bound depth and length; a record bounds the rest.
final class PolicyDocument {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private final List<Statement> statements = new ArrayList<>();

    private PolicyDocument(JsonParser parser) {
        this.parser = parser;
    }

    /// The statements that allow something; those before a damage if there is one.
    static List<Statement> statements(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            PolicyDocument document = new PolicyDocument(parser);
            try {
                document.read();
            } catch (IOException e) {
                // What came before the damage has been read; AWS itself refuses such a document.
                return List.copyOf(document.statements);
            }
            return List.copyOf(document.statements);
        } catch (IOException e) {
            return List.of();
        }
    }

    private void read() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean statement = parser.currentName().equals("Statement");
            JsonToken value = parser.nextToken();
            if (statement && value == JsonToken.START_OBJECT) {
                statement();
            } else if (statement && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    statement();
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    /// Stands on the opening brace of a statement, ends on its closing one.
    private void statement() throws IOException {
        String effect = "";
        List<String> principals = List.of();
        List<String> actions = List.of();
        Map<String, List<String>> conditions = Map.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "Effect" -> effect = parser.getText();
                case "Principal" -> principals = leaves();
                case "Action" -> actions = leaves();
                case "Condition" -> conditions = conditions();
                default -> parser.skipChildren();
            }
        }
        if (effect.equals("Allow") && !principals.isEmpty()) {
            statements.add(new Statement(principals, actions, conditions));
        }
    }

    /// Every text at or below the current value, whatever holds it: `"*"`, `["a","b"]`,
    /// `{"AWS":"*"}`.
    private List<String> leaves() throws IOException {
        List<String> leaves = new ArrayList<>();
        if (!parser.currentToken().isStructStart()) {
            return List.of(parser.getText());
        }
        for (int depth = 1; depth > 0; ) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return leaves;
            }
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token.isScalarValue()) {
                leaves.add(parser.getText());
            }
        }
        return leaves;
    }

    /// `{"StringEquals":{"aws:SourceAccount":"111122223333"}}`.
    private Map<String, List<String>> conditions() throws IOException {
        Map<String, List<String>> conditions = new HashMap<>();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return conditions;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean narrows = Statement.narrows(parser.currentName().toLowerCase(Locale.ROOT));
            if (parser.nextToken() == JsonToken.START_OBJECT && narrows) {
                keys(conditions);
            } else {
                parser.skipChildren();
            }
        }
        return conditions;
    }

    private void keys(Map<String, List<String>> conditions) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName().toLowerCase(Locale.ROOT);
            parser.nextToken();
            List<String> values = leaves();
            if (!values.isEmpty() && values.stream().noneMatch(value -> isOpen(key, value))) {
                conditions.put(key, values);
            }
        }
    }

    /// Whether a value lets in everybody, or whatever Organization fits.
    private static boolean isOpen(String key, String value) {
        return value.equals("*") || (key.endsWith("orgid") && value.indexOf('*') >= 0) || value.startsWith("o-*");
    }
}
