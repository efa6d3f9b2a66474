package dev.lambdawatch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The project's template, built and deployed by the SAM CLI to LocalStack as a user deploys it to
/// AWS, with clients for what stands at its edges.
final class DeployedStack implements AutoCloseable {
    /// To LocalStack, an access key of twelve digits is the account.
    static final String ACCOUNT = "111122223333";

    static final String REGION = "us-east-1";
    private static final String NAME = "lambdawatch";

    private final LocalStackContainer emulator;
    private final Map<String, String> outputs;
    final DynamoDbClient dynamoDb;
    final EventBridgeClient events;
    final LambdaClient lambda;
    final S3Client s3;
    final SnsClient sns;
    final SqsClient sqs;

    private DeployedStack(LocalStackContainer emulator, Map<String, String> outputs) {
        this.emulator = emulator;
        this.outputs = outputs;
        URI endpoint = emulator.getEndpoint();
        dynamoDb = client(DynamoDbClient.builder(), endpoint)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        events = client(EventBridgeClient.builder(), endpoint)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        // Scoring a day takes longer than the client's usual patience.
        lambda = client(LambdaClient.builder(), endpoint)
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(10)))
                .build();
        s3 = client(S3Client.builder(), endpoint)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        sns = client(SnsClient.builder(), endpoint)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        sqs = client(SqsClient.builder(), endpoint)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    static DeployedStack deploy() {
        Path command = Prerequisites.samCli();
        LocalStackContainer emulator = Prerequisites.emulator();
        try {
            SamCli sam = new SamCli(
                    command,
                    Map.of(
                            "AWS_ENDPOINT_URL",
                            emulator.getEndpoint().toString(),
                            "AWS_ACCESS_KEY_ID",
                            ACCOUNT,
                            "AWS_SECRET_ACCESS_KEY",
                            "secret",
                            "AWS_DEFAULT_REGION",
                            REGION));
            sam.build();
            sam.deploy(NAME);
            return new DeployedStack(emulator, sam.outputs(NAME));
        } catch (RuntimeException e) {
            emulator.close();
            throw e;
        }
    }

    /// An output of the stack.
    String output(String name) {
        return Objects.requireNonNull(outputs.get(name), () -> "no output " + name + " among " + outputs);
    }

    /// Writes an object to the log bucket, as AWS's services deliver logs.
    void put(String key, byte[] bytes) {
        s3.putObject(request -> request.bucket(output("LogBucketName")).key(key), RequestBody.fromBytes(bytes));
    }

    /// Makes a queue and the function behind it as impatient as a test is: a failed message comes
    /// again after a second, and a batch waits for no others.
    void hurry(String queueUrl) {
        sqs.setQueueAttributes(
                request -> request.queueUrl(queueUrl).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1")));
        lambda.listEventSourceMappings().eventSourceMappings().stream()
                .filter(mapping -> mapping.eventSourceArn().endsWith(queueUrl.substring(queueUrl.lastIndexOf('/') + 1)))
                .forEach(mapping -> lambda.updateEventSourceMapping(
                        request -> request.uuid(mapping.uuid()).maximumBatchingWindowInSeconds(1)));
    }

    @Override
    public void close() {
        emulator.close();
    }

    private static <B extends AwsClientBuilder<B, C>, C> B client(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "secret")));
    }
}
