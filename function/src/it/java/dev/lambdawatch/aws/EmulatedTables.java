package dev.lambdawatch.aws;

import dev.lambdawatch.Prerequisites;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// Tables like the template's, in a DynamoDB of the emulator's that all test classes share.
final class EmulatedTables implements BeforeAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(EmulatedTables.class);

    private @Nullable DynamoDbClient dynamoDb;

    /// Started for the first class that asks, stopped after the last one.
    private record Emulator(LocalStackContainer container, DynamoDbClient dynamoDb) implements AutoCloseable {
        static Emulator start() {
            Prerequisites.samCli(); // the suite runs whole or is left out whole
            LocalStackContainer container = Prerequisites.emulator();
            return new Emulator(
                    container,
                    DynamoDbClient.builder()
                            .endpointOverride(container.getEndpoint())
                            .region(Region.US_EAST_1)
                            .credentialsProvider(StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("111122223333", "secret")))
                            .httpClientBuilder(UrlConnectionHttpClient.builder())
                            .build());
        }

        @Override
        public void close() {
            dynamoDb.close();
            container.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        dynamoDb = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Emulator.class, key -> Emulator.start(), Emulator.class)
                .dynamoDb();
    }

    DynamoDbClient dynamoDb() {
        return Objects.requireNonNull(dynamoDb, "asked before all tests");
    }

    /// The name of an empty table.
    String create() {
        String table = "state-" + UUID.randomUUID();
        dynamoDb()
                .createTable(request -> request.tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("pk")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("pk")
                                .keyType(KeyType.HASH)
                                .build()));
        return table;
    }
}
