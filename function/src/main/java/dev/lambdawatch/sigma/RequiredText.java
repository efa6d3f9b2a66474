package dev.lambdawatch.sigma;

/// The longest text that whatever a regular expression matches must contain, as far as it is plain
/// to see: looking for it first is some hundred times cheaper than the automaton. Where in doubt
/// the answer is shorter, or empty.
final class RequiredText {
    /// Escapes that stand for a class of characters or for a place.
    private static final String CLASSES = "dDwWsSbBAznrtfv";

    private final String regex;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";
    private int depth;

    private RequiredText(String regex) {
        this.regex = regex;
    }

    /// @param regex valid, case-sensitive, in the language of RE2
    static String in(String regex) {
        return new RequiredText(regex).longest();
    }

    private String longest() {
        int i = 0;
        while (i < regex.length()) {
            i = step(i);
            if (i < 0) {
                return "";
            }
        }
        endRun();
        return longest;
    }

    /// Reads one thing of the expression.
    ///
    /// @return the index behind it, or -1 if nothing can be said
    private int step(int i) {
        char c = regex.charAt(i);
        return switch (c) {
            case '|' -> depth == 0 ? -1 : i + 1;
            case '(' -> regex.startsWith("(?", i) && !regex.startsWith("(?:", i) ? -1 : moved(i, 1);
            case ')' -> moved(i, -1);
            case '[' -> afterSet(i);
            case '*', '?' -> afterOptional(i);
            case '{' -> afterOptional(Math.max(i, regex.indexOf('}', i)));
            case '\\' -> afterEscape(i);
            case '.', '^', '$', '+', '}', ']' -> broken(i);
            default -> c < 128 ? kept(i, c) : broken(i);
        };
    }

    /// What stands in brackets may be optional or a choice, and is passed over.
    private int moved(int i, int levels) {
        depth += levels;
        return broken(i);
    }

    private int kept(int i, char c) {
        if (depth == 0) {
            run.append(c);
        }
        return i + 1;
    }

    private int broken(int i) {
        endRun();
        return i + 1;
    }

    /// The character before a `*`, `?` or `{0,1}` may be missing.
    private int afterOptional(int i) {
        run.setLength(Math.max(0, run.length() - 1));
        return broken(i);
    }

    private int afterEscape(int i) {
        char escaped = i + 1 < regex.length() ? regex.charAt(i + 1) : 'x';
        if (CLASSES.indexOf(escaped) >= 0) {
            return broken(i + 1);
        }
        return Character.isLetterOrDigit(escaped) || escaped > 127 ? -1 : kept(i + 1, escaped);
    }

    /// A simple set only: one with a bracket inside is read by nobody at a glance.
    private int afterSet(int i) {
        int end = regex.indexOf(']', i);
        String set = end < 0 ? "[" : regex.substring(i + 1, end);
        boolean simple = set.indexOf('[') < 0 && set.indexOf('\\') < 0 && !set.isEmpty() && !set.equals("^");
        return simple ? broken(end) : -1;
    }

    private void endRun() {
        if (run.length() > longest.length()) {
            longest = run.toString();
        }
        run.setLength(0);
    }
}
