package dev.lambdawatch.aws;

import dev.lambdawatch.Prerequisites;
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

/// A DynamoDB of the emulator's, and tables like the template's in it.
final class EmulatedTables implements AutoCloseable {
    private final LocalStackContainer emulator;
    final DynamoDbClient dynamoDb;
    private int tables;

    private EmulatedTables(LocalStackContainer emulator) {
        this.emulator = emulator;
        dynamoDb = DynamoDbClient.builder()
                .endpointOverride(emulator.getEndpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("111122223333", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    static EmulatedTables start() {
        Prerequisites.samCli(); // the suite runs whole or is left out whole
        return new EmulatedTables(Prerequisites.emulator());
    }

    /// The name of an empty table.
    String create() {
        String table = "state-" + ++tables;
        dynamoDb.createTable(request -> request.tableName(table)
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

    @Override
    public void close() {
        dynamoDb.close();
        emulator.close();
    }
}
