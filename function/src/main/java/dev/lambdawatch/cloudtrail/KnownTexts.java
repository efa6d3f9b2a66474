package dev.lambdawatch.cloudtrail;

import java.util.Arrays;

/// Texts met lately, so that one which record after record repeats (service, Region, caller, agent)
/// is one String and not thousands. Each text has one place, where the last to come stays: no
/// choice of texts makes it grow or slow. Mutable, one for each reading.
final class KnownTexts {
    private static final int PLACES = 512;
    private static final int LONGEST = 256;
    private static final int SAMPLES = 16;

    private final String[] texts = new String[PLACES];
    private final char[] copy = new char[LONGEST];

    KnownTexts() {
        Arrays.fill(texts, "");
    }

    String of(char[] chars, int offset, int length) {
        if (length > LONGEST) {
            return new String(chars, offset, length);
        }
        int place = place(chars, offset, length);
        String known = texts[place];
        if (!isEqual(known, chars, offset, length)) {
            known = new String(chars, offset, length);
            texts[place] = known;
        }
        return known;
    }

    /// By a few of the characters, counted from the end, where ARNs and agents differ.
    private static int place(char[] chars, int offset, int length) {
        int step = 1 + length / SAMPLES;
        int hash = length;
        for (int i = offset + length - 1; i >= offset; i -= step) {
            hash = 31 * hash + chars[i];
        }
        return (hash ^ (hash >>> 9)) & (PLACES - 1);
    }

    /// By copying and comparing many characters at a time.
    private boolean isEqual(String known, char[] chars, int offset, int length) {
        if (known.length() != length) {
            return false;
        }
        known.getChars(0, length, copy, 0);
        return Arrays.equals(copy, 0, length, chars, offset, offset + length);
    }
}
