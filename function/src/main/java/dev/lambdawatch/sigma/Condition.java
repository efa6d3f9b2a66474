package dev.lambdawatch.sigma;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        return expression.predicates().flatMap(Condition::fields).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> fields(Expression.Predicate predicate) {
        return predicate instanceof Expression.Reference reference
                ? Stream.of(reference.field(), reference.other())
                : Stream.of(predicate.field());
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
