package dev.lambdawatch.sigma;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A truth about an event, in the names of its fields: predicates joined by and, or, not.
sealed interface Expression {

    /// Predicates in it, each occurrence counted.
    int size();

    /// The predicates in it, in the order of the author.
    default Stream<Predicate> predicates() {
        return switch (this) {
            case And(List<Expression> parts) -> parts.stream().flatMap(Expression::predicates);
            case Or(List<Expression> parts) -> parts.stream().flatMap(Expression::predicates);
            case Not(Expression part) -> part.predicates();
            case Predicate predicate -> Stream.of(predicate);
        };
    }

    /// The same truth with another name for one field.
    default Expression renamed(String from, String to) {
        return switch (this) {
            case And(List<Expression> parts) ->
                new And(parts.stream().map(part -> part.renamed(from, to)).toList());
            case Or(List<Expression> parts) ->
                new Or(parts.stream().map(part -> part.renamed(from, to)).toList());
            case Not(Expression part) -> new Not(part.renamed(from, to));
            case AnyValue(String field, ValueTest test) -> new AnyValue(field.equals(from) ? to : field, test);
            case Null(String field) -> new Null(field.equals(from) ? to : field);
            case Exists(String field) -> new Exists(field.equals(from) ? to : field);
            case Reference(String field, String other, Place place, boolean cased) ->
                new Reference(field.equals(from) ? to : field, other.equals(from) ? to : other, place, cased);
        };
    }

    /// All of them; of none, true.
    record And(List<Expression> parts) implements Expression {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public int size() {
            return total(parts);
        }

        @Override
        public String toString() {
            return joined(parts, " and ");
        }
    }

    /// Any of them; of none, false.
    record Or(List<Expression> parts) implements Expression {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public int size() {
            return total(parts);
        }

        @Override
        public String toString() {
            return joined(parts, " or ");
        }
    }

    record Not(Expression part) implements Expression {
        @Override
        public int size() {
            return part.size();
        }

        @Override
        public String toString() {
            return "not " + part;
        }
    }

    /// What a single field is asked.
    sealed interface Predicate extends Expression {
        String field();

        @Override
        default int size() {
            return 1;
        }
    }

    /// A value of the field passes the test.
    record AnyValue(String field, ValueTest test) implements Predicate {
        @Override
        public String toString() {
            return name(field) + ": " + test;
        }
    }

    /// The field is absent, null or an empty array.
    record Null(String field) implements Predicate {
        @Override
        public String toString() {
            return name(field) + ": null";
        }
    }

    /// The field is present, even if null.
    record Exists(String field) implements Predicate {
        @Override
        public String toString() {
            return name(field) + ": present";
        }
    }

    /// A value of the field stands so to a value of another field of the same event.
    record Reference(String field, String other, Place place, boolean cased) implements Predicate {
        @Override
        public String toString() {
            return name(field) + ": " + expected();
        }

        /// What a value must be, for people.
        String expected() {
            String value = "value of " + other;
            return switch (place) {
                case WHOLE -> value;
                case START -> value + "*";
                case END -> "*" + value;
                case ANYWHERE -> "*" + value + "*";
            };
        }
    }

    static Expression and(List<? extends Expression> parts) {
        return parts.size() == 1 ? parts.getFirst() : new And(List.copyOf(parts));
    }

    static Expression or(List<? extends Expression> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Or(List.copyOf(parts));
    }

    private static int total(List<Expression> parts) {
        return parts.stream().mapToInt(Expression::size).sum();
    }

    private static String joined(List<Expression> parts, String word) {
        return parts.stream().map(Expression::toString).collect(Collectors.joining(word, "(", ")"));
    }

    private static String name(String field) {
        return field.isEmpty() ? "(any)" : field;
    }
}
