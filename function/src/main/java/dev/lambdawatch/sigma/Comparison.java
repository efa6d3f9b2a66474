package dev.lambdawatch.sigma;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How a number stands to the wanted one, in Sigma's words.
enum Comparison {
    EQ("="),
    NEQ("!="),
    LT("<"),
    LTE("<="),
    GT(">"),
    GTE(">=");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    /// The comparison of a word in lower case; empty for any other word.
    static Optional<Comparison> of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /// @param order as [Comparable#compareTo] gives it for the observed and the wanted number
    boolean holds(int order) {
        return switch (this) {
            case EQ -> order == 0;
            case NEQ -> order != 0;
            case LT -> order < 0;
            case LTE -> order <= 0;
            case GT -> order > 0;
            case GTE -> order >= 0;
        };
    }

    @Override
    public String toString() {
        return sign;
    }
}
