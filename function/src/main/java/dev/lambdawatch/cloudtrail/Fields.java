package dev.lambdawatch.cloudtrail;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The typed fields of one record while it is read. Mutable, and used again for the next record.
final class Fields {
    private static final List<Field> REQUIRED =
            List.of(Field.EVENT_ID, Field.EVENT_TIME, Field.EVENT_NAME, Field.EVENT_SOURCE);

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /// By the number of the field.
    private final @Nullable String[] texts = new @Nullable String[Field.values().length];

    private Optional<Instant> time = Optional.empty();

    void clear() {
        Arrays.fill(texts, null);
        time = Optional.empty();
    }

    /// Empty if the record has no such field, or none that is text, number or boolean.
    String get(Field field) {
        String text = texts[field.number()];
        return text == null ? "" : text;
    }

    /// Records write booleans as such and as text; what a field without value means, the caller says.
    boolean isTrue(Field field, boolean otherwise) {
        String text = get(field);
        return text.isEmpty() ? otherwise : text.equalsIgnoreCase("true");
    }

    boolean isTrue(Field field) {
        return isTrue(field, false);
    }

    /// The first value of a field stays, but among several resources a function takes precedence.
    void set(Field field, String text) {
        String before = texts[field.number()];
        if (before == null || (field == Field.RESOURCE_ARN && isBetter(text, before))) {
            texts[field.number()] = text;
            time = field == Field.EVENT_TIME ? EventTime.parse(text) : time;
        }
    }

    private static boolean isBetter(String resource, String before) {
        return FunctionName.ofArn(before).isEmpty()
                && FunctionName.ofArn(resource).isPresent();
    }

    /// The kind of a record that is no API call, or empty. Its own fields tell, for it may come
    /// from any folder or bus.
    String otherKind() {
        if (!get(Field.DIGEST_START_TIME).isEmpty() && get(Field.EVENT_ID).isEmpty()) {
            return "digest";
        }
        String category = get(Field.CATEGORY);
        return switch (category.isEmpty() ? get(Field.EVENT_TYPE) : category) {
            case "Insight", "AwsCloudTrailInsight" -> "insight";
            case "Aggregated", "AwsAggregatedEvent" -> "aggregated";
            case "NetworkActivity", "AwsVpceEvent" -> "network activity";
            default -> "";
        };
    }

    /// Why no call can be made of this record, or empty.
    String defect() {
        for (Field field : REQUIRED) {
            if (get(field).isEmpty()) {
                return "a record without " + field.path();
            }
        }
        return time.isEmpty() ? "eventTime '" + shortened(get(Field.EVENT_TIME)) + "' is not a UTC time" : "";
    }

    /// `eventTime`; empty if the record has none, or one that is not a UTC time.
    Optional<Instant> time() {
        return time;
    }

    /// Recorded text as it may stand in a message: short, and without characters that move a cursor.
    static String shortened(String text) {
        String start = text.length() <= 40 ? text : text.substring(0, 40) + "...";
        return CONTROL.matcher(start).replaceAll("?");
    }
}
