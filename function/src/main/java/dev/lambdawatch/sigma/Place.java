package dev.lambdawatch.sigma;

/// Where in a value a text must stand.
enum Place {
    WHOLE,
    START,
    END,
    ANYWHERE;

    boolean holds(String value, String text, boolean cased) {
        return switch (this) {
            case WHOLE -> cased ? value.equals(text) : value.equalsIgnoreCase(text);
            case START -> isAt(value, 0, text, cased);
            case END -> isAt(value, value.length() - text.length(), text, cased);
            case ANYWHERE -> contains(value, text, cased);
        };
    }

    static boolean isAt(String value, int index, String text, boolean cased) {
        return value.regionMatches(!cased, index, text, 0, text.length());
    }

    private static boolean contains(String value, String text, boolean cased) {
        for (int i = 0; i <= value.length() - text.length(); i++) {
            if (isAt(value, i, text, cased)) {
                return true;
            }
        }
        return false;
    }
}
