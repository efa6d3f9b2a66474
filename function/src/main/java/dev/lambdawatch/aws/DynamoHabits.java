package dev.lambdawatch.aws;

import static dev.lambdawatch.aws.Attributes.number;
import static dev.lambdawatch.aws.Attributes.value;

import dev.lambdawatch.audit.Habit;
import dev.lambdawatch.audit.HabitKey;
import dev.lambdawatch.audit.HabitStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// Habits in the state table: one item a habit, written only if nobody else changed it since it was
/// read, forgotten by the table's time to live. At most 64 members keep an item below 40 kB.
///
/// The item: `pk` (`habit#` and the key), `version`, `since` (epoch seconds), `turned_away`,
/// `members` (a map from each to its first and last meeting in epoch seconds and whether it is
/// vouched for, 1 or 0), `expires_at` (epoch seconds).
final class DynamoHabits implements HabitStore {
    private final DynamoDbClient dynamoDb;
    private final String table;

    DynamoHabits(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Habit read(HabitKey key) {
        Map<String, AttributeValue> item = dynamoDb.getItem(request -> request.tableName(table)
                        .key(Map.of("pk", primaryKey(key)))
                        .consistentRead(true))
                .item();
        return item.isEmpty() ? Habit.NONE : habit(item);
    }

    @Override
    public boolean replace(HabitKey key, Habit before, Habit after) {
        try {
            dynamoDb.putItem(
                    request -> condition(request, before).tableName(table).item(item(key, after)));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    private static PutItemRequest.Builder condition(PutItemRequest.Builder request, Habit before) {
        return before.equals(Habit.NONE)
                ? request.conditionExpression("attribute_not_exists(pk)")
                : request.conditionExpression("version = :before")
                        .expressionAttributeValues(Map.of(":before", number(before.version())));
    }

    private static Map<String, AttributeValue> item(HabitKey key, Habit habit) {
        Map<String, AttributeValue> members = new HashMap<>();
        habit.members().forEach((name, met) -> members.put(name, AttributeValue.fromS(written(met))));
        return Map.of(
                "pk", primaryKey(key),
                "version", number(habit.version()),
                "since", number(habit.since().getEpochSecond()),
                "turned_away", number(habit.turnedAway()),
                "members", AttributeValue.fromM(members),
                "expires_at", number(habit.expires().getEpochSecond()));
    }

    private static Habit habit(Map<String, AttributeValue> item) {
        Map<String, Habit.Met> members = new HashMap<>();
        value(item, "members").m().forEach((name, met) -> members.put(name, met(met.s())));
        return new Habit(number(item, "version"), Instant.ofEpochSecond(number(item, "since")), members, (int)
                number(item, "turned_away"));
    }

    private static String written(Habit.Met met) {
        return met.first().getEpochSecond() + " " + met.last().getEpochSecond() + " " + (met.vouched() ? 1 : 0);
    }

    private static Habit.Met met(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 3) {
            throw new IllegalStateException("a member of a habit is two times and 1 or 0, not '" + text + "'");
        }
        return new Habit.Met(
                Instant.ofEpochSecond(Long.parseLong(parts[0])),
                Instant.ofEpochSecond(Long.parseLong(parts[1])),
                parts[2].equals("1"));
    }

    private static AttributeValue primaryKey(HabitKey key) {
        return AttributeValue.fromS("habit#" + key);
    }
}
