package dev.lambdawatch.aws;

import static dev.lambdawatch.aws.Attributes.number;
import static dev.lambdawatch.aws.Attributes.text;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.join.Attachment;
import dev.lambdawatch.join.CodeChange;
import dev.lambdawatch.join.FunctionHistory;
import dev.lambdawatch.join.InterfaceUse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The history of functions in the state table, forgotten by the table's time to live.
///
/// | item | `pk` | attributes |
/// |---|---|---|
/// | the changes of a function on a day | `change#ARN#2026-03-03` | `first`, `last` (unapproved), `other`: a map each |
/// | the functions behind an interface | `interface#eni-...` | `first`, `last`: ARN to epoch seconds each |
/// | the functions of a subnet, by a day's records | `subnet#subnet-...#2026-03-03` | `unapproved`, `other`: a set of
/// ARNs each |
///
/// Each has `expires_at` (epoch seconds). The use of an interface is written once an hour, function
/// and running instance, so that a million invocations cost no more than a few.
final class DynamoFunctionHistory implements FunctionHistory {
    private static final Duration CHANGES = Duration.ofDays(DAYS_OF_CHANGES);
    private static final Duration USES = Duration.ofDays(DAYS_OF_USE);
    private static final String UNAPPROVED = "unapproved";
    private static final String OTHER = "other";
    /// As many as an expression of 4 KB has room for.
    private static final int MOST_FORGOTTEN = 64;

