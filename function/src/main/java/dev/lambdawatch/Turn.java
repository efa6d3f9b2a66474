package dev.lambdawatch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lambdawatch.beacon.Shard;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/// One run of scoring: until when, and which shard.
///
/// ```json
/// {"time": "2026-11-21T06:20:00Z", "shard": 0, "shards": 4}
/// ```
///
/// @param time  "now", so that a run that is tried again gives the same findings
/// @param shard all workloads where the message names none, as a scheduled event does
record Turn(Instant time, Shard shard) {
    private static final JsonFactory JSON = new JsonFactory();

    /// The turns of an event: of each message of a batch, or of the event itself, which a person may
    /// hand to the function to score at another time.
    ///
    /// @throws IOException if one has no time, or a shard that there cannot be
    static List<Turn> parse(InputStream event) throws IOException {
        try (JsonParser parser = JSON.createParser(event)) {
            return turns(parser);
        }
    }

    private static List<Turn> turns(JsonParser parser) throws IOException {
        Parts parts = new Parts();
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY && field.equals("Records")) {
                    return messages(parser);
                }
                parts.take(field, parser);
            }
        }
        return List.of(parts.turn());
    }

    private static List<Turn> messages(JsonParser parser) throws IOException {
        List<Turn> turns = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean body = parser.currentName().equals("body");
                parser.nextToken();
                if (body) {
                    turns.addAll(ofBody(parser.getText()));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return turns;
    }

    private static List<Turn> ofBody(String body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            return turns(parser);
        }
    }

    /// What was read of a turn so far. Mutable.
    private static final class Parts {
        private String time = "";
        private int shard;
        private int shards = 1;

        /// Takes the value that the parser stands on.
        void take(String field, JsonParser parser) throws IOException {
            switch (field) {
                case "time" -> time = parser.getText();
                case "shard" -> shard = parser.getIntValue();
                case "shards" -> shards = parser.getIntValue();
                default -> parser.skipChildren();
            }
        }

        Turn turn() throws IOException {
            try {
                return new Turn(Instant.parse(time), new Shard(shard, shards));
            } catch (DateTimeParseException e) {
                throw new IOException("'time' is to be an instant, not '" + time + "'", e);
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }
}
