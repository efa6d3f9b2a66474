package dev.lambdawatch.sigma;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// One line of a search, `field|modifier|modifier: values`, on its way to an expression.
///
/// `all` and `neq` say how the values are joined, wherever they stand; one modifier may choose what
/// a value is (a regular expression, a network, a number, another field ...), the rest is for text
/// and applies in the order it is written.
final class Item {
    private static final Set<String> JOINING = Set.of("all", "neq");
    private static final Set<String> PLACES = Set.of("contains", "startswith", "endswith");

    private final String field;
    private final List<String> modifiers;
    private final Set<String> joining;
    private final List<Yaml.Scalar> values;
    private final Placeholders placeholders;
    private final int line;

    private Item(String key, Yaml value, Placeholders placeholders) {
        List<String> parts = List.of(key.split("\\|", -1));
        List<String> written = parts.stream().skip(1).map(Item::withoutAlias).toList();
        this.field = parts.getFirst();
        this.modifiers = written.stream().filter(one -> !JOINING.contains(one)).toList();
        this.joining = Set.copyOf(written.stream().filter(JOINING::contains).toList());
        this.values = scalars(key, value);
        this.placeholders = placeholders;
        this.line = value.line();
    }

    /// @param key   field and modifiers; without a field it is a keyword search
    /// @param value a value or a list of values
    /// @throws RefusedException naming the construct that is wrong or not supported
    static Expression parse(String key, Yaml value, Placeholders placeholders) {
        return new Item(key, value, placeholders).expression();
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
        String first = modifiers.isEmpty() ? "" : modifiers.getFirst();
        Optional<TimeTest.Part> part = TimeTest.Part.of(first);
        if (part.isPresent()) {
            return time(part.get());
        }
        Optional<Comparison> order = Comparison.of(first);
        if (order.isPresent() && order.get() != Comparison.EQ) {
            refuseBut(Set.of());
            return joined(each(text -> NumberTest.of(order.get(), text)));
        }
        if (modifiers.contains("fieldref")) {
            return reference();
        }
        return switch (first) {
            case "re" -> regex();
            case "cidr" -> {
                refuseBut(Set.of());
                yield joined(each(NetworkTest::of));
            }
            case "exists" -> exists();
            default -> joined(text());
        };
    }

    /// Values are alternatives, unless the rule wants all of them or none.
    private Expression joined(List<? extends Expression> parts) {
        Expression joined = joining.contains("all") ? Expression.and(parts) : Expression.or(parts);
        return joining.contains("neq") ? new Expression.Not(joined) : joined;
    }

    private List<Expression> text() {
        if (values.isEmpty()) {
            return List.of(new Expression.Null(field));
        }
        List<Expression> tests = new ArrayList<>();
        for (Yaml.Scalar value : values) {
            tests.add(value.isNull() ? nothing(value) : Expression.or(trying(value, this::texts)));
        }
        return tests;
    }

    private Expression nothing(Yaml.Scalar value) {
        if (field.isEmpty() || !modifiers.isEmpty()) {
            refuseNull(value);
        }
        return new Expression.Null(field);
    }

    private List<Expression> texts(String text) {
        List<Words> words = modifiers.contains("expand")
                ? placeholders.expand(text).stream().map(Words::parse).toList()
                : List.of(Words.parse(text));
        for (String modifier : modifiers) {
            if (!modifier.equals("cased") && !modifier.equals("expand")) {
                words = words.stream()
                        .flatMap(one -> one.modified(modifier).stream())
                        .toList();
            }
        }
        return words.stream().map(this::test).toList();
    }

    /// A keyword may stand anywhere in a value.
    private Expression test(Words words) {
        Glob glob = field.isEmpty() ? words.glob().asPrefix().asSuffix() : words.glob();
        return new Expression.AnyValue(field, glob.test(modifiers.contains("cased")));
    }

