package dev.lambdawatch.sigma;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Text with Sigma's wildcards: `*` any characters, also none; `?` exactly one. Always about the
/// whole value.
final class Glob {
    /// Stand among the code points, none of which is negative.
    private static final int MANY = -1;

    private static final int ONE = -2;

    /// Any of the characters that Windows programs take for the dash before an option.
    private static final int DASH = -3;

    private static final String DASHES = "-/\u2013\u2014\u2015";

    private final int[] symbols;

    private Glob(int[] symbols) {
        this.symbols = symbols;
    }

    /// Text as a rule writes it. A backslash takes the meaning from a following `*`, `?` or
    /// backslash; before anything else, and at the end, it is itself.
    static Glob parse(String text) {
        int[] points = text.codePoints().toArray();
        int[] symbols = new int[points.length];
        int size = 0;
        for (int i = 0; i < points.length; i++) {
            boolean escapes = points[i] == '\\' && i + 1 < points.length && isSpecial(points[i + 1]);
            if (escapes) {
                i++;
                symbols[size++] = points[i];
            } else {
                symbols[size++] = wildcard(points[i]);
            }
        }
        return new Glob(Arrays.copyOf(symbols, size));
    }

    /// Exactly this text.
    static Glob literal(String text) {
        return new Glob(text.codePoints().toArray());
    }

    /// Anything that begins so.
    Glob asPrefix() {
        return ends(MANY) ? this : new Glob(joined(symbols, MANY));
    }

    /// Anything that ends so.
    Glob asSuffix() {
        return begins(MANY) ? this : new Glob(joined(new int[] {MANY}, symbols));
    }

    /// The same, but a `-` or `/` before a word, and not after one, stands for any dash.
    Glob withAnyDash() {
        return new Glob(IntStream.range(0, symbols.length)
                .map(i -> beginsOption(i) ? DASH : symbols[i])
                .toArray());
    }

    private boolean beginsOption(int i) {
        boolean dash = symbols[i] == '-' || symbols[i] == '/';
        return dash && (i == 0 || !isWord(symbols[i - 1])) && i + 1 < symbols.length && isWord(symbols[i + 1]);
    }

    private static boolean isWord(int symbol) {
        return symbol == '_' || (symbol >= 0 && Character.isLetterOrDigit(symbol));
    }

    boolean hasWildcards() {
        return Arrays.stream(symbols).anyMatch(symbol -> symbol < 0);
    }

    /// The text, if it has no wildcards.
    String text() {
        return text(symbols, 0, symbols.length);
    }

    /// The cheapest test that accepts exactly the values described.
    ///
    /// @param cased whether `A` differs from `a`
    ValueTest test(boolean cased) {
        int[] plain = withoutDoubledStars();
        boolean open = plain.length > 0 && plain[0] == MANY;
        boolean close = plain.length > 0 && plain[plain.length - 1] == MANY;
        if (open && plain.length == 1) {
            return new TextTest.Anything();
        }
        int from = open ? 1 : 0;
        int to = close ? plain.length - 1 : plain.length;
        if (IntStream.range(from, to).anyMatch(i -> plain[i] < 0)) {
            return new TextTest.Wildcards(new Glob(plain), cased);
        }
        String text = text(plain, from, to);
        if (open && close) {
            return TextTest.Contains.of(text, cased);
        }
        if (open) {
            return new TextTest.Suffix(text, cased);
        }
        return close ? new TextTest.Prefix(text, cased) : new TextTest.Equal(text, cased);
    }

    /// Whether the whole value fits: leftmost fits, and after a misfit the last star takes one
    /// character more. At most the product of both lengths in steps.
    boolean fits(String value, boolean cased) {
        int at = 0;
        int symbol = 0;
        int starSymbol = -1;
        int starAt = 0;
        while (at < value.length()) {
            int point = value.codePointAt(at);
            if (symbol < symbols.length && symbols[symbol] == MANY) {
                starSymbol = symbol++;
                starAt = at;
            } else if (symbol < symbols.length && fits(symbols[symbol], point, cased)) {
                symbol++;
                at += Character.charCount(point);
            } else if (starSymbol >= 0) {
                symbol = starSymbol + 1;
                starAt += Character.charCount(value.codePointAt(starAt));
                at = starAt;
            } else {
                return false;
            }
        }
        while (symbol < symbols.length && symbols[symbol] == MANY) {
            symbol++;
        }
        return symbol == symbols.length;
    }

    private static boolean fits(int symbol, int point, boolean cased) {
        return switch (symbol) {
            case ONE -> true;
            case DASH -> DASHES.indexOf(point) >= 0;
            default -> symbol == point || (!cased && fold(symbol) == fold(point));
        };
    }

    /// As [String#equalsIgnoreCase] does it: by no locale, upper case first because some letters
    /// have no lower case of their own.
    private static int fold(int point) {
        return Character.toLowerCase(Character.toUpperCase(point));
    }

    private static boolean isSpecial(int point) {
        return point == '*' || point == '?' || point == '\\';
    }

    private static int wildcard(int point) {
        return switch (point) {
            case '*' -> MANY;
            case '?' -> ONE;
            default -> point;
        };
    }

    private boolean begins(int symbol) {
        return symbols.length > 0 && symbols[0] == symbol;
    }

    private boolean ends(int symbol) {
        return symbols.length > 0 && symbols[symbols.length - 1] == symbol;
    }

    private int[] withoutDoubledStars() {
        return IntStream.range(0, symbols.length)
                .filter(i -> i == 0 || symbols[i] != MANY || symbols[i - 1] != MANY)
                .map(i -> symbols[i])
                .toArray();
    }

    private static int[] joined(int[] first, int... second) {
        return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }

    private static String text(int[] points, int from, int to) {
        return new String(points, from, to - from);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob that && Arrays.equals(symbols, that.symbols);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(symbols);
    }

    /// For people: a literal star looks like a wildcard here.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int symbol : symbols) {
            switch (symbol) {
                case MANY -> text.append('*');
                case ONE -> text.append('?');
                case DASH -> text.append('-');
                default -> text.appendCodePoint(symbol);
            }
        }
        return text.toString();
    }
}
