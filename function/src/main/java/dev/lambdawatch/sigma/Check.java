package dev.lambdawatch.sigma;

import java.util.List;

/// An [Expression] bound to the slots of events: what runs for every event. Nothing here allocates.
@FunctionalInterface
interface Check {
    boolean holds(Event event);

    static Check allOf(List<Check> parts) {
        Check[] all = parts.toArray(Check[]::new);
        return event -> {
            for (Check part : all) {
                if (!part.holds(event)) {
                    return false;
                }
            }
            return true;
        };
    }

    static Check anyOf(List<Check> parts) {
        Check[] all = parts.toArray(Check[]::new);
        return event -> {
            for (Check part : all) {
                if (part.holds(event)) {
                    return true;
                }
            }
            return false;
        };
    }

    static Check not(Check part) {
        return event -> !part.holds(event);
    }

    static Check anyValue(int slot, ValueTest test) {
        return event -> {
            int count = event.count(slot);
            for (int i = 0; i < count; i++) {
                if (test.accepts(event.value(slot, i))) {
                    return true;
                }
            }
            return false;
        };
    }

    /// A value of the slot has a value of the other one at the place.
    static Check reference(int slot, int other, Place place, boolean cased) {
        return event -> {
            int count = event.count(slot);
            int others = event.count(other);
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < others; j++) {
                    if (place.holds(event.value(slot, i), event.value(other, j), cased)) {
                        return true;
                    }
                }
            }
            return false;
        };
    }

    static Check isNull(int slot) {
        return event -> event.count(slot) <= 0;
    }

    static Check exists(int slot) {
        return event -> event.count(slot) >= 0;
    }
}
