package dev.lambdawatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
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
    static Mailbox subscribedTo(String topicArn, SnsClient sns, SqsClient sqs) {
        String url = sqs.createQueue(request -> request.queueName("mailbox")).queueUrl();
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
    /// @throws AssertionError if it has not come within the time, with what came instead
    String await(String what, Predicate<String> wanted, Duration patience) {
        Instant end = Instant.now().plus(patience);
        do {
            Optional<String> found = read.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                read.remove(found.get());
                return found.get();
            }
            receive(1);
        } while (Instant.now().isBefore(end));
        throw new AssertionError(what + " has not come within " + patience + "; these have: " + read);
    }

    /// Whether such a message is there now.
    boolean holds(Predicate<String> wanted) {
        receive(1);
        return read.stream().anyMatch(wanted);
    }

    private void receive(int seconds) {
        for (Message message : sqs.receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(seconds))
                .messages()) {
            read.add(message.body());
            sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        }
    }
}
