package dev.lambdawatch.cloudtrail;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/// Finds the records in documents: a record, an EventBridge event around one, a list of either, or
/// an event of `lookup-events`, which holds its record as a string.
///
/// Fields come in any order, so an event is believed or refused when it has ended.
final class DocumentReader {
    private final JsonParser parser;
    private final Documents documents;
    private final Set<String> knownAccounts;
    private final Report report;
    private final RecordReader record;
    private final Envelope envelope = new Envelope();

    DocumentReader(JsonParser parser, Documents documents, Paths paths, Set<String> knownAccounts, Report report) {
        this.parser = parser;
        this.documents = documents;
        this.knownAccounts = knownAccounts;
        this.report = report;
        record = new RecordReader(paths, parser);
    }

    /// Reads to the end of the stream.
    void read() throws IOException {
        documents.betweenDocuments();
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            documents.inDocument();
            if (token == JsonToken.START_ARRAY) {
                list();
            } else {
                element(token, true);
            }
            documents.betweenDocuments();
        }
    }

    private void list() throws IOException {
        documents.inList();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            element(token, false);
        }
        documents.inDocument();
    }

    private void element(JsonToken token, boolean mayHoldList) throws IOException {
        switch (token) {
            case START_OBJECT -> object(mayHoldList);
            case VALUE_STRING -> recordInText();
            default -> {
                parser.skipChildren();
                report.skipped("a record is an object, not " + found(token));
            }
        }
    }

    private void object(boolean mayHoldList) throws IOException {
        envelope.clear();
        record.begin();
        boolean inside = true;
        for (Paths.Key key = record.next(record.start()); key != null; key = record.next(key)) {
            String name = key.name().getValue();
            JsonToken value = parser.nextToken();
            if (mayHoldList && isList(name, value)) {
                list();
                passOverRest();
                return;
            }
            if (value == JsonToken.VALUE_STRING && name.equals("CloudTrailEvent")) {
                recordInText();
                passOverRest();
                return;
            }
            if (value == JsonToken.START_OBJECT && name.equals("detail")) {
                wholeRecord();
                inside = false;
            } else if (value == JsonToken.VALUE_STRING && envelope.isField(name)) {
                envelope.set(name, record.text());
            } else if (inside) {
                record.field(key);
            } else {
                parser.skipChildren();
            }
        }
        if (inside) {
            record.end();
        }
        finish(!inside || envelope.isEvent());
    }

    private static boolean isList(String name, JsonToken value) {
        return value == JsonToken.START_ARRAY && (name.equals("Records") || name.equals("Events"));
    }

    private void passOverRest() throws IOException {
        while (parser.nextFieldName() != null) {
            parser.nextToken();
            parser.skipChildren();
        }
    }

    private void wholeRecord() throws IOException {
        record.begin();
        record.rest();
    }

    private void recordInText() throws IOException {
        try (JsonParser inner = Reading.JSON.createParser(parser.getText())) {
            record.use(inner);
            if (inner.nextToken() == JsonToken.START_OBJECT) {
                wholeRecord();
                finish(false);
            } else {
                report.skipped("a record is an object, not other text");
            }
        } catch (JacksonException e) {
            report.skipped("in its text, " + Reading.reason(e));
        } finally {
            record.use(parser);
        }
    }

    private void finish(boolean isEvent) {
        Fields fields = record.fields();
        String refusal = isEvent ? envelope.refusal(fields.get(Field.RECIPIENT_ACCOUNT)) : "";
        String kind = fields.otherKind();
        String defect = refusal.isEmpty() && kind.isEmpty() ? fields.defect() : refusal;
        if (!defect.isEmpty()) {
            report.skipped(defect);
        } else if (!kind.isEmpty()) {
            report.ignored(kind);
        } else {
            report.call(ApiCall.of(fields, record.captured(), knownAccounts));
        }
    }

    private static String found(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "an array";
            case VALUE_NULL -> "null";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "a number";
        };
    }
}
