package dev.lambdawatch.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The files that were in force when somebody last looked: one object that all functions share.
/// From it a function that starts takes what has not changed, a file that broke its last good text,
/// and everyone what is new.
///
/// `{"schema": 1, "files": [{"key": ..., "tag": ..., "written": ..., "text": ...}]}`
///
/// @param files by their keys
record Remembered(Map<String, ContentFile> files) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int SCHEMA = 1;

    static final Remembered NOTHING = new Remembered(Map.of());

    Remembered {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    static Remembered of(Collection<ContentFile> files) {
        Map<String, ContentFile> byKey = new LinkedHashMap<>();
        files.forEach(file -> byKey.put(file.key(), file));
        return new Remembered(byKey);
    }

    /// @throws IOException if it is not what [#bytes] writes
    static Remembered parse(byte[] bytes) throws IOException {
        Map<String, ContentFile> files = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (!name.equals("files")) {
                    parser.skipChildren();
                    continue;
                }
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    ContentFile file = file(parser);
                    files.put(file.key(), file);
                }
            }
        } catch (DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
        return new Remembered(files);
    }

    private static ContentFile file(JsonParser parser) throws IOException {
        Map<String, String> texts = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            texts.put(name, parser.getText());
            parser.skipChildren();
        }
        return new ContentFile(
                texts.getOrDefault("key", ""),
                texts.getOrDefault("tag", ""),
                Instant.parse(texts.getOrDefault("written", "")),
                texts.getOrDefault("text", ""));
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeArrayFieldStart("files");
            for (ContentFile file : files.values()) {
                json.writeStartObject();
                json.writeStringField("key", file.key());
                json.writeStringField("tag", file.tag());
                json.writeStringField("written", file.written().toString());
                json.writeStringField("text", file.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array does not fail", e);
        }
        return out.toByteArray();
    }
}
