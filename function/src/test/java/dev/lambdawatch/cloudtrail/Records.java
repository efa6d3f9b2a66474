package dev.lambdawatch.cloudtrail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/// What a reader made of one object, and records to build objects from.
final class Records implements Calls {
    /// A record with nothing but what every record must have.
    static final String SMALLEST = """
            {"eventID":"1","eventTime":"2026-01-01T10:00:28Z","eventSource":"lambda.amazonaws.com","eventName":"Invoke"}""";

    final List<ApiCall> calls = new ArrayList<>();
    final List<String> skipped = new ArrayList<>();
    final List<String> ignored = new ArrayList<>();

    static Records read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    static Records read(byte[] bytes) {
        return read(CloudTrail.capturing(List.of(), Set.of()), bytes);
    }

    static Records read(CloudTrail reader, byte[] bytes) {
        Records records = new Records();
        try {
            reader.read("here", new ByteArrayInputStream(bytes), records);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    /// The one call of an object that holds one.
    static ApiCall one(String text) {
        Records records = read(text);
        if (records.calls.size() != 1) {
            throw new AssertionError(records.calls.size() + " calls, skipped " + records.skipped);
        }
        return records.calls.getFirst();
    }

    /// A record of Lambda's API with further fields: `"awsRegion":"eu-west-1"`.
    static String record(String eventName, String... fields) {
        return """
               {"eventID":"1","eventTime":"2026-01-01T10:00:28Z","eventSource":"lambda.amazonaws.com","eventName":"%s"%s}""".formatted(
                eventName,
                String.join("", Arrays.stream(fields).map(field -> "," + field).toList()));
    }

    static String smallest(String eventId) {
        return SMALLEST.replace("\"1\"", "\"" + eventId + "\"");
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    List<String> ids() {
        return calls.stream().map(ApiCall::eventId).toList();
    }

    @Override
    public void call(ApiCall call) {
        calls.add(call);
    }

    @Override
    public void skipped(String place, long index, String reason) {
        skipped.add(place + "[" + index + "] " + reason);
    }

    @Override
    public void ignored(String place, long index, String kind) {
        ignored.add(place + "[" + index + "] " + kind);
    }
}
