package dev.lambdawatch.beacon;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// The hash by which stored things are named after what they come from.
final class Sha256 {
    private Sha256() {}

    /// The 32 bytes of a list of parts. The length goes in front of each, so that no two lists give
    /// the same bytes.
    static byte[] of(List<byte[]> parts) {
        MessageDigest digest = algorithm();
        for (byte[] part : parts) {
            digest.update((part.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(part);
        }
        return digest.digest();
    }

    /// The same of texts.
    static byte[] ofTexts(List<String> parts) {
        return of(parts.stream()
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    private static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
