package dev.lambdawatch.aws;

import static dev.lambdawatch.aws.Attributes.number;
import static dev.lambdawatch.aws.Attributes.text;
import static dev.lambdawatch.aws.Attributes.value;

import dev.lambdawatch.alert.Incident;
import dev.lambdawatch.alert.Incidents;
import dev.lambdawatch.alert.Related;
import dev.lambdawatch.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// Incidents in the state table: one item a principal and account, written only if nobody else
/// changed it since it was read, forgotten by the table's time to live.
///
/// The item: `pk` (`incident#` and the key), `id`, `revision`, `opened`, `last` and `told` (ISO
/// 8601), `severity` (its rank), `related` (a list of maps), `more`, `expires_at` (epoch seconds).
final class DynamoIncidents implements Incidents {
    /// An incident rests an hour after its last call, and calls come late.
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final DynamoDbClient dynamoDb;
    private final String table;

    DynamoIncidents(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<Incident> find(String key) {
        Map<String, AttributeValue> item = dynamoDb.getItem(request -> request.tableName(table)
                        .key(Map.of("pk", primaryKey(key)))
                        .consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(incident(item));
    }

    @Override
    public boolean replace(String key, Optional<Incident> before, Incident after) {
        try {
            dynamoDb.putItem(
                    request -> condition(request, before).tableName(table).item(item(key, after)));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    private static PutItemRequest.Builder condition(PutItemRequest.Builder request, Optional<Incident> before) {
        return before.isEmpty()
                ? request.conditionExpression("attribute_not_exists(pk)")
                : request.conditionExpression("id = :id AND revision = :revision")
                        .expressionAttributeValues(Map.of(
                                ":id", text(before.get().id()),
                                ":revision", number(before.get().revision())));
    }

    private static Map<String, AttributeValue> item(String key, Incident incident) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", primaryKey(key));
        item.put("id", text(incident.id()));
        item.put("revision", number(incident.revision()));
        item.put("opened", text(incident.opened().toString()));
        item.put("last", text(incident.last().toString()));
        item.put("told", text(incident.told().toString()));
        item.put("severity", number(incident.severity().rank()));
        item.put(
                "related",
                AttributeValue.fromL(
                        incident.related().stream().map(DynamoIncidents::item).toList()));
        item.put("more", number(incident.more()));
        // By the clock: what a late file tells of long ago is remembered as well.
        item.put("expires_at", number(incident.told().plus(REMEMBERED).getEpochSecond()));
        return item;
    }

    private static AttributeValue item(Related related) {
        return AttributeValue.fromM(Map.of(
                "finding", text(related.findingId()),
                "rule", text(related.rule()),
                "severity", number(related.severity().rank()),
                "time", text(related.time().toString()),
                "resource", text(related.resource()),
                "times", number(related.times())));
    }

    private static Incident incident(Map<String, AttributeValue> item) {
        return new Incident(
                text(item, "id"),
                Instant.parse(text(item, "opened")),
                Instant.parse(text(item, "last")),
                Severity.ofRank((int) number(item, "severity")),
                Instant.parse(text(item, "told")),
                related(value(item, "related")),
                (int) number(item, "more"),
                number(item, "revision"));
    }

    private static List<Related> related(AttributeValue list) {
        return list.l().stream()
                .map(AttributeValue::m)
                .map(item -> new Related(
                        text(item, "finding"),
                        text(item, "rule"),
                        Severity.ofRank((int) number(item, "severity")),
                        Instant.parse(text(item, "time")),
                        text(item, "resource"),
                        (int) number(item, "times")))
                .toList();
    }

    private static AttributeValue primaryKey(String key) {
        return text("incident#" + key);
    }
}
