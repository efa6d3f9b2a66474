package dev.lambdawatch.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the value of each field that the rules name comes from, by the rules' own numbering.
final class FieldPlan {
    /// By the rules' number of a field: where it is captured, or its place among the derived ones.
    private final int[] slots;

    private final @Nullable DerivedField[] derived;
    private final int derivedCount;
    private final int eventName;

    /// @throws IllegalArgumentException if a rule names a derived field that we do not have
    FieldPlan(List<String> fields, Captures captures) {
        slots = new int[fields.size()];
        derived = new DerivedField[fields.size()];
        eventName = fields.indexOf("eventName");
        int count = 0;
        for (int field = 0; field < slots.length; field++) {
            String path = fields.get(field);
            if (path.startsWith(DerivedField.PREFIX)) {
                slots[field] = count++;
                derived[field] = DerivedField.named(path)
                        .orElseThrow(() -> new IllegalArgumentException("there is no derived field '" + path + "'"));
            } else {
                slots[field] = captures.slot(path);
            }
        }
        derivedCount = count;
    }

    /// How many of the fields are derived.
    int derivedCount() {
        return derivedCount;
    }

    boolean isDerived(int field) {
        return derived[field] != null;
    }

    boolean isEventName(int field) {
        return field == eventName;
    }

    /// Where the field is captured; for a derived one its place among these, from 0.
    int slot(int field) {
        return slots[field];
    }

    DerivedField derived(int field) {
        DerivedField source = derived[field];
        if (source == null) {
            throw new IllegalArgumentException("field " + field + " is not derived");
        }
        return source;
    }
}
