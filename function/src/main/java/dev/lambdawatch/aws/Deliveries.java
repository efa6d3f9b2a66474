package dev.lambdawatch.aws;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// A batch of SQS messages, each announcing objects in S3.
///
/// A message whose object cannot be read is reported back as failed, so that SQS delivers it again
/// and in the end moves it to the dead-letter queue; the others of its batch are done.
public final class Deliveries {
    private static final JsonFactory JSON = new JsonFactory();

    /// Reads one announced object.
    @FunctionalInterface
    public interface ObjectReader {
        void read(ObjectNotice notice) throws IOException;
    }

    /// Hears of a message that failed.
    @FunctionalInterface
    public interface Failures {
        void failed(String messageId, Exception reason);
    }

    private final List<SQSMessage> messages;

    private Deliveries(SQSEvent event) {
        messages = event.getRecords();
    }

    /// The batch that Lambda hands to a function behind a queue.
    ///
    /// @throws IOException if it is not such an event
    public static Deliveries parse(InputStream event) throws IOException {
        SQSEvent batch = new SQSEvent();
        batch.setRecords(messages(event));
        return new Deliveries(batch);
    }

    /// Reads every object of every message and returns which messages failed. An exception of the
    /// reader fails its own message only.
    public SQSBatchResponse read(ObjectReader reader, Failures failures) {
        List<BatchItemFailure> failed = new ArrayList<>();
        for (SQSMessage message : messages) {
            try {
                for (ObjectNotice notice : ObjectNotices.parse(message.getBody())) {
                    reader.read(notice);
                }
            } catch (IOException | RuntimeException e) {
                failures.failed(message.getMessageId(), e);
                failed.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failed);
    }

    /// Writes the answer in the form that Lambda reads partial failures from.
    public static void write(SQSBatchResponse response, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("batchItemFailures");
            for (BatchItemFailure failure : response.getBatchItemFailures()) {
                json.writeStartObject();
                json.writeStringField("itemIdentifier", failure.getItemIdentifier());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static List<SQSMessage> messages(InputStream event) throws IOException {
        try (JsonParser parser = JSON.createParser(event)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String field = parser.currentName();
                    if (parser.nextToken() == JsonToken.START_ARRAY && field.equals("Records")) {
                        return records(parser);
                    }
                    parser.skipChildren();
                }
            }
        }
        throw new IOException("an SQS event has an array 'Records'; this one has none");
    }

    private static List<SQSMessage> records(JsonParser parser) throws IOException {
        List<SQSMessage> messages = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            SQSMessage message = new SQSMessage();
            message.setBody("");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "messageId" -> message.setMessageId(parser.getText());
                    case "body" -> message.setBody(parser.getText());
                    default -> parser.skipChildren();
                }
            }
            messages.add(message);
        }
        return messages;
    }
}
