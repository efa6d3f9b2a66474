package dev.lambdawatch.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Laws that hold for every rule and record, tried on random ones: what is compiled decides as a
/// naive reading of the specification does.
class LawsTest {
    private static final List<String> FIELDS = List.of("a", "b", "c.d");
    private static final List<String> VALUES = List.of("", "x", "xY", "Xyz", "é", "É", "x*y", "yx\\", "K\u212A");
    private static final List<String> PATTERNS =
            List.of("", "x", "X*", "*y*", "?y", "*", "x\\*y", "*\\\\", "é*", "*k*", "x?*z", "k?");

    private static final Rule SOME_RULE = Sample.rule("a: {x: 1}\ncondition: a");

    private final Random random = new Random(20260101);

    @Test
    void compiledRulesDecideLikeTheNaiveReading() {
        for (int i = 0; i < 5_000; i++) {
            List<Expression> expressions = List.of(expression(4), expression(4), expression(4));
            List<Rule> rules = expressions.stream().map(LawsTest::rule).toList();
            RuleSet set = RuleSet.of(rules);
            Event event = event(set.fields());
            List<Rule> found = new ArrayList<>();
            set.match(event, found::add);
            for (int r = 0; r < rules.size(); r++) {
                assertThat(found.contains(rules.get(r)))
                        .as("%s", expressions.get(r))
                        .isEqualTo(naive(expressions.get(r), event, set.fields()));
            }
        }
    }

    @Test
    void deMorgan() {
        for (int i = 0; i < 2_000; i++) {
            Expression one = expression(3);
            Expression two = expression(3);
            assertSame(
                    new Expression.Not(new Expression.And(List.of(one, two))),
                    new Expression.Or(List.of(new Expression.Not(one), new Expression.Not(two))));
            assertSame(
                    new Expression.Not(new Expression.Or(List.of(one, two))),
                    new Expression.And(List.of(new Expression.Not(one), new Expression.Not(two))));
        }
    }

    @Test
    void theOrderOfValuesAndTheirCaseDoNotMatter() {
        for (int i = 0; i < 2_000; i++) {
            List<String> patterns = List.of(any(PATTERNS), any(PATTERNS), any(PATTERNS));
            List<String> shuffled = new ArrayList<>(patterns);
            Collections.shuffle(shuffled, random);
            List<String> upper =
                    patterns.stream().map(text -> text.toUpperCase(Locale.ROOT)).toList();
            assertSame(item("a", patterns), item("a", shuffled));
            assertSame(item("a", patterns), item("a", upper));
            assertSame(item("a|all", patterns), item("a|all", shuffled));
        }
    }

    @Test
    void anExplanationIsThereIfTheRuleHolds() {
        for (int i = 0; i < 2_000; i++) {
            Expression expression = expression(4);
            Rule rule = rule(expression);
            RuleSet set = RuleSet.of(List.of(rule));
            Event event = event(set.fields());
            assertThat(set.explain(rule, event).isEmpty())
                    .as("%s", expression)
                    .isEqualTo(!naive(expression, event, set.fields()));
        }
    }

    private void assertSame(Expression one, Expression two) {
        Binder binder = new Binder();
        Check first = binder.bind(one);
        Check second = binder.bind(two);
        Event event = event(binder.fields());
        assertThat(first.holds(event)).as("%s against %s", one, two).isEqualTo(second.holds(event));
    }

    private Expression expression(int depth) {
        return switch (depth == 0 ? 9 : random.nextInt(10)) {
            case 0, 1 -> new Expression.And(List.of(expression(depth - 1), expression(depth - 1)));
            case 2, 3 -> new Expression.Or(List.of(expression(depth - 1), expression(depth - 1)));
            case 4 -> new Expression.Not(expression(depth - 1));
            case 5 -> new Expression.Null(any(FIELDS));
            case 6 -> new Expression.Exists(any(FIELDS));
            case 7 -> new Expression.Reference(any(FIELDS), any(FIELDS), any(List.of(Place.values())), false);
            default -> item(any(FIELDS) + any(List.of("", "|contains", "|cased")), List.of(any(PATTERNS)));
        };
    }

