package dev.lambdawatch.rule;

import dev.lambdawatch.sigma.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Something as rules and filters ask it; the values of a field are made when it is first asked.
/// Mutable: for one thread.
final class Asked implements Event {
    private final List<String> fields;
    private final Function<String, List<String>> answers;
    private final Map<Integer, List<String>> values = new HashMap<>();

    /// @param fields  by their numbers
    /// @param answers the values of a field by its name; none where it is absent
    Asked(List<String> fields, Function<String, List<String>> answers) {
        this.fields = fields;
        this.answers = answers;
    }

    @Override
    public int count(int field) {
        int count = values(field).size();
        return count == 0 ? -1 : count;
    }

    @Override
    public String value(int field, int index) {
        return values(field).get(index);
    }

    private List<String> values(int field) {
        return values.computeIfAbsent(field, asked -> answers.apply(fields.get(asked)));
    }
}
