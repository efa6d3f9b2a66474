package dev.lambdawatch.sigma;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// Texts that are kept: an attacker chooses them, so their length is bounded.
final class Shortened {
    static final int MAX_CHARACTERS = 128;

    private Shortened() {}

    /// The text itself, or, if it is long, its beginning and its hash, so that different texts stay
    /// different.
    static String text(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return text;
        }
        String hash = Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
        return text.substring(0, MAX_CHARACTERS - hash.length() - 1) + "~" + hash;
    }

    /// Several texts as one that differs for every list: the length stands before each, so that no
    /// text can pretend to be two.
    static String tuple(List<String> texts) {
        return texts.stream().map(text -> text.length() + ":" + text).collect(Collectors.joining(","));
    }
}
