package dev.lambdawatch;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A queue that is read as a person reads mail: one message after the other, each once.
final class Mailbox {
    private final SqsClient sqs;
    private final String url;
    private final Queue<String> read = new ArrayDeque<>();

    Mailbox(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /// A new queue, subscribed to a topic so that each message is the alert's body for queues.
    ///
    /// @param name of the queue
    static Mailbox subscribedTo(String topicArn, String name, SnsClient sns, SqsClient sqs) {
        String url = sqs.createQueue(request -> request.queueName(name)).queueUrl();
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        sns.subscribe(request -> request.topicArn(topicArn)
                .protocol("sqs")
                .endpoint(arn)
                .attributes(Map.of("RawMessageDelivery", "true")));
        return new Mailbox(sqs, url);
    }

    /// The first message that is asked for; others are left for later.
    ///
    /// @throws AssertionError if it does not come
    String await(String what, Predicate<String> wanted) {
        Patience.until(what, () -> holds(wanted));
        String found = read.stream().filter(wanted).findFirst().orElseThrow();
        read.remove(found);
        return found;
    }

    /// Whether such a message is there now.
    boolean holds(Predicate<String> wanted) {
        receive();
        return read.stream().anyMatch(wanted);
    }

    private void receive() {
        for (Message message : sqs.receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                .messages()) {
            read.add(message.body());
            sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        }
    }
}