    private static Expression item(String key, List<String> patterns) {
        List<Yaml> values = patterns.stream()
                .<Yaml>map(text -> new Yaml.Scalar(text, true, 1))
                .toList();
        return Item.parse(key, new Yaml.Sequence(values, 1), new Placeholders(Map.of()));
    }

    private static Rule rule(Expression expression) {
        Rule any = SOME_RULE;
        return new Rule(
                any.id(),
                any.name(),
                any.title(),
                any.level(),
                any.status(),
                any.logsource(),
                any.description(),
                any.tags(),
                any.references(),
                any.falsePositives(),
                any.custom(),
                new Condition(expression),
                any.place(),
                any.hash());
    }

    /// Each field absent, null, or with one or two values.
    private Event event(List<String> fields) {
        List<List<String>> values = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            List<String> two = List.of(any(VALUES), any(VALUES));
            values.add(two.subList(0, random.nextInt(3)));
        }
        int absent = random.nextInt(FIELDS.size() + 1);
        return new Event() {
            @Override
            public int count(int field) {
                return field == absent ? -1 : values.get(field).size();
            }

            @Override
            public String value(int field, int index) {
                return values.get(field).get(index);
            }
        };
    }

    private static boolean naive(Expression expression, Event event, List<String> fields) {
        return switch (expression) {
            case Expression.And(List<Expression> parts) -> {
                boolean all = true;
                for (Expression part : parts) {
                    all &= naive(part, event, fields);
                }
                yield all;
            }
            case Expression.Or(List<Expression> parts) -> {
                boolean any = false;
                for (Expression part : parts) {
                    any |= naive(part, event, fields);
                }
                yield any;
            }
            case Expression.Not(Expression part) -> !naive(part, event, fields);
            case Expression.Null(String field) -> event.count(fields.indexOf(field)) < 1;
            case Expression.Exists(String field) -> event.count(fields.indexOf(field)) > -1;
            case Expression.AnyValue(String field, ValueTest test) ->
                values(event, fields.indexOf(field)).stream().anyMatch(value -> naive(test, value));
            case Expression.Reference(String field, String other, Place place, boolean _) ->
                values(event, fields.indexOf(field)).stream()
                        .anyMatch(value -> values(event, fields.indexOf(other)).stream()
                                .anyMatch(text -> naive(place, text, value)));
        };
    }

    private static List<String> values(Event event, int field) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < event.count(field); i++) {
            values.add(event.value(field, i));
        }
        return values;
    }

    private static boolean naive(ValueTest test, String value) {
        return switch ((TextTest) test) {
            case TextTest.Anything() -> true;
            case TextTest.Equal(String text, boolean cased) -> regex(Pattern.quote(text), cased, value);
            case TextTest.Prefix(String text, boolean cased) -> regex(Pattern.quote(text) + ".*", cased, value);
            case TextTest.Suffix(String text, boolean cased) -> regex(".*" + Pattern.quote(text), cased, value);
            case TextTest.Contains(String text, boolean cased, char _, char _) ->
                regex(".*" + Pattern.quote(text) + ".*", cased, value);
            case TextTest.Wildcards(Glob glob, boolean cased) -> {
                StringBuilder regex = new StringBuilder();
                glob.toString().codePoints().forEach(point -> {
                    switch (point) {
                        case '*' -> regex.append(".*");
                        case '?' -> regex.append('.');
                        default -> regex.append(Pattern.quote(Character.toString(point)));
                    }
                });
                yield regex(regex.toString(), cased, value);
            }
        };
    }

    private static boolean naive(Place place, String text, String value) {
        String quoted = Pattern.quote(text);
        return switch (place) {
            case WHOLE -> regex(quoted, false, value);
            case START -> regex(quoted + ".*", false, value);
            case END -> regex(".*" + quoted, false, value);
            case ANYWHERE -> regex(".*" + quoted + ".*", false, value);
        };
    }

    private static boolean regex(String regex, boolean cased, String value) {
        int flags = Pattern.DOTALL | (cased ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return Pattern.compile(regex, flags).matcher(value).matches();
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
