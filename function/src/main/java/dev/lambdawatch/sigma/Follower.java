package dev.lambdawatch.sigma;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A correlation as it counts what one rule, or another correlation, finds. Bound to the slots of
/// events.
final class Follower {
    private final Correlation correlation;
    private final Sliding sliding;
    private final String windows;

    /// The slots of the values that must be the same.
    private final int[] group;

    /// The slots of the values that are counted; none for types that count no values.
    private final int[] counted;

    /// What the correlation calls the rule.
    private final String rule;

    /// @param fields   in the order of their slots
    /// @param lateness how much later than its successors an event may come and still count
    Follower(Correlations.Listener listener, List<String> fields, Duration lateness) {
        correlation = listener.correlation();
        sliding = new Sliding(correlation, lateness);
        windows = WindowKey.prefix(correlation);
        group = slots(correlation.groupBy(), listener, fields);
        counted = slots(correlation.valueFields(), listener, fields);
        rule = listener.reference();
    }

    private static int[] slots(List<String> names, Correlations.Listener listener, List<String> fields) {
        return names.stream()
                .mapToInt(name -> fields.indexOf(listener.correlation().field(name, listener.reference())))
                .toArray();
    }

    Correlation correlation() {
        return correlation;
    }

    Sliding sliding() {
        return sliding;
    }

    /// What the keys of the correlation's windows begin with.
    String windows() {
        return windows;
    }

    /// Whether an event has all the values that are asked of it.
    boolean takesPart(Event event) {
        return hasAll(group, event) && hasAll(counted, event);
    }

    private static boolean hasAll(int[] slots, Event event) {
        for (int slot : slots) {
            if (slot < 0 || event.count(slot) <= 0) {
                return false;
            }
        }
        return true;
    }

    /// The values by which an event that takes part belongs to a window, in the order of `group-by`.
    List<String> group(Event event) {
        return values(group, event);
    }

    /// What of an event that takes part is told apart and counted, see [Occurrence#kind].
    String kind(Event event) {
        return switch (correlation.type()) {
            case EVENT_COUNT -> "";
            case VALUE_COUNT -> {
                List<String> values = values(counted, event);
                yield values.size() == 1 ? values.getFirst() : Shortened.text(Shortened.tuple(values));
            }
            case TEMPORAL, TEMPORAL_ORDERED -> rule;
        };
    }

    /// The first value of each field.
    private static List<String> values(int[] slots, Event event) {
        List<String> values = new ArrayList<>(slots.length);
        for (int slot : slots) {
            values.add(Shortened.text(event.value(slot, 0)));
        }
        return values;
    }
}
