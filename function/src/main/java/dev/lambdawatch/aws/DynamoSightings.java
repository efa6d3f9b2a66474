package dev.lambdawatch.aws;

import static dev.lambdawatch.aws.Attributes.number;
import static dev.lambdawatch.aws.Attributes.text;

import dev.lambdawatch.alert.Sighting;
import dev.lambdawatch.alert.Sightings;
import dev.lambdawatch.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// Sightings in the state table: one item a finding, forgotten by the table's time to live.
///
/// The item: `pk` (`sighting#` and the finding id), `severity` (its rank), `told` (epoch
/// milliseconds), `quiet_until` and `expires_at` (epoch seconds), `repeats`.
final class DynamoSightings implements Sightings {
    /// Remembered beyond the quiet period, so that the next alert can say how many repeats there
    /// were.
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final DynamoDbClient dynamoDb;
    private final String table;

    DynamoSightings(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<Sighting> find(String findingId) {
        Map<String, AttributeValue> item = dynamoDb.getItem(
                        request -> request.tableName(table).key(key(findingId)).consistentRead(true))
                .item();
        if (item.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Sighting(
                Severity.ofRank((int) number(item, "severity")), Instant.ofEpochMilli(number(item, "told")), (int)
                        number(item, "repeats")));
    }

    @Override
    public void told(String findingId, Severity severity, Instant when, Instant quietUntil) {
        try {
            dynamoDb.putItem(request -> request.tableName(table)
                    .item(Map.of(
                            "pk", text("sighting#" + findingId),
                            "severity", number(severity.rank()),
                            "told", number(when.toEpochMilli()),
                            "quiet_until", number(quietUntil.getEpochSecond()),
                            "expires_at", number(quietUntil.plus(REMEMBERED).getEpochSecond()),
                            "repeats", number(0)))
                    .conditionExpression("attribute_not_exists(pk) OR severity <= :severity OR quiet_until <= :when")
                    .expressionAttributeValues(
                            Map.of(":severity", number(severity.rank()), ":when", number(when.getEpochSecond()))));
        } catch (ConditionalCheckFailedException _) {
            // Somebody told it meanwhile at a higher severity: that one stays.
        }
    }

    @Override
    public int repeated(String findingId) {
        try {
            return (int) number(
                    dynamoDb.updateItem(request -> request.tableName(table)
                                    .key(key(findingId))
                                    .updateExpression("ADD repeats :one")
                                    .conditionExpression("attribute_exists(pk)")
                                    .expressionAttributeValues(Map.of(":one", number(1)))
                                    .returnValues(ReturnValue.UPDATED_NEW))
                            .attributes(),
                    "repeats");
        } catch (ConditionalCheckFailedException _) {
            return 0;
        }
    }

    private static Map<String, AttributeValue> key(String findingId) {
        return Map.of("pk", text("sighting#" + findingId));
    }
}
