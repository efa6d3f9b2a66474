package dev.lambdawatch.sigma;

import java.math.BigDecimal;
import java.util.Optional;

/// A number compared with the wanted one. A value that is no number compares with none.
record NumberTest(Comparison comparison, BigDecimal wanted) implements ValueTest {
    /// Longer than any number that a record holds, and short enough to be cheap.
    private static final int MAX_DIGITS = 40;

    /// @throws IllegalArgumentException if the text is no decimal number
    static NumberTest of(Comparison comparison, String number) {
        return new NumberTest(
                comparison,
                number(number).orElseThrow(() -> new IllegalArgumentException("not a number: '" + number + "'")));
    }

    /// Looks before it parses: an exception for every value that is a word would be dear.
    private static Optional<BigDecimal> number(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789.-+eE".indexOf(text.charAt(i)) < 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean accepts(String value) {
        return number(value)
                .map(observed -> comparison.holds(observed.compareTo(wanted)))
                .orElse(false);
    }

    @Override
    public int cost() {
        return 20;
    }

    @Override
    public String toString() {
        return comparison + " " + wanted;
    }
}