    private Expression regex() {
        refuseBut(Set.of("i", "m", "s", "contains", "startswith", "endswith"));
        int flags = (modifiers.contains("i") ? Pattern.CASE_INSENSITIVE : 0)
                | (modifiers.contains("m") ? Pattern.MULTILINE : 0)
                | (modifiers.contains("s") ? Pattern.DOTALL : 0);
        return joined(each(text -> RegexTest.of(anchored(text), flags)));
    }

    /// A regular expression is searched for, so `contains` says nothing new.
    private String anchored(String regex) {
        return switch (place()) {
            case START -> "\\A(?:" + regex + ")";
            case END -> "(?:" + regex + ")\\z";
            case ANYWHERE, WHOLE -> regex;
        };
    }

    private Expression time(TimeTest.Part part) {
        Comparison comparison = modifiers.size() == 2
                ? Comparison.of(modifiers.get(1)).orElseThrow(() -> unsupported(modifiers.get(1)))
                : Comparison.EQ;
        if (modifiers.size() > 2) {
            throw unsupported(modifiers.get(2));
        }
        return joined(each(text -> TimeTest.of(part, comparison, text)));
    }

    private Expression reference() {
        List<String> others =
                modifiers.stream().filter(one -> !one.equals("fieldref")).toList();
        others.stream()
                .filter(one -> !PLACES.contains(one) && !one.equals("cased"))
                .findFirst()
                .ifPresent(one -> {
                    throw unsupported(one);
                });
        if (field.isEmpty()) {
            throw new RefusedException(line, "'fieldref' compares a field with another, and takes no keyword");
        }
        values.forEach(this::refuseNull);
        return joined(values.stream()
                .map(value -> new Expression.Reference(field, value.text(), place(), others.contains("cased")))
                .toList());
    }

    private Place place() {
        if (modifiers.contains("contains")) {
            return Place.ANYWHERE;
        }
        if (modifiers.contains("startswith")) {
            return Place.START;
        }
        return modifiers.contains("endswith") ? Place.END : Place.WHOLE;
    }

    private Expression exists() {
        refuseBut(Set.of());
        if (field.isEmpty() || values.size() != 1 || !joining.isEmpty()) {
            throw new RefusedException(line, "'exists' takes a field and true or false");
        }
        return switch (values.getFirst().text()) {
            case "true", "True", "TRUE" -> new Expression.Exists(field);
            case "false", "False", "FALSE" -> new Expression.Not(new Expression.Exists(field));
            case String other -> throw new RefusedException(line, "'exists' takes true or false, not '" + other + "'");
        };
    }

    /// Refuses every modifier after the first but these.
    private void refuseBut(Set<String> others) {
        modifiers.stream()
                .skip(1)
                .filter(modifier -> !others.contains(modifier))
                .findFirst()
                .ifPresent(modifier -> {
                    throw unsupported(modifier);
                });
    }

    private List<Expression> each(Function<String, ValueTest> test) {
        if (values.isEmpty()) {
            throw new RefusedException(line, "'" + modifiers.getFirst() + "' without a value");
        }
        values.forEach(this::refuseNull);
        return values.stream()
                .<Expression>map(value -> new Expression.AnyValue(field, trying(value, test)))
                .toList();
    }

    /// As text it is empty, and an empty expression is found everywhere. `~` is null as well.
    private void refuseNull(Yaml.Scalar value) {
        if (value.isNull()) {
            throw new RefusedException(value.line(), "null is no value for a keyword or a modifier");
        }
    }

    /// Adds the place to what is wrong with a value.
    private static <T> T trying(Yaml.Scalar value, Function<String, T> step) {
        try {
            return step.apply(value.text());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(value.line(), String.valueOf(e.getMessage()));
        }
    }

    private RefusedException unsupported(String modifier) {
        return new RefusedException(
                line, "the modifier '" + modifier + "' is not supported in '" + String.join("|", modifiers) + "'");
    }
}
