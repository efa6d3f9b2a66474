package dev.lambdawatch.sigma;

/// A number that another is compared with: `>= 5`.
///
/// @param comparison in Sigma's word: `gte`
public record Threshold(String comparison, int number) {
    public Threshold {
        if (Comparison.of(comparison).isEmpty()) {
            throw new IllegalArgumentException("'" + comparison + "' is no comparison of Sigma");
        }
    }

    /// Whether a number satisfies it.
    public boolean isMet(int other) {
        return sign().holds(Integer.compare(other, number));
    }

    private Comparison sign() {
        return Comparison.of(comparison).orElseThrow();
    }

    /// For people: `>= 5`.
    @Override
    public String toString() {
        return sign() + " " + number;
    }
}
