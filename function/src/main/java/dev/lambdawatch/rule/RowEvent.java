package dev.lambdawatch.rule;

import dev.lambdawatch.dns.Query;
import dev.lambdawatch.dns.SigmaFields;
import dev.lambdawatch.sigma.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A row as rules ask it; the values of a field are made when it is first asked. Mutable: for one
/// thread.
final class RowEvent implements Event {
    private final Query query;
    private final List<String> fields;
    private final Map<Integer, List<String>> values = new HashMap<>();

    RowEvent(Query query, List<String> fields) {
        this.query = query;
        this.fields = fields;
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
        return values.computeIfAbsent(field, asked -> SigmaFields.of(query, fields.get(asked)));
    }
}
