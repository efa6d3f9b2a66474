package dev.lambdawatch.dns;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The fields of one row while it is read; mutable. Fields come in any order, and the last one of a
/// name counts.
final class Row {
    /// 255 bytes of a name (RFC 1035, section 2.3.4), each written as `\ddd`.
    private static final int LONGEST_NAME = 4 * 255;

    /// Ids and addresses have at most about 50 characters.
    private static final int LONGEST_TEXT = 256;

    /// 9999-12-31T23:59:59Z: later times overflow what others calculate with them.
    private static final Instant LAST = Instant.ofEpochSecond(253_402_300_799L);

    /// The fewest bytes of a record in an answer of 64 kB are 12.
    private static final int MOST_ANSWERS = (64 << 10) / 12;

    private final Map<String, String> texts = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();

    /// Reads a row to its end. The parser stands on its `{`.
    static Row read(JsonParser parser) throws IOException {
        Row row = new Row();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("answers") && value == JsonToken.START_ARRAY) {
                row.answers(parser);
            } else if (name.equals("srcids") && value == JsonToken.START_OBJECT) {
                row.texts.putAll(texts(parser));
            } else {
                put(row.texts, name, parser);
            }
        }
        return row;
    }

    private void answers(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            Map<String, String> answer = texts(parser);
            String type = answer.getOrDefault("Type", "");
            String data = answer.getOrDefault("Rdata", "");
            if (answers.size() < MOST_ANSWERS) {
                answers.add(new Answer(type, type.equals("CNAME") ? plain(data) : data));
            }
        }
    }

    /// The texts of the object on whose `{` the parser stands.
    private static Map<String, String> texts(JsonParser parser) throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            put(texts, name, parser);
        }
        return texts;
    }

    private static void put(Map<String, String> texts, String name, JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            texts.put(name, parser.getText());
        }
        parser.skipChildren();
    }

    /// @throws FlawedException if what every row has is not there, or is not what it should be
    Query query() throws FlawedException {
        return new Query(
                time(),
                text("account_id"),
                text("region"),
                text("vpc_id"),
                name(),
                text("query_type"),
                text("rcode"),
                answers,
                text("srcaddr"),
                text("srcport"),
                text("transport"),
                text("instance"),
                text("resolver_endpoint"),
                text("firewall_rule_action"),
                text("firewall_rule_group_id"),
                text("firewall_domain_list_id"));
    }

    private String text(String field) throws FlawedException {
        String text = texts.getOrDefault(field, "");
        if (text.length() > LONGEST_TEXT) {
            throw new FlawedException(field + " is longer than AWS writes it", text);
        }
        return text;
    }

    private Instant time() throws FlawedException {
        String text = required("query_timestamp");
        try {
            Instant time = Instant.parse(text);
            if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LAST)) {
                return time;
            }
        } catch (DateTimeException _) {
            // Told below, as any other text that is no time.
        }
        throw new FlawedException("query_timestamp is not a UTC time", text);
    }

    private String name() throws FlawedException {
        String name = plain(required("query_name"));
        if (name.length() > LONGEST_NAME) {
            throw new FlawedException("query_name is longer than a name can be", name);
        }
        return name;
    }

    private String required(String field) throws FlawedException {
        String text = texts.getOrDefault(field, "");
        if (text.isEmpty()) {
            throw new FlawedException("a row without " + field, "");
        }
        return text;
    }

    /// In lower case, without the dot at its end.
    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
