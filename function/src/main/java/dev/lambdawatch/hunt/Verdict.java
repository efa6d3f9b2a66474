package dev.lambdawatch.hunt;

import dev.lambdawatch.finding.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a hunt says of a pair or of a source, by its conditions in order.
public record Verdict(Hunt hunt, List<Condition> conditions) {

    public Verdict {
        conditions = List.copyOf(conditions);
    }

    /// Whether the hunt reports it: all of its conditions hold.
    public boolean reports() {
        return held() == conditions.size();
    }

    /// How many conditions hold.
    int held() {
        return (int) conditions.stream().filter(Condition::held).count();
    }

    /// The verdict as one reason, without points, to stand beside others.
    Reason reason() {
        return Reason.of(
                "hunt " + hunt.label(),
                each(condition -> condition.name() + " " + condition.expected()),
                (reports() ? "reports it: " : "silent: ")
                        + each(condition -> condition.name() + " " + condition.observed()
                                + (condition.held() ? " (yes)" : " (no)")));
    }

    /// The conditions as reasons of a finding of the hunt itself.
    List<Reason> reasons() {
        return conditions.stream()
                .map(condition -> Reason.of(condition.name(), "not " + condition.expected(), condition.observed()))
                .toList();
    }

    /// The same for machines: `hunt_spl` is `reports` or `silent`, `hunt_spl_rows` what was
    /// observed, `hunt_spl_held` the conditions that held.
    Map<String, String> facts() {
        String prefix = "hunt_" + hunt.label().toLowerCase(Locale.ROOT);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(prefix, reports() ? "reports" : "silent");
        facts.put(
                prefix + "_held",
                conditions.stream().filter(Condition::held).map(Condition::name).collect(Collectors.joining(", ")));
        conditions.forEach(condition -> facts.put(prefix + "_" + condition.name(), condition.observed()));
        return facts;
    }

    private String each(Function<Condition, String> text) {
        return conditions.stream().map(text).collect(Collectors.joining(", "));
    }
}
