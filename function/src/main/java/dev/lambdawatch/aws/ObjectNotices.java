package dev.lambdawatch.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads the notices in one message, whichever service wrote it: an S3 event notification,
/// EventBridge's `Object Created`, CloudTrail's own notice, or one of them inside an SNS envelope.
///
/// S3 encodes keys as in a URL (`+` is a space), EventBridge and CloudTrail do not.
final class ObjectNotices {
    private static final JsonFactory JSON = new JsonFactory();

    private ObjectNotices() {}

    /// The notices of a message; none for S3's test event.
    ///
    /// @throws IOException if it is not JSON, or JSON that announces no object
    static List<ObjectNotice> parse(String body) throws IOException {
        Map<String, String> values = strings(body);
        if (values.containsKey("/Message")) {
            return parse(values.getOrDefault("/Message", ""));
        }
        if ("s3:TestEvent".equals(values.get("/Event"))) {
            return List.of();
        }
        List<ObjectNotice> notices = new ArrayList<>(s3Events(values));
        if (values.containsKey("/detail/object/key")) {
            notices.add(new ObjectNotice(
                    values.getOrDefault("/detail/bucket/name", ""), values.getOrDefault("/detail/object/key", "")));
        }
        for (int i = 0; values.containsKey("/s3ObjectKey/" + i); i++) {
            notices.add(new ObjectNotice(
                    values.getOrDefault("/s3Bucket", ""), values.getOrDefault("/s3ObjectKey/" + i, "")));
        }
        if (notices.isEmpty() || notices.stream().anyMatch(ObjectNotices::incomplete)) {
            throw new IOException("the message announces no object: it is neither an S3 event, nor Object Created of"
                    + " EventBridge, nor a notice of CloudTrail");
        }
        return notices;
    }

    private static List<ObjectNotice> s3Events(Map<String, String> values) {
        List<ObjectNotice> notices = new ArrayList<>();
        for (int i = 0; values.containsKey("/Records/" + i + "/s3/object/key"); i++) {
            String record = "/Records/" + i + "/s3";
            notices.add(new ObjectNotice(
                    values.getOrDefault(record + "/bucket/name", ""),
                    URLDecoder.decode(values.getOrDefault(record + "/object/key", ""), StandardCharsets.UTF_8)));
        }
        return notices;
    }

    private static boolean incomplete(ObjectNotice notice) {
        return notice.bucket().isEmpty() || notice.key().isEmpty();
    }

    /// Every string of the document by its JSON pointer. Messages are at most 256 KiB.
    private static Map<String, String> strings(String body) throws IOException {
        Map<String, String> values = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the message is not a JSON object");
            }
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    values.put(parser.getParsingContext().pathAsPointer().toString(), parser.getText());
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the message cannot be read: " + e.getMessage(), e);
        }
        return values;
    }
}
