package dev.lambdawatch.aws;

import software.amazon.awssdk.services.sns.SnsClient;

/// Sends plain texts to one SNS topic, for whoever runs the monitor.
public final class PlainTopic {
    private final SnsClient sns;
    private final String topicArn;

    PlainTopic(SnsClient sns, String topicArn) {
        this.sns = sns;
        this.topicArn = topicArn;
    }

    /// Sends a text, or throws: a normal return means that the topic has taken it.
    ///
    /// @param subject at most 99 printable ASCII characters
    public void send(String subject, String text) {
        sns.publish(request -> request.topicArn(topicArn).subject(subject).message(text));
    }
}
