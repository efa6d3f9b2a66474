package dev.lambdawatch.beacon;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Where records came from: an object of S3, or a file. Names its segments: the UTC hour, then 32
/// hexadecimal digits made of the object. An object that is delivered again gives the same names,
/// so its segments replace themselves and nothing counts twice.
///
/// The version of an object is no part of its name: whoever reads an object gets its latest
/// content, so two versions would be one content counted twice.
///
/// ```
/// 2026-11-21T14/5d41402abc4b2a76b9719d911017c592
/// ```
///
/// @param bucket  or the folder
/// @param key     or the file's name
public record SourceObject(String bucket, String key) {
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH/", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// What the names of all segments of an hour begin with.
    ///
    /// @param hour hours since 1970
    static String prefix(long hour) {
        return HOUR.format(Instant.ofEpochSecond(hour * 3600));
    }

    /// The name under which a segment of this object is stored.
    public String nameOf(Segment segment) {
        MessageDigest digest = sha256();
        for (String part : List.of(bucket, key)) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // The length goes in front, so that no two objects give the same bytes.
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return prefix(segment.hour()) + HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
