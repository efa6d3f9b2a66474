package dev.lambdawatch.cli;

/// Texts of records as values in a Sigma file.
final class FilterText {
    private static final int LONGEST = 512;

    private FilterText() {}

    /// Whether a value can stand in a file so that a reader sees all of it.
    static boolean isExact(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.equals(Terminal.plain(text));
    }

    /// The text without a meaning in Sigma.
    static String literal(String text) {
        return text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    }

    /// A single-quoted scalar of YAML.
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// The text as a comment's, on one line.
    static String comment(String text, int length) {
        String plain = Terminal.plain(text);
        return plain.length() <= length ? plain : plain.substring(0, length - 3) + "...";
    }
}
