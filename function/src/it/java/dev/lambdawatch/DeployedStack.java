package dev.lambdawatch;

import dev.lambdawatch.aws.EmulatedNetwork;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
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
    private static final QueueAttributeName WAITING = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    private static final QueueAttributeName HIDDEN = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;

    private final LocalStackContainer emulator;
    private final Map<String, String> outputs;
    private final DynamoDbClient dynamoDb;
    final Bus bus;
    final LambdaClient lambda;
    final CloudWatchLogsClient logs;
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
        bus = new Bus(client(EventBridgeClient.builder(), endpoint)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
        // Scoring a day takes longer than the client's usual patience.
        lambda = client(LambdaClient.builder(), endpoint)
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(10)))
                .build();
        logs = client(CloudWatchLogsClient.builder(), endpoint)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
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
        Prerequisites.samCli();
        LocalStackContainer emulator = Prerequisites.emulator();
        try {
            SamCli sam = samCli(emulator, ACCOUNT, REGION);
            sam.build();
            sam.deploy(NAME, "OrganizationId=o-exampleorgid", "FunctionsBySubnet=yes");
            return new DeployedStack(emulator, sam.outputs(NAME));
        } catch (RuntimeException e) {
            emulator.close();
            throw e;
        }
    }

    /// Deploys the forwarder to another account and Region of the Organization, and returns the bus
    /// there.
    Bus forwardFrom(String account, String region) {
        samCli(emulator, account, region)
                .deployPlain(
                        "infrastructure/member-forwarder.yaml",
                        NAME + "-forwarder",
                        "CentralBusArn=" + output("CentralBusArn"));
        return new Bus(EventBridgeClient.builder()
                .endpointOverride(emulator.getEndpoint())
                .region(Region.of(region))
                .credentialsProvider(credentials(account))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
    }

    private static SamCli samCli(LocalStackContainer emulator, String account, String region) {
        return new SamCli(
                Prerequisites.samCli(),
                Map.of(
                        "AWS_ENDPOINT_URL",
                        emulator.getEndpoint().toString(),
                        "AWS_ACCESS_KEY_ID",
                        account,
                        "AWS_SECRET_ACCESS_KEY",
                        "secret",
                        "AWS_DEFAULT_REGION",
                        region));
    }

    /// An output of the stack.
    String output(String name) {
        return Objects.requireNonNull(outputs.get(name), () -> "no output " + name + " among " + outputs);
    }

    /// Writes an object to the log bucket, as AWS's services deliver logs.
    void put(String key, byte[] bytes) {
        s3.putObject(request -> request.bucket(output("LogBucketName")).key(key), RequestBody.fromBytes(bytes));
    }

    /// Writes an object to the state bucket, as a user tunes.
    void putState(String key, String text) {
        s3.putObject(request -> request.bucket(output("StateBucketName")).key(key), RequestBody.fromString(text));
    }

    /// An item of the state table as it is now; empty if there is none.
    Map<String, AttributeValue> item(String key) {
        return dynamoDb.getItem(request -> request.tableName(output("StateTableName"))
                        .key(Map.of("pk", AttributeValue.fromS(key)))
                        .consistentRead(true))
                .item();
    }

    /// The findings that were kept, each as its OCSF line.
    List<String> findings() {
        return s3
                .listObjectsV2Paginator(
                        request -> request.bucket(output("StateBucketName")).prefix("findings/"))
                .contents()
                .stream()
                .map(object -> s3.getObjectAsBytes(request ->
                                request.bucket(output("StateBucketName")).key(object.key()))
                        .asUtf8String())
                .toList();
    }

    /// How many segments of beacon state there are of a day.
    int segments(Instant day) {
        return states("segments/" + day.toString().substring(0, "2026-08-01".length()));
    }

    /// Whether something is kept under a prefix of the state bucket.
    boolean hasState(String prefix) {
        return states(prefix) > 0;
    }

    private int states(String prefix) {
        return (int)
                s3
                        .listObjectsV2Paginator(request ->
                                request.bucket(output("StateBucketName")).prefix(prefix))
                        .contents()
                        .stream()
                        .count();
    }

    /// Announcements of flow logs that wait and that are being worked on: `0 waiting, 0 hidden`.
    String flowLogQueue() {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(
                        request -> request.queueUrl(output("FlowLogQueueUrl")).attributeNames(WAITING, HIDDEN))
                .attributes();
        return counts.get(WAITING) + " waiting, " + counts.get(HIDDEN) + " hidden";
    }

    /// A subnet of the account and Region.
    String anySubnet() throws IOException {
        return EmulatedNetwork.anySubnet(credentials(ACCOUNT), emulator.getEndpoint(), REGION);
    }

    /// Makes a function in a subnet.
    void attach(String function, String subnet) throws IOException {
        EmulatedNetwork.create(lambda, function, List.of(subnet));
    }

    /// Runs the hourly function as its schedule would at that time.
    void scoreAt(Instant now) {
        invoke(output("BeaconFunctionName"), "{\"detail-type\": \"Scheduled Event\", \"time\": \"" + now + "\"}");
    }

    /// What a function answers to an event.
    ///
    /// @throws AssertionError if it fails
    String invoke(String function, String event) {
        InvokeResponse answer = lambda.invoke(
                request -> request.functionName(function).qualifier("live").payload(SdkBytes.fromUtf8String(event)));
        String payload = answer.payload().asUtf8String();
        if (answer.functionError() != null) {
            throw new AssertionError(function + " failed: " + payload);
        }
        return payload;
    }

    /// The full name of a function of the stack, `AuditFunction` in the template.
    String functionNamed(String logicalId) {
        return lambda.listFunctionsPaginator().functions().stream()
                .map(FunctionConfiguration::functionName)
                .filter(name -> name.startsWith(NAME + "-" + logicalId))
                .findFirst()
                .orElseThrow();
    }

    /// Whether a function has logged a line that holds these words.
    boolean hasLogged(String function, String words) {
        return log(function).stream().anyMatch(line -> line.contains(words));
    }

    /// The lines that a function has logged.
    List<String> log(String function) {
        // The emulator keeps a group for each function, whatever the template says.
        String group = "/aws/lambda/" + function;
        boolean isThere = !logs.describeLogGroups(request -> request.logGroupNamePrefix(group))
                .logGroups()
                .isEmpty();
        return !isThere
                ? List.of()
                : logs.filterLogEventsPaginator(request -> request.logGroupName(group)).events().stream()
                        .map(FilteredLogEvent::message)
                        .toList();
    }

    /// Makes the queues as impatient as a test is: a failed message comes again after a second (about
    /// a trail file) or twenty (about a flow log), and no batch waits for more than a second.
    void hurry() {
        List<String> mappings = lambda.listEventSourceMappings().eventSourceMappings().stream()
                .map(EventSourceMappingConfiguration::uuid)
                .toList();
        // A poll under way hides what it receives for as long as the queue said when it began.
        mappings.forEach(mapping ->
                lambda.updateEventSourceMapping(request -> request.uuid(mapping).enabled(false)));
        mappings.forEach(mapping -> Patience.until(
                "the polls of " + mapping + " to end",
                () -> lambda.getEventSourceMapping(request -> request.uuid(mapping))
                        .state()
                        .equals("Disabled")));
        hideFor("1", output("TrailQueueUrl"));
        // Where the emulator runs functions as processes of one machine, two that start at once can trip
        // over the runtime's native library in their common /tmp. What such a one had received must come
        // again within the test, and after the function that reads it would have been done.
        hideFor("20", output("FlowLogQueueUrl"));
        hideFor("20", output("ResolverQueueUrl"));
        mappings.forEach(mapping -> lambda.updateEventSourceMapping(
                request -> request.uuid(mapping).enabled(true).maximumBatchingWindowInSeconds(1)));
    }

    private void hideFor(String seconds, String queueUrl) {
        sqs.setQueueAttributes(request ->
                request.queueUrl(queueUrl).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, seconds)));
    }

    @Override
    public void close() {
        emulator.close();
    }

    private static <B extends AwsClientBuilder<B, C>, C> B client(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint).region(Region.of(REGION)).credentialsProvider(credentials(ACCOUNT));
    }

    private static StaticCredentialsProvider credentials(String account) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret"));
    }
}
