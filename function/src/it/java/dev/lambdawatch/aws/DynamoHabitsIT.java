package dev.lambdawatch.aws;

import dev.lambdawatch.Prerequisites;
import dev.lambdawatch.audit.HabitStore;
import dev.lambdawatch.audit.HabitsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

/// Habits in a table keep the contract of those in memory.
class DynamoHabitsIT extends HabitsContract {
    private static LocalStackContainer emulator;
    private static DynamoDbClient dynamoDb;
    private static int tables;

    @BeforeAll
    static void start() {
        Prerequisites.samCli(); // the suite runs whole or is left out whole
        emulator = Prerequisites.emulator();
        dynamoDb = DynamoDbClient.builder()
                .endpointOverride(emulator.getEndpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("111122223333", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    static void stop() {
        if (emulator != null) { // it is null where the suite is left out
            emulator.close();
        }
    }

    /// An empty table.
    @Override
    protected HabitStore habits() {
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
        return new DynamoHabits(dynamoDb, table);
    }
}
