package dev.lambdawatch.sigma;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/// Sigma's encodings of values.
final class Encoding {
    private static final byte[] LITTLE_ENDIAN_MARK = {(byte) 0xFF, (byte) 0xFE};

    /// Characters of Base64 that depend on what stands before, for 0, 1 and 2 bytes before.
    private static final int[] DEPEND_ON_BEFORE = {0, 2, 3};

    /// Characters of Base64 that depend on what follows, by length modulo 3.
    private static final int[] DEPEND_ON_AFTER = {0, 3, 2};

    private Encoding() {}

    /// Little endian behind a byte order mark.
    static byte[] utf16(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
        return ByteBuffer.allocate(bytes.length + 2)
                .put(LITTLE_ENDIAN_MARK)
                .put(bytes)
                .array();
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// The three texts one of which stands in the Base64 of anything that contains the bytes.
    ///
    /// @throws IllegalArgumentException if they are fewer than two: of a single byte there may
    ///     be no character that depends on it alone, and nothing is in everything
    static List<String> base64AtAnyOffset(byte[] bytes) {
        if (bytes.length < 2) {
            throw new IllegalArgumentException("'base64offset' takes at least two characters");
        }
        return IntStream.range(0, 3)
                .mapToObj(before -> base64Inside(bytes, before))
                .toList();
    }

    private static String base64Inside(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String encoded = base64(shifted);
        return encoded.substring(DEPEND_ON_BEFORE[before], encoded.length() - DEPEND_ON_AFTER[shifted.length % 3]);
    }
}
