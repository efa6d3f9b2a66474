package dev.lambdawatch.sigma;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A value of a text search on its way through the modifiers.
///
/// @param bytes whether each character stands for a byte, as after `utf16le`
record Words(Glob glob, boolean bytes) {

    static Words parse(String text) {
        return new Words(Glob.parse(text), false);
    }

    /// The values it becomes by one modifier.
    ///
    /// @throws IllegalArgumentException if the modifier is unknown, or not for this value
    List<Words> modified(String modifier) {
        return switch (modifier) {
            case "contains" -> List.of(shaped(glob.asPrefix().asSuffix()));
            case "startswith" -> List.of(shaped(glob.asPrefix()));
            case "endswith" -> List.of(shaped(glob.asSuffix()));
            case "windash" -> List.of(shaped(glob.withAnyDash()));
            case "utf16le", "wide" -> List.of(ofBytes(literal(modifier).getBytes(StandardCharsets.UTF_16LE)));
            case "utf16be" -> List.of(ofBytes(literal(modifier).getBytes(StandardCharsets.UTF_16BE)));
            case "utf16" -> List.of(ofBytes(Encoding.utf16(literal(modifier))));
            case "base64" -> List.of(ofText(Encoding.base64(toBytes(modifier))));
            case "base64offset" ->
                Encoding.base64AtAnyOffset(toBytes(modifier)).stream()
                        .map(Words::ofText)
                        .toList();
            default -> throw new IllegalArgumentException("the modifier '" + modifier + "' is not supported here");
        };
    }

    private Words shaped(Glob shape) {
        return new Words(shape, bytes);
    }

    private static Words ofText(String text) {
        return new Words(Glob.literal(text), false);
    }

    private static Words ofBytes(byte[] bytes) {
        return new Words(Glob.literal(new String(bytes, StandardCharsets.ISO_8859_1)), true);
    }

    private byte[] toBytes(String modifier) {
        Charset charset = bytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        return literal(modifier).getBytes(charset);
    }

    private String literal(String modifier) {
        if (glob.hasWildcards()) {
            throw new IllegalArgumentException("'" + modifier + "' takes no wildcards: '" + glob + "'");
        }
        return glob.text();
    }
}
