package dev.lambdawatch.cli;

import java.util.Locale;

/// How many there are of something, for people.
final class Counted {
    private Counted() {}

    /// Such as "1 finding" and "1,200 findings".
    static String text(long count, String noun) {
        return String.format(Locale.ROOT, count == 1 ? "%,d %s" : "%,d %ss", count, noun);
    }
}
