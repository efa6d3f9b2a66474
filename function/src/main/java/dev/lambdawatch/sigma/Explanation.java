package dev.lambdawatch.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Why an expression is true for one event: the predicates that decided it, in the order of the
/// rule's author.
final class Explanation {
    private static final int MAX_OBSERVED = 256;

    private final Event event;
    private final List<String> fields;
    private final Binder binder;
    private final List<Match> matches = new ArrayList<>();

    private Explanation(Event event, List<String> fields, Binder binder) {
        this.event = event;
        this.fields = fields;
        this.binder = binder;
    }

    static Explanation about(Event event, Binder binder) {
        return new Explanation(event, binder.fields(), binder);
    }

    /// Empty if the expression is false.
    static List<Match> of(Expression expression, Event event, Binder binder) {
        Explanation explanation = about(event, binder);
        explanation.explain(expression, true);
        return List.copyOf(explanation.matches);
    }

    /// Whichever way it came out.
    static List<Match> ofOutcome(Expression expression, Event event, Binder binder) {
        Explanation explanation = about(event, binder);
        explanation.explain(expression, explanation.holds(expression));
        return List.copyOf(explanation.matches);
    }

    /// Adds what made the expression come out so, if it did.
    private void explain(Expression expression, boolean outcome) {
        if (holds(expression) != outcome) {
            return;
        }
        switch (expression) {
            case Expression.And(List<Expression> parts) -> parts.forEach(part -> explain(part, outcome));
            case Expression.Or(List<Expression> parts) -> parts.forEach(part -> explain(part, outcome));
            case Expression.Not(Expression part) -> explain(part, !outcome);
            case Expression.AnyValue(String field, ValueTest test)
            when outcome -> add(field, test.toString(), true, accepted(field, test));
            case Expression.Predicate predicate ->
                add(predicate.field(), expected(predicate), outcome, values(predicate.field()));
        }
    }

    /// What is wanted of a predicate that came out the other way, and the values that are there.
    Match wanted(Expression.Predicate predicate, boolean wanted) {
        String expected = expected(predicate);
        return new Match(predicate.field(), wanted ? expected : "not " + expected, values(predicate.field()));
    }

    private static String expected(Expression.Predicate predicate) {
        return switch (predicate) {
            case Expression.AnyValue(String _, ValueTest test) -> test.toString();
            case Expression.Reference reference -> reference.expected();
            case Expression.Null _ -> "null";
            case Expression.Exists _ -> "present";
        };
    }

    boolean holds(Expression expression) {
        return switch (expression) {
            case Expression.And(List<Expression> parts) -> parts.stream().allMatch(this::holds);
            case Expression.Or(List<Expression> parts) -> parts.stream().anyMatch(this::holds);
            case Expression.Not(Expression part) -> !holds(part);
            case Expression.Predicate predicate -> binder.bound(predicate).holds(event);
        };
    }

    private void add(String field, String expected, boolean outcome, String observed) {
        Match match = new Match(field, outcome ? expected : "not " + expected, observed);
        if (!matches.contains(match)) {
            matches.add(match);
        }
    }

    private String accepted(String field, ValueTest test) {
        int slot = fields.indexOf(field);
        return IntStream.range(0, event.count(slot))
                .mapToObj(i -> event.value(slot, i))
                .filter(test::accepts)
                .findFirst()
                .map(Explanation::shortened)
                .orElseThrow();
    }

    private String values(String field) {
        int slot = fields.indexOf(field);
        int count = event.count(slot);
        if (count <= 0) {
            return count < 0 ? "(absent)" : "(null)";
        }
        return shortened(IntStream.range(0, Math.min(count, MAX_OBSERVED))
                .mapToObj(i -> shortened(event.value(slot, i)))
                .collect(Collectors.joining(", ")));
    }

    private static String shortened(String value) {
        return value.length() <= MAX_OBSERVED ? value : value.substring(0, MAX_OBSERVED - 3) + "...";
    }
}
