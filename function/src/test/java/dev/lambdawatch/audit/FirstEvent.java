package dev.lambdawatch.audit;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import dev.lambdawatch.cloudtrail.CloudTrail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// What a fresh JVM does for its first event, in one of several ways, to be measured from outside:
/// `FirstEvent empty|streaming|tree|records|verdict`.
///
/// - `empty` makes the event and does nothing with it;
/// - `streaming` reads it to a call as the handlers do, with what the shipped rules ask captured;
/// - `tree` and `records` bind it by jackson-databind, which the handlers do without;
/// - `verdict` reads the shipped rules and holds the call against them, as the first invocation does.
public final class FirstEvent {
    private static final String EVENT = MadeUpEvents.of(1, 1).getFirst();

    /// The paths that the comparison captures, so that no rule needs to be read for it.
    private static final List<String> PATHS = List.of(
            "requestParameters.functionName",
            "requestParameters.role",
            "requestParameters.layers",
            "requestParameters.principal",
            "responseElements.codeSha256");

    private FirstEvent() {}

    /// An event as one would bind it.
    private record Envelope(String source, String account, Detail detail) {}

    private record Detail(
            Identity userIdentity,
            String eventTime,
            String eventSource,
            String eventName,
            String awsRegion,
            String sourceIPAddress,
            String userAgent,
            String errorCode,
            String errorMessage,
            Map<String, Object> requestParameters,
            Map<String, Object> responseElements,
            String requestID,
            String eventID,
            boolean readOnly,
            String eventType,
            boolean managementEvent,
            String recipientAccountId,
            String eventCategory) {}

    private record Identity(
            String type,
            String principalId,
            String arn,
            String accountId,
            String accessKeyId,
            String userName,
            String invokedBy,
            SessionContext sessionContext) {}

    private record SessionContext(Issuer sessionIssuer, Map<String, String> attributes) {}

    private record Issuer(String type, String principalId, String arn, String accountId, String userName) {}

    /// Handles one event in the way that is named.
    ///
    /// @throws IOException never
    public static void main(String[] arguments) throws IOException {
        byte[] event = EVENT.getBytes(StandardCharsets.UTF_8);
        String seen = switch (arguments[0]) {
            case "empty" -> event.length + " bytes";
            case "streaming" -> streamed(event);
            case "tree" ->
                new JsonMapper().readTree(event).at("/detail/eventName").asText();
            case "records" ->
                JsonMapper.builder()
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build()
                        .readValue(event, Envelope.class)
                        .detail()
                        .eventName();
            case "verdict" -> verdict();
            default -> throw new IllegalArgumentException("no way to read an event: " + arguments[0]);
        };
        System.out.println(seen);
    }

    private static String streamed(byte[] event) throws IOException {
        StringBuilder names = new StringBuilder();
        CloudTrail.capturing(PATHS, Set.of()).read("first", new ByteArrayInputStream(event), new Calls() {
            @Override
            public void call(ApiCall call) {
                names.append(call.apiName());
            }

            @Override
            public void skipped(String place, long index, String reason) {
                throw new IllegalStateException(reason);
            }
        });
        return names.toString();
    }

    private static String verdict() {
        AtomicInteger findings = new AtomicInteger();
        int calls = Calling.read(Audit.of(ShippedRules.book(), Estate.UNKNOWN), EVENT, _ -> findings.incrementAndGet());
        return calls + " call, " + findings + " findings";
    }
}
