package dev.lambdawatch.flow;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A fixed word of up to eight letters, compared at once.
///
/// @param length  of the word, 1 to 8
/// @param letters the word in the upper bytes
record Word(int length, long letters) {

    /// Makes a word of ASCII letters.
    ///
    /// @throws IllegalArgumentException if it has none or more than eight
    static Word of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length == 0 || bytes.length > Long.BYTES) {
            throw new IllegalArgumentException("a word of 1 to 8 letters was expected, not '" + text + "'");
        }
        return new Word(bytes.length, upper(Arrays.copyOf(bytes, Long.BYTES), 0, bytes.length));
    }

    /// Whether it stands there.
    ///
    /// @param text has at least eight bytes from `from` on, whatever they are
    boolean isAt(byte[] text, int from) {
        return upper(text, from, length) == letters;
    }

    private static long upper(byte[] text, int from, int length) {
        return Words.at(text, from) << (Long.SIZE - Byte.SIZE * length);
    }
}