    private static final int RECENT_USES = 10_000;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Map<String, Long> hours = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > RECENT_USES;
        }
    };

    DynamoFunctionHistory(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public void changed(CodeChange change) {
        String set = change.unapproved()
                ? "SET #first = if_not_exists(#first, :change), #last = :change, expires_at = :expires"
                : "SET #other = :change, expires_at = :expires";
        Map<String, String> names =
                change.unapproved() ? Map.of("#first", "first", "#last", "last") : Map.of("#other", "other");
        dynamoDb.updateItem(request -> request.tableName(table)
                .key(changeKey(change.function(), LocalDate.ofInstant(change.time(), ZoneOffset.UTC)))
                .updateExpression(set)
                .expressionAttributeNames(names)
                .expressionAttributeValues(Map.of(
                        ":change", AttributeValue.fromM(written(change)),
                        ":expires", number(change.time().plus(CHANGES).getEpochSecond()))));
    }

    @Override
    public void used(InterfaceUse use) {
        String name = use.interfaceId() + "#" + use.function();
        long hour = use.time().getEpochSecond() / 3600;
        synchronized (hours) {
            Long known = hours.get(name);
            if (known != null && known >= hour) {
                return;
            }
        }
        if (!update(use) && !create(use) && makeRoom(use)) {
            update(use);
        }
        synchronized (hours) {
            hours.merge(name, hour, Math::max);
        }
    }

    /// False if the interface is new; or if it has too many functions, or a later use is known.
    private boolean update(InterfaceUse use) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(interfaceKey(use.interfaceId()))
                    .updateExpression("SET #last.#function = :time,"
                            + " #first.#function = if_not_exists(#first.#function, :time), expires_at = :expires")
                    .conditionExpression("attribute_exists(#last) AND (#last.#function < :time"
                            + " OR (attribute_not_exists(#last.#function) AND size(#last) < :most))")
                    // FIRST and LAST are reserved words of DynamoDB's.
                    .expressionAttributeNames(Map.of("#first", "first", "#last", "last", "#function", use.function()))
                    .expressionAttributeValues(Map.of(
                            ":time", number(use.time().getEpochSecond()),
                            ":most", number(MOST_FUNCTIONS),
                            ":expires", number(use.time().plus(USES).getEpochSecond()))));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    /// False if the interface is known.
    private boolean create(InterfaceUse use) {
        Map<String, AttributeValue> item = new HashMap<>(interfaceKey(use.interfaceId()));
        AttributeValue now =
                AttributeValue.fromM(Map.of(use.function(), number(use.time().getEpochSecond())));
        item.put("first", now);
        item.put("last", now);
        item.put("expires_at", number(use.time().plus(USES).getEpochSecond()));
        try {
            dynamoDb.putItem(
                    request -> request.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    /// Forgets functions that were not seen for long, where an interface has as many as are kept: it may
    /// live for years, and be used every day. False if that makes no room for a new one.
    private boolean makeRoom(InterfaceUse use) {
        Map<String, Instant> last = times(item(interfaceKey(use.interfaceId())), "last");
        if (last.size() < MOST_FUNCTIONS || last.containsKey(use.function())) {
            return false;
        }
        Instant since = use.time().minus(USES);
        Map<String, String> names = new HashMap<>(Map.of("#first", "first", "#last", "last"));
        List<String> places = new ArrayList<>();
        last.entrySet().stream()
                .filter(seen -> seen.getValue().isBefore(since))
                .limit(MOST_FORGOTTEN)
                .forEach(seen -> {
                    String name = "#f" + places.size();
                    names.put(name, seen.getKey());
                    places.add("#first." + name);
                    places.add("#last." + name);
                });
        if (places.isEmpty()) {
            return false;
        }
        dynamoDb.updateItem(request -> request.tableName(table)
                .key(interfaceKey(use.interfaceId()))
                .updateExpression("REMOVE " + String.join(", ", places))
                .expressionAttributeNames(names));
        return true;
    }

    @Override
    public void attached(Attachment attachment) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(subnetKey(attachment.subnetId(), attachment.day()))
                    .updateExpression("ADD #kind :functions SET expires_at = :expires")
                    .conditionExpression("attribute_not_exists(#kind) OR size(#kind) < :most")
                    .expressionAttributeNames(Map.of("#kind", attachment.unapproved() ? UNAPPROVED : OTHER))
                    .expressionAttributeValues(Map.of(
                            ":functions", AttributeValue.fromSs(List.of(attachment.function())),
                            ":most", number(MOST_FUNCTIONS),
                            ":expires",
                                    number(endOf(attachment.day()).plus(CHANGES).getEpochSecond()))));
        } catch (ConditionalCheckFailedException _) {
            // As many as are kept.
        }
    }

    @Override
    public List<CodeChange> changes(String function, LocalDate day) {
        Map<String, AttributeValue> item = item(changeKey(function, day));
        return Stream.of("first", "last", "other")
                .map(item::get)
                .filter(Objects::nonNull)
                .map(change -> read(function, change.m()))
                .distinct()
                .sorted(Comparator.comparing(CodeChange::time))
                .toList();
    }

    @Override
    public Map<String, InterfaceUse.Period> functions(String interfaceId) {
        Map<String, AttributeValue> item = item(interfaceKey(interfaceId));
        Map<String, InterfaceUse.Period> seen = new HashMap<>();
        times(item, "last").forEach((function, last) -> {
            Instant first = times(item, "first").getOrDefault(function, last);
            seen.put(function, new InterfaceUse.Period(first, last));
        });
        return seen;
    }

    @Override
    public List<Attachment> attachments(String subnetId, LocalDate day) {
        Map<String, AttributeValue> item = item(subnetKey(subnetId, day));
        Map<String, Attachment> functions = new HashMap<>();
        for (String kind : List.of(OTHER, UNAPPROVED)) {
            item.getOrDefault(kind, AttributeValue.fromSs(List.of()))
                    .ss()
                    .forEach(function ->
                            functions.put(function, new Attachment(subnetId, function, day, kind.equals(UNAPPROVED))));
        }
        return List.copyOf(functions.values());
    }

    private static Map<String, Instant> times(Map<String, AttributeValue> item, String name) {
        Map<String, Instant> times = new HashMap<>();
        AttributeValue kept = item.getOrDefault(name, AttributeValue.fromM(Map.of()));
        kept.m().forEach((function, time) -> times.put(function, Instant.ofEpochSecond(Long.parseLong(time.n()))));
        return times;
    }

    private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
        return dynamoDb.getItem(request -> request.tableName(table).key(key)).item();
    }

    private static Map<String, AttributeValue> written(CodeChange change) {
        Evidence.Call call = change.call();
        Map<String, AttributeValue> map = new HashMap<>();
        map.put("what", text(change.what()));
        map.put("by", text(change.by()));
        map.put("finding", text(change.findingId()));
        map.put("headline", text(change.headline()));
        map.put("event", text(call.eventId()));
        map.put("time", text(call.time().toString()));
        map.put("api", text(call.api()));
        map.put("service", text(call.service()));
        map.put("account", text(call.account()));
        map.put("region", text(call.region()));
        map.put("source", text(call.sourceAddress()));
        map.put("agent", text(call.userAgent()));
        return map;
    }

    /// The error of a call is not kept: a change is one that succeeded.
    private static CodeChange read(String function, Map<String, AttributeValue> map) {
        Evidence.Call call = new Evidence.Call(
                text(map, "event"),
                Instant.parse(text(map, "time")),
                text(map, "api"),
                text(map, "service"),
                text(map, "account"),
                text(map, "region"),
                text(map, "source"),
                text(map, "agent"),
                "",
                "");
        return new CodeChange(
                function, text(map, "what"), text(map, "by"), call, text(map, "finding"), text(map, "headline"));
    }

    private static Map<String, AttributeValue> changeKey(String function, LocalDate day) {
        return Map.of("pk", text("change#" + function + "#" + day));
    }

    private static Map<String, AttributeValue> subnetKey(String subnetId, LocalDate day) {
        return Map.of("pk", text("subnet#" + subnetId + "#" + day));
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Map<String, AttributeValue> interfaceKey(String interfaceId) {
        return Map.of("pk", text("interface#" + interfaceId));
    }
}
