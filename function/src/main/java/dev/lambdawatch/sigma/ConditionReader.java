package dev.lambdawatch.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Reads a condition by recursive descent. Binding from loose to tight: `or`, `and`, `not`,
/// `1 of`/`all of`, brackets; keywords in any case.
final class ConditionReader {
    private static final int MAX_CHARACTERS = 10_000;
    private static final int MAX_DEPTH = 64;

    /// Predicates after the searches are put in: `1 of them`, written often, multiplies them.
    private static final int MAX_PREDICATES = 20_000;

    private static final Pattern TOKEN = Pattern.compile("[()]|[^\\s()]+");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_*.-]+");

    private final Map<String, Expression> searches;
    private final List<String> tokens;
    private final int line;
    private int next;
    private int depth;
    private int predicates;

    private ConditionReader(Map<String, Expression> searches, List<String> tokens, int line) {
        this.searches = searches;
        this.tokens = tokens;
        this.line = line;
    }

    /// @param searches by name, in the order of the document
    /// @throws RefusedException if it is wrong, names a search that is not there, or is obsolete
    static Expression read(Yaml.Scalar condition, Map<String, Expression> searches) {
        String text = condition.text();
        if (text.length() > MAX_CHARACTERS) {
            throw new RefusedException(condition.line(), "a condition has at most " + MAX_CHARACTERS + " characters");
        }
        if (text.contains("|")) {
            throw new RefusedException(
                    condition.line(),
                    "'" + text.substring(text.indexOf('|')) + "' is obsolete: aggregations are correlations now");
        }
        List<String> tokens =
                TOKEN.matcher(text).results().map(MatchResult::group).toList();
        return new ConditionReader(searches, tokens, condition.line()).whole();
    }

    private Expression whole() {
        Expression expression = alternatives();
        if (next < tokens.size()) {
            throw wrong("'" + tokens.get(next) + "' is one too many");
        }
        return expression;
    }

    private Expression alternatives() {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(conjunction());
        } while (accept("or"));
        return Expression.or(parts);
    }

    private Expression conjunction() {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(negation());
        } while (accept("and"));
        return Expression.and(parts);
    }

    private Expression negation() {
        if (++depth > MAX_DEPTH) {
            throw wrong("nested deeper than " + MAX_DEPTH + " levels");
        }
        Expression expression = accept("not") ? new Expression.Not(negation()) : operand();
        depth--;
        return expression;
    }

    private Expression operand() {
        if (accept("(")) {
            Expression inner = alternatives();
            if (!accept(")")) {
                throw wrong("a bracket is not closed");
            }
            return inner;
        }
        if (isQuantifier("1") || isQuantifier("any")) {
            next += 2;
            return Expression.or(matching(name()));
        }
        if (isQuantifier("all")) {
            next += 2;
            return Expression.and(matching(name()));
        }
        return search(name());
    }

    private boolean isQuantifier(String word) {
        return isAt(next, word) && isAt(next + 1, "of");
    }

    private Expression search(String name) {
        Expression search = searches.get(name);
        if (search == null) {
            throw wrong("there is no search '" + name + "'");
        }
        return counted(search);
    }

    /// Searches whose name fits; a name that begins with `_` only if the pattern does.
    private List<Expression> matching(String pattern) {
        boolean all = pattern.equalsIgnoreCase("them");
        Glob glob = Glob.parse(all ? "*" : pattern);
        List<Expression> matching = searches.entrySet().stream()
                .filter(entry -> pattern.startsWith("_") || !entry.getKey().startsWith("_"))
                .filter(entry -> glob.fits(entry.getKey(), true))
                .map(entry -> counted(entry.getValue()))
                .toList();
        if (matching.isEmpty()) {
            throw wrong("no search fits '" + pattern + "'");
        }
        return matching;
    }

    private Expression counted(Expression search) {
        predicates += search.size();
        if (predicates > MAX_PREDICATES) {
            throw wrong("more than " + MAX_PREDICATES + " predicates");
        }
        return search;
    }

    private String name() {
        if (next >= tokens.size()) {
            throw wrong("it ends where a search is expected");
        }
        String token = tokens.get(next++);
        String word = token.toLowerCase(Locale.ROOT);
        boolean reserved = List.of("and", "or", "not", "of").contains(word);
        if (reserved || !NAME.matcher(token).matches()) {
            throw wrong("'" + token + "' stands where a search is expected");
        }
        return token;
    }

    private boolean accept(String word) {
        boolean there = isAt(next, word);
        if (there) {
            next++;
        }
        return there;
    }

    private boolean isAt(int index, String word) {
        return index < tokens.size() && tokens.get(index).equalsIgnoreCase(word);
    }

    private RefusedException wrong(String reason) {
        return new RefusedException(line, "condition: " + reason);
    }
}
