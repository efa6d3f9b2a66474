package dev.lambdawatch.sigma;

import java.util.List;
import java.util.Map;

/// What a rule and a correlation have in common: what their author says of them. The components are
/// described at [Rule].
public sealed interface Described permits Rule, Correlation {
    String id();

    String name();

    String title();

    String level();

    String status();

    String description();

    List<String> tags();

    List<String> references();

    List<String> falsePositives();

    Map<String, Object> custom();

    String place();

    String hash();

    /// Whether a filter or correlation means this one: by name, id or title.
    default boolean isCalled(String reference) {
        return !reference.isEmpty()
                && (reference.equals(name()) || reference.equals(id()) || reference.equals(title()));
    }
}
