package dev.lambdawatch.aws;

import static dev.lambdawatch.aws.Attributes.number;

import dev.lambdawatch.dns.ContactHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// Contacts in the state table, forgotten by the table's time to live.
///
/// | item | `pk` | attribute |
/// |---|---|---|
/// | a workload asked for a platform | `contact#WORKLOAD#PLATFORM` | `last` |
/// | some workload did | `platform#PLATFORM` | `last` |
/// | a network's questions are known | `network#VPC` | `since` |
///
/// Times are epoch seconds, as `expires_at` is. An item is renewed once a day at most, and what was
/// read or written lately is not read again, so that a workload that asks all day for a platform
/// costs one write a day.
final class DynamoContactHistory implements ContactHistory {
    private static final Duration RENEWED = Duration.ofDays(1);

    /// Of contacts, platforms and networks; one takes about 200 bytes.
    private static final int MOST_RECENT = 50_000;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Map<String, Long> lasts = recent();
    private final Map<String, Network> networks = recent();

    DynamoContactHistory(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    private record Network(Instant since, Instant renewed) {}

    private static <T> Map<String, T> recent() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MOST_RECENT;
            }
        };
    }

    @Override
    public synchronized Instant since(String network, Instant time) {
        Network known = networks.get(network);
        if (known == null || known.renewed.isBefore(time.minus(RENEWED))) {
            known = new Network(renewed(network, time), time);
            networks.put(network, known);
        }
        return known.since;
    }

    private Instant renewed(String network, Instant time) {
        Map<String, AttributeValue> after = dynamoDb.updateItem(request -> request.tableName(table)
                        .key(key("network#" + network))
                        .updateExpression("SET #since = if_not_exists(#since, :time), expires_at = :expires")
                        .expressionAttributeNames(Map.of("#since", "since"))
                        .expressionAttributeValues(times(time))
                        .returnValues(ReturnValue.UPDATED_NEW))
                .attributes();
        return Instant.ofEpochSecond(second(after, "since").orElse(time.getEpochSecond()));
    }

    @Override
    public synchronized Known known(String workload, String platform, Instant time) {
        Instant from = time.minus(KEPT);
        if (isKnownSince(from, contact(workload, platform))) {
            return Known.TO_WORKLOAD;
        }
        return isKnownSince(from, platform(platform)) ? Known.TO_FLEET : Known.TO_NOBODY;
    }

    @Override
    public synchronized void remember(String workload, String platform, Instant time) {
        for (String key : List.of(contact(workload, platform), platform(platform))) {
            if (!isKnownSince(time.minus(RENEWED), key)) {
                write(key, time);
            }
        }
    }

    /// The last time that is kept here may be renewed there meanwhile, so it is good for yes alone.
    private boolean isKnownSince(Instant from, String key) {
        Long recent = lasts.get(key);
        if (recent != null && recent >= from.getEpochSecond()) {
            return true;
        }
        OptionalLong last = second(
                dynamoDb.getItem(request -> request.tableName(table).key(key(key)))
                        .item(),
                "last");
        last.ifPresent(second -> lasts.put(key, second));
        return last.isPresent() && last.getAsLong() >= from.getEpochSecond();
    }

    private void write(String key, Instant time) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(key(key))
                    .updateExpression("SET #last = :time, expires_at = :expires")
                    .conditionExpression("attribute_not_exists(#last) OR #last < :time")
                    .expressionAttributeNames(Map.of("#last", "last"))
                    .expressionAttributeValues(times(time)));
            lasts.put(key, time.getEpochSecond());
        } catch (ConditionalCheckFailedException _) {
            // A later one is known: it stays.
        }
    }

    private static Map<String, AttributeValue> times(Instant time) {
        return Map.of(
                ":time", number(time.getEpochSecond()),
                ":expires", number(time.plus(KEPT).plus(RENEWED).getEpochSecond()));
    }

    private static String contact(String workload, String platform) {
        return "contact#" + workload + "#" + platform;
    }

    private static String platform(String platform) {
        return "platform#" + platform;
    }

    private static Map<String, AttributeValue> key(String key) {
        return Map.of("pk", AttributeValue.fromS(key));
    }

    private static OptionalLong second(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.n() == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value.n()));
    }
}
