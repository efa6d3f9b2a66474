package dev.lambdawatch.sigma;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What must be so for an expression to be true: one field has one of some texts, in any case.
///
/// @param whole the part of the expression that says so, and no more; empty if it says more
record Alternatives(Optional<Expression> whole, String field, Set<String> texts) {
    Alternatives {
        texts = Set.copyOf(texts);
    }

    /// All that can be told of an expression.
    static List<Alternatives> in(Expression expression) {
        return switch (expression) {
            case Expression.And(List<Expression> parts) ->
                parts.stream().flatMap(part -> in(part).stream()).toList();
            case Expression.Or(List<Expression> parts) -> common(expression, parts);
            case Expression.AnyValue(String field, TextTest.Equal equal)
            when !equal.cased() -> List.of(new Alternatives(Optional.of(expression), field, Set.of(equal.text())));
            case Expression.Not _, Expression.Predicate _ -> List.of();
        };
    }

    /// What each part says of the same field.
    private static List<Alternatives> common(Expression whole, List<Expression> parts) {
        List<List<Alternatives>> each = parts.stream().map(Alternatives::in).toList();
        return each.stream()
                .limit(1)
                .flatMap(List::stream)
                .map(Alternatives::field)
                .distinct()
                .flatMap(field -> union(whole, field, parts, each).stream())
                .toList();
    }

    private static Optional<Alternatives> union(
            Expression whole, String field, List<Expression> parts, List<List<Alternatives>> each) {
        Set<String> texts = new HashSet<>();
        boolean exact = true;
        for (int i = 0; i < parts.size(); i++) {
            Optional<Alternatives> one = each.get(i).stream()
                    .filter(alternatives -> alternatives.field.equals(field))
                    .findFirst();
            if (one.isEmpty()) {
                return Optional.empty();
            }
            texts.addAll(one.get().texts);
            exact &= one.get().whole.equals(Optional.of(parts.get(i)));
        }
        return Optional.of(new Alternatives(exact ? Optional.of(whole) : Optional.empty(), field, texts));
    }
}
