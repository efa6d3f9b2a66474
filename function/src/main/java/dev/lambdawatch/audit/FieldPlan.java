package dev.lambdawatch.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the value of each field that the rules name comes from, by the rules' own numbering.
final class FieldPlan {
    private static final int DERIVED = -1;

    private final int[] slots;
    private final @Nullable DerivedField[] derived;
    private final int eventName;

    /// @throws IllegalArgumentException if a rule names a derived field that we do not have
    FieldPlan(List<String> fields, Captures captures) {
        slots = new int[fields.size()];
        derived = new DerivedField[fields.size()];
        eventName = fields.indexOf("eventName");
        for (int field = 0; field < slots.length; field++) {
            String path = fields.get(field);
            if (path.startsWith(DerivedField.PREFIX)) {
                slots[field] = DERIVED;
                derived[field] = DerivedField.named(path)
                        .orElseThrow(() -> new IllegalArgumentException("there is no derived field '" + path + "'"));
            } else {
                slots[field] = captures.slot(path);
            }
        }
    }

    boolean isDerived(int field) {
        return slots[field] == DERIVED;
    }

    boolean isEventName(int field) {
        return field == eventName;
    }

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

    @SuppressWarnings({"unchecked", "rawtypes"})
    @Nullable
    List<String>[] room() {
        return new List[slots.length];
    }
}
