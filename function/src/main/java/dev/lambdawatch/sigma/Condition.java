package dev.lambdawatch.sigma;

import java.util.Set;
import java.util.stream.Collectors;

/// What a rule asks of an event: its condition with the searches put in. Opaque; compile it with
/// [RuleSet]. Two conditions are equal if they are written alike, item by item.
public final class Condition {
    private final Expression expression;

    Condition(Expression expression) {
        this.expression = expression;
    }

    Expression expression() {
        return expression;
    }

    /// Dotted paths of all fields that it asks; the path "" is the whole record.
    public Set<String> fields() {
        return expression.predicates().map(Expression.Predicate::field).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition that && expression.equals(that.expression);
    }

    @Override
    public int hashCode() {
        return expression.hashCode();
    }

    /// The condition as one line, to be read by people.
    @Override
    public String toString() {
        return expression.toString();
    }
}
