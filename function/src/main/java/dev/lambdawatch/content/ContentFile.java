package dev.lambdawatch.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/// The text of one file of the library.
///
/// @param key     `rules/mine.yml`, `filters/deploy.yml`, `settings.json` or `accounts.json`
/// @param tag     of the object it was read from
/// @param written when that was written
/// @param text    what it says
record ContentFile(String key, String tag, Instant written, String text) {

    /// 64 hexadecimal digits of the SHA-256 of the text.
    String digest() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    boolean isSettings() {
        return key.equals(Library.SETTINGS);
    }

    boolean isAccounts() {
        return key.equals(Library.ACCOUNTS);
    }

    boolean isFilters() {
        return key.startsWith(Library.FILTERS);
    }

    boolean saysTheSameAs(ContentFile other) {
        return text.equals(other.text);
    }
}
