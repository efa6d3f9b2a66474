package dev.lambdawatch.sigma;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// How near an expression is to being true, or to being false, for one event: by the way that leaves
/// the fewest predicates to change, and of those the one on which the most hold already.
final class Nearness {
    private static final Comparator<Distance> NEAREST = Comparator.comparingInt(
                    (Distance distance) -> distance.failed.size())
            .thenComparing(Comparator.comparingInt((Distance distance) -> distance.held)
                    .reversed());

    /// Alternatives that are named.
    private static final int SHOWN = 4;

    private final Explanation explanation;

    /// @param held   predicates on the way that are as wanted
    /// @param failed those that are not, each as it is wanted
    record Distance(int held, List<Match> failed) {
        Distance plus(Distance other) {
            List<Match> both = new ArrayList<>(failed);
            other.failed.stream().filter(match -> !both.contains(match)).forEach(both::add);
            return new Distance(held + other.held, both);
        }
    }

    private Nearness(Explanation explanation) {
        this.explanation = explanation;
    }

    static Distance of(Expression expression, boolean wanted, Event event, Binder binder) {
        return new Nearness(Explanation.about(event, binder)).distance(expression, wanted);
    }

    private Distance distance(Expression expression, boolean wanted) {
        return switch (expression) {
            case Expression.And(List<Expression> parts) -> wanted ? all(parts, true) : nearest(parts, false);
            case Expression.Or(List<Expression> parts) -> wanted ? nearest(parts, true) : all(parts, false);
            case Expression.Not(Expression part) -> distance(part, !wanted);
            case Expression.Predicate predicate ->
                explanation.holds(predicate) == wanted
                        ? new Distance(1, List.of())
                        : new Distance(0, List.of(explanation.wanted(predicate, wanted)));
        };
    }

    private Distance all(List<Expression> parts, boolean wanted) {
        return parts.stream().map(part -> distance(part, wanted)).reduce(new Distance(0, List.of()), Distance::plus);
    }

    private Distance nearest(List<Expression> parts, boolean wanted) {
        List<Distance> ways = parts.stream().map(part -> distance(part, wanted)).toList();
        Distance nearest = ways.stream().min(NEAREST).orElse(new Distance(0, List.of()));
        return areAlternatives(ways) ? new Distance(0, List.of(alternatives(ways))) : nearest;
    }

    /// Whether they are the values that one field may have, and it has none of them.
    private static boolean areAlternatives(List<Distance> ways) {
        return ways.size() > 1
                && ways.stream().allMatch(way -> way.held == 0 && way.failed.size() == 1)
                && ways.stream()
                                .map(way -> way.failed.getFirst().field())
                                .distinct()
                                .count()
                        == 1;
    }

    private static Match alternatives(List<Distance> ways) {
        Match first = ways.getFirst().failed.getFirst();
        String expected = ways.stream()
                .limit(SHOWN)
                .map(way -> way.failed.getFirst().expected())
                .collect(Collectors.joining(" or "));
        String more = ways.size() > SHOWN ? " or " + (ways.size() - SHOWN) + " more" : "";
        return new Match(first.field(), expected + more, first.observed());
    }
}
