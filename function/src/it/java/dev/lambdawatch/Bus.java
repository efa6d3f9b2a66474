package dev.lambdawatch;

import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/// The default event bus of an account and Region, on which AWS's services put what happens there.
record Bus(EventBridgeClient client) implements AutoCloseable {

    /// Puts CloudTrail's record of a call to Lambda on it.
    void call(String record) {
        put("aws.lambda", "AWS API Call via CloudTrail", record);
    }

    void put(String source, String detailType, String detail) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .source(source)
                .detailType(detailType)
                .detail(detail)
                .build();
        client.putEvents(request -> request.entries(entry));
    }

    @Override
    public void close() {
        client.close();
    }
}
