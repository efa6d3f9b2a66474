package dev.lambdawatch.sigma;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// One line of a search, `field|modifier|modifier: values`, on its way to an expression. Modifiers
/// apply in the order they are written.
final class Item {
    private final String field;
    private final List<String> modifiers;
    private final List<Yaml.Scalar> values;
    private final int line;

    private Item(String field, List<String> modifiers, List<Yaml.Scalar> values, int line) {
        this.field = field;
        this.modifiers = modifiers;
        this.values = values;
        this.line = line;
    }

    /// @param key   field and modifiers; without a field it is a keyword search
    /// @param value a value or a list of values
    /// @throws RefusedException naming the construct that is wrong or not supported
    static Expression parse(String key, Yaml value) {
        List<String> parts = List.of(key.split("\\|", -1));
        List<String> modifiers = parts.stream().skip(1).map(Item::withoutAlias).toList();
        return new Item(parts.getFirst(), modifiers, scalars(key, value), value.line()).expression();
    }

    /// Other tools' longer names.
    private static String withoutAlias(String modifier) {
        return switch (modifier) {
            case "ignorecase" -> "i";
            case "multiline" -> "m";
            case "dotall" -> "s";
            default -> modifier;
        };
    }

    private static List<Yaml.Scalar> scalars(String key, Yaml value) {
        List<Yaml> items = value instanceof Yaml.Sequence list ? list.items() : List.of(value);
        List<Yaml.Scalar> scalars = new ArrayList<>();
        for (Yaml item : items) {
            if (!(item instanceof Yaml.Scalar scalar)) {
                throw new RefusedException(item.line(), "a value of '" + key + "' must be text, a number or null");
            }
            scalars.add(scalar);
        }
        return scalars;
    }

    private Expression expression() {
        String kind = modifiers.isEmpty() ? "" : modifiers.getFirst();
        return switch (kind) {
            case "re" -> joined(each(this::regex, "i", "m", "s", "all"));
            case "cidr" -> joined(each(scalar -> passing(NetworkTest.of(scalar.text())), "all"));
            case "exists" -> exists();
            default -> joined(text());
        };
    }

    /// Values are alternatives, unless the rule wants all of them.
    private Expression joined(List<? extends Expression> parts) {
        return modifiers.contains("all") ? Expression.and(parts) : Expression.or(parts);
    }

    private List<Expression> text() {
        UnaryOperator<Glob> shape = field.isEmpty() ? Item::contained : UnaryOperator.identity();
        boolean cased = false;
        for (String modifier : modifiers) {
            UnaryOperator<Glob> before = shape;
            switch (modifier) {
                case "contains" -> shape = glob -> contained(before.apply(glob));
                case "startswith" -> shape = glob -> before.apply(glob).asPrefix();
                case "endswith" -> shape = glob -> before.apply(glob).asSuffix();
                case "cased" -> cased = true;
                case "all" -> {}
                default -> throw unsupported(modifier);
            }
        }
        if (values.isEmpty()) {
            return List.of(new Expression.Null(field));
        }
        List<Expression> tests = new ArrayList<>();
        for (Yaml.Scalar value : values) {
            tests.add(
                    value.isNull()
                            ? nothing(value)
                            : passing(shape.apply(Glob.parse(value.text())).test(cased)));
        }
        return tests;
    }

    private static Glob contained(Glob glob) {
        return glob.asPrefix().asSuffix();
    }

    private Expression nothing(Yaml.Scalar value) {
        if (field.isEmpty() || !modifiers.isEmpty()) {
            throw new RefusedException(value.line(), "null is no value for a keyword or a modifier");
        }
        return new Expression.Null(field);
    }

    private Expression regex(Yaml.Scalar value) {
        int flags = (modifiers.contains("i") ? Pattern.CASE_INSENSITIVE : 0)
                | (modifiers.contains("m") ? Pattern.MULTILINE : 0)
                | (modifiers.contains("s") ? Pattern.DOTALL : 0);
        return passing(RegexTest.of(value.text(), flags));
    }

    private Expression exists() {
        if (modifiers.size() > 1) {
            throw unsupported(modifiers.get(1));
        }
        if (field.isEmpty() || values.size() != 1) {
            throw new RefusedException(line, "'exists' takes a field and true or false");
        }
        return switch (values.getFirst().text()) {
            case "true", "True", "TRUE" -> new Expression.Exists(field);
            case "false", "False", "FALSE" -> new Expression.Not(new Expression.Exists(field));
            default ->
                throw new RefusedException(
                        line,
                        "'exists' takes true or false, not '"
                                + values.getFirst().text() + "'");
        };
    }

    /// @param others modifiers that may follow the first one
    private List<Expression> each(Function<Yaml.Scalar, Expression> predicate, String... others) {
        for (String modifier : modifiers.subList(1, modifiers.size())) {
            if (!List.of(others).contains(modifier)) {
                throw unsupported(modifier);
            }
        }
        List<Expression> tests = new ArrayList<>();
        for (Yaml.Scalar value : values) {
            try {
                tests.add(predicate.apply(value));
            } catch (IllegalArgumentException e) {
                throw new RefusedException(value.line(), String.valueOf(e.getMessage()));
            }
        }
        return tests;
    }

    private Expression passing(ValueTest test) {
        return new Expression.AnyValue(field, test);
    }

    private RefusedException unsupported(String modifier) {
        return new RefusedException(
                line, "the modifier '" + modifier + "' is not supported in '" + String.join("|", modifiers) + "'");
    }
}
