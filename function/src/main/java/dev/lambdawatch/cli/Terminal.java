package dev.lambdawatch.cli;

import java.io.Console;
import java.util.Optional;

/// Text for a terminal.
final class Terminal {
    private Terminal() {}

    /// Whether a person sits at a terminal, and not a file or another program at the other end.
    static boolean isThere() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /// The text with everything that could steer a terminal or reorder what is read made visible:
    /// control characters, line breaks, bidirectional marks.
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isHidden(point)) {
                plain.append(String.format("\\u%04x", point));
            } else {
                plain.appendCodePoint(point);
            }
        });
        return plain.toString();
    }

    /// Half a surrogate pair cannot be written at all: it would become a `?`, a wildcard in a filter.
    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
