package dev.lambdawatch.sigma;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Binds expressions to the slots of events: numbers each field once, and makes of equal predicates
/// one [Check].
final class Binder {
    /// Of a field that is dear to ask: more than all of a rule else.
    private static final int DEAR = 1_000_000;

    private final Set<String> dear;
    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private final Map<Expression, Check> checks = new HashMap<>();

    Binder() {
        this(Set.of());
    }

    /// @param dear fields that are asked last, and only if all else holds
    Binder(Set<String> dear) {
        this.dear = Set.copyOf(dear);
    }

    /// Whether a field is to be asked last.
    boolean isDear(String field) {
        return dear.contains(field);
    }

    /// Dotted paths in the order of their slots.
    List<String> fields() {
        return List.copyOf(slots.keySet());
    }

    /// The check that holds where the expression is true.
    Check bind(Expression expression) {
        Check known = checks.get(expression);
        if (known != null) {
            return known;
        }
        Check check = compiled(expression);
        checks.put(expression, check);
        return check;
    }

    /// The check of a predicate that was bound before. Changes nothing.
    ///
    /// @throws IllegalArgumentException if it was not
    Check bound(Expression.Predicate predicate) {
        Check known = checks.get(predicate);
        if (known == null) {
            throw new IllegalArgumentException("no rule of this set asks " + predicate);
        }
        return known;
    }

    private Check compiled(Expression expression) {
        return switch (expression) {
            case Expression.And(List<Expression> parts) -> Check.allOf(bound(parts));
            case Expression.Or(List<Expression> parts) -> Check.anyOf(bound(parts));
            case Expression.Not(Expression part) -> Check.not(bind(part));
            case Expression.AnyValue(String field, ValueTest test) -> Check.anyValue(slot(field), test);
            case Expression.Reference(String field, String other, Place place, boolean cased) ->
                Check.reference(slot(field), slot(other), place, cased);
            case Expression.Null(String field) -> Check.isNull(slot(field));
            case Expression.Exists(String field) -> Check.exists(slot(field));
        };
    }

    /// Cheapest first, else in the order of the author.
    private List<Check> bound(List<Expression> parts) {
        List<Expression> sorted = new ArrayList<>(parts);
        sorted.sort(Comparator.comparingInt(this::cost));
        return sorted.stream().map(this::bind).toList();
    }

    /// Expected price of an expression in units of an equality.
    private int cost(Expression expression) {
        return expression
                .predicates()
                .mapToInt(predicate -> isDear(predicate.field()) ? DEAR : price(predicate))
                .sum();
    }

    private static int price(Expression.Predicate predicate) {
        return switch (predicate) {
            case Expression.AnyValue(String _, ValueTest test) -> test.cost();
            case Expression.Reference _ -> 10;
            case Expression.Null _, Expression.Exists _ -> 1;
        };
    }

    /// The slot of a field, new if it has none yet.
    int slot(String field) {
        return slots.computeIfAbsent(field, path -> slots.size());
    }
}
