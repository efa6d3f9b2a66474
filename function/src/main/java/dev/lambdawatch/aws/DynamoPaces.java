package dev.lambdawatch.aws;

import static dev.lambdawatch.aws.Attributes.number;
import static dev.lambdawatch.aws.Attributes.text;

import dev.lambdawatch.audit.Pace;
import dev.lambdawatch.audit.PaceStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// Paces in the state table: one item a principal, some 600 bytes and so a unit of writing, written
/// only if nobody else changed it since it was read, forgotten by the table's time to live.
///
/// The item: `pk` (`pace#` and the principal), `version`, `since` (epoch seconds), `open` (three
/// numbers an hour: which since the epoch, calls, at how many told), `usual` (calls of the hours
/// before), `expires_at` (epoch seconds).
final class DynamoPaces implements PaceStore {
    private final DynamoDbClient dynamoDb;
    private final String table;

    DynamoPaces(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Pace read(String principal) {
        Map<String, AttributeValue> item = dynamoDb.getItem(request -> request.tableName(table)
                        .key(Map.of("pk", primaryKey(principal)))
                        .consistentRead(true))
                .item();
        return item.isEmpty() ? Pace.NONE : pace(item);
    }

    @Override
    public boolean replace(String principal, Pace before, Pace after) {
        try {
            dynamoDb.putItem(
                    request -> condition(request, before).tableName(table).item(item(principal, after)));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    private static PutItemRequest.Builder condition(PutItemRequest.Builder request, Pace before) {
        return before.equals(Pace.NONE)
                ? request.conditionExpression("attribute_not_exists(pk)")
                : request.conditionExpression("version = :before")
                        .expressionAttributeValues(Map.of(":before", number(before.version())));
    }

    private static Map<String, AttributeValue> item(String principal, Pace pace) {
        return Map.of(
                "pk", primaryKey(principal),
                "version", number(pace.version()),
                "since", number(pace.since().getEpochSecond()),
                "open",
                        written(pace.open().stream()
                                .flatMap(hour -> Stream.of(hour.number(), hour.calls(), hour.told()))),
                "usual", written(pace.usual().stream()),
                "expires_at", number(pace.expires().getEpochSecond()));
    }

    private static AttributeValue written(Stream<? extends Number> numbers) {
        return AttributeValue.fromS(numbers.map(Number::toString).collect(Collectors.joining(" ")));
    }

    private static Pace pace(Map<String, AttributeValue> item) {
        List<Long> open = numbers(text(item, "open"));
        if (open.size() % 3 != 0) {
            throw new IllegalStateException("an hour of a pace is three numbers, not '" + text(item, "open") + "'");
        }
        return new Pace(
                number(item, "version"),
                Instant.ofEpochSecond(number(item, "since")),
                Stream.iterate(0, i -> i < open.size(), i -> i + 3)
                        .map(i -> new Pace.Hour(open.get(i), open.get(i + 1), open.get(i + 2)))
                        .toList(),
                numbers(text(item, "usual")).stream().map(Math::toIntExact).toList());
    }

    private static List<Long> numbers(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(number -> !number.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    private static AttributeValue primaryKey(String principal) {
        return AttributeValue.fromS("pace#" + principal);
    }
}
