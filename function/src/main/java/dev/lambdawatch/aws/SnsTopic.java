package dev.lambdawatch.aws;

import dev.lambdawatch.alert.Alert;
import dev.lambdawatch.alert.Publisher;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/// Publishes alerts to one SNS topic: a body for each protocol, and attributes to filter by.
final class SnsTopic implements Publisher {
    private final SnsClient sns;
    private final String topicArn;

    SnsTopic(SnsClient sns, String topicArn) {
        this.sns = sns;
        this.topicArn = topicArn;
    }

    @Override
    public void publish(Alert alert) {
        sns.publish(request -> request.topicArn(topicArn)
                .subject(alert.subject())
                .messageStructure("json")
                .message(alert.message())
                .messageAttributes(attributes(alert.attributes())));
    }

    private static Map<String, MessageAttributeValue> attributes(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(entry.getValue())
                                .build()));
    }
}
