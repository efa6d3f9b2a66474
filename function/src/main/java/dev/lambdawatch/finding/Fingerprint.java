package dev.lambdawatch.finding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Names a thing after what it is made of: 32 hexadecimal digits, the first half of a SHA-256.
///
/// The length goes in front of each part, so that no two lists of parts give the same bytes.
public final class Fingerprint {
    private static final int BYTES = 16;

    private Fingerprint() {}

    /// The fingerprint of texts, in their order.
    public static String of(List<String> parts) {
        return ofBytes(parts.stream()
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    /// The same of bytes.
    public static String ofBytes(List<byte[]> parts) {
        MessageDigest digest = sha256();
        for (byte[] part : parts) {
            digest.update((part.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(part);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
