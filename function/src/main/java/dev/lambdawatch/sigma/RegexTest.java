package dev.lambdawatch.sigma;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.MatchResult;

/// A regular expression found anywhere in the value. RE2/J runs in time linear in the value; look
/// around and back references do not exist there and are refused.
final class RegexTest implements ValueTest {
    /// A counted repetition is written out when compiled, so `((x{1000}){1000})` would be a bomb:
    /// length times all counts is bounded.
    private static final long MAX_WRITTEN_OUT = 1_000_000;

    private static final java.util.regex.Pattern COUNTED =
            java.util.regex.Pattern.compile("\\{(?<least>\\d{1,6})(?:,(?<most>\\d{0,6}))?}");

    private final Pattern pattern;

    /// Where it is missing, the expression need not be tried.
    private final String required;

    private RegexTest(Pattern pattern) {
        this.pattern = pattern;
        boolean cased = (pattern.flags() & Pattern.CASE_INSENSITIVE) == 0;
        this.required = cased ? RequiredText.in(pattern.pattern()) : "";
    }

    /// @param flags of [Pattern]
    /// @throws IllegalArgumentException if it is not of the language of RE2, or too large
    static RegexTest of(String regex, int flags) {
        if (writtenOut(regex) > MAX_WRITTEN_OUT) {
            throw new IllegalArgumentException("the repetitions of the regular expression are too large: " + regex);
        }
        try {
            return new RegexTest(Pattern.compile(regex, flags));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "regular expression: " + e.getDescription() + " in '" + e.getPattern() + "'", e);
        }
    }

    private static long writtenOut(String regex) {
        long product = regex.length();
        for (MatchResult count : COUNTED.matcher(regex).results().toList()) {
            String most = count.group("most");
            String bound = most == null || most.isEmpty() ? count.group("least") : most;
            product = Math.min(product * Math.max(1, Long.parseLong(bound)), MAX_WRITTEN_OUT + 1);
        }
        return product;
    }

    @Override
    public boolean accepts(String value) {
        return value.contains(required) && pattern.matcher(value).find();
    }

    @Override
    public int cost() {
        return 100;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegexTest that && pattern.equals(that.pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return "/" + pattern.pattern() + "/";
    }
}
