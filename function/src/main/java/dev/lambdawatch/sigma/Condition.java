package dev.lambdawatch.sigma;

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
