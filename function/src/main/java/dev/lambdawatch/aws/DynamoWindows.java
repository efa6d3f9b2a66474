package dev.lambdawatch.aws;

import static dev.lambdawatch.aws.Attributes.number;

import dev.lambdawatch.sigma.Window;
import dev.lambdawatch.sigma.WindowKey;
import dev.lambdawatch.sigma.WindowStore;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Windows of correlations in the state table: one item a window, written only if nobody else
/// changed it since it was read, forgotten by the table's time to live.
///
/// The item: `pk` (`window#` and the key), `version`, `window` (its text), `expires_at` (epoch
/// seconds).
final class DynamoWindows implements WindowStore {
    /// A window expires by the time of its events, which come late.
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final DynamoDbClient dynamoDb;
    private final String table;

    DynamoWindows(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Window read(WindowKey key) {
        Map<String, AttributeValue> item = dynamoDb.getItem(request -> request.tableName(table)
                        .key(Map.of("pk", primaryKey(key)))
                        .consistentRead(true))
                .item();
        AttributeValue window = item.get("window");
        return window == null ? Window.EMPTY : Window.parse(window.s());
    }

    @Override
    public boolean replace(WindowKey key, Window before, Window after) {
        boolean opens = before.version() == Window.EMPTY.version();
        try {
            dynamoDb.putItem(request -> request.tableName(table)
                    .item(Map.of(
                            "pk", primaryKey(key),
                            "version", number(after.version()),
                            "window", AttributeValue.fromS(after.text()),
                            "expires_at",
                                    number(after.expires().plus(REMEMBERED).getEpochSecond())))
                    .conditionExpression(opens ? "attribute_not_exists(pk)" : "version = :before")
                    .expressionAttributeValues(opens ? null : Map.of(":before", number(before.version()))));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    private static AttributeValue primaryKey(WindowKey key) {
        return AttributeValue.fromS("window#" + key);
    }
}
