package dev.lambdawatch.sigma;

/// The tests that a [Glob] becomes. Case is ignored without copying: letters are equal as in
/// [String#equalsIgnoreCase], whatever the locale.
sealed interface TextTest extends ValueTest {

    /// `*`: the field has a value.
    record Anything() implements TextTest {
        @Override
        public boolean accepts(String value) {
            return true;
        }

        @Override
        public int cost() {
            return 1;
        }

        @Override
        public String toString() {
            return "*";
        }
    }

    record Equal(String text, boolean cased) implements TextTest {
        @Override
        public boolean accepts(String value) {
            return Place.WHOLE.holds(value, text, cased);
        }

        @Override
        public int cost() {
            return 1;
        }

        @Override
        public String toString() {
            return text.isEmpty() ? "''" : text;
        }
    }

    record Prefix(String text, boolean cased) implements TextTest {
        @Override
        public boolean accepts(String value) {
            return Place.START.holds(value, text, cased);
        }

        @Override
        public int cost() {
            return 2;
        }

        @Override
        public String toString() {
            return text + "*";
        }
    }

    record Suffix(String text, boolean cased) implements TextTest {
        @Override
        public boolean accepts(String value) {
            return Place.END.holds(value, text, cased);
        }

        @Override
        public int cost() {
            return 2;
        }

        @Override
        public String toString() {
            return "*" + text;
        }
    }

    /// The text, anywhere in the value.
    ///
    /// @param lower the first character in lower case
    /// @param upper the first character in upper case
    record Contains(String text, boolean cased, char lower, char upper) implements TextTest {
        static Contains of(String text, boolean cased) {
            char first = text.charAt(0);
            return new Contains(text, cased, Character.toLowerCase(first), Character.toUpperCase(first));
        }

        @Override
        public boolean accepts(String value) {
            return cased ? value.contains(text) : containsIgnoringCase(value);
        }

        private boolean containsIgnoringCase(String value) {
            int last = value.length() - text.length();
            for (int i = 0; i <= last; i++) {
                if (mayBegin(value.charAt(i)) && Place.isAt(value, i, text, false)) {
                    return true;
                }
            }
            return false;
        }

        /// Beyond ASCII more than two letters may be equal (`k`, `K` and the Kelvin sign), whichever of
        /// them the text begins with.
        private boolean mayBegin(char c) {
            return c == lower || c == upper || c > 127 || text.charAt(0) > 127;
        }

        @Override
        public int cost() {
            return 10;
        }

        @Override
        public String toString() {
            return "*" + text + "*";
        }
    }

    record Wildcards(Glob glob, boolean cased) implements TextTest {
        @Override
        public boolean accepts(String value) {
            return glob.fits(value, cased);
        }

        @Override
        public int cost() {
            return 10;
        }

        @Override
        public String toString() {
            return glob.toString();
        }
    }
}
