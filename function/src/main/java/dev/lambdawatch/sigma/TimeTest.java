package dev.lambdawatch.sigma;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A part of a date and time compared with the wanted number. The time is read as it is written
/// (`2026-01-02T03:04:05Z`), whatever its zone; a value that is no such time compares with none.
record TimeTest(Part part, Comparison comparison, int wanted) implements ValueTest {

    /// Sigma's parts; the week is that of ISO 8601.
    enum Part {
        MINUTE(ChronoField.MINUTE_OF_HOUR),
        HOUR(ChronoField.HOUR_OF_DAY),
        DAY(ChronoField.DAY_OF_MONTH),
        WEEK(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
        MONTH(ChronoField.MONTH_OF_YEAR),
        YEAR(ChronoField.YEAR);

        private final TemporalField field;

        Part(TemporalField field) {
            this.field = field;
        }

        /// The part of a word in lower case; empty for any other word.
        static Optional<Part> of(String word) {
            return Arrays.stream(values())
                    .filter(part -> part.word().equals(word))
                    .findFirst();
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// `2026-01-02T03:04:05`, the shortest form with all parts.
    private static final int LENGTH = 19;

    /// @throws IllegalArgumentException if the text is no whole number
    static TimeTest of(Part part, Comparison comparison, String number) {
        if (!number.matches("\\d{1,4}")) {
            throw new IllegalArgumentException("'" + part.word() + "' takes a number, not '" + number + "'");
        }
        return new TimeTest(part, comparison, Integer.parseInt(number));
    }

    @Override
    public boolean accepts(String value) {
        if (value.length() < LENGTH || value.charAt(4) != '-' || value.charAt(13) != ':') {
            return false;
        }
        try {
            String time = value.substring(0, LENGTH).replace(' ', 'T');
            return comparison.holds(Integer.compare(LocalDateTime.parse(time).get(part.field), wanted));
        } catch (DateTimeException e) {
            return false;
        }
    }

    @Override
    public int cost() {
        return 50;
    }

    @Override
    public String toString() {
        return part.word() + " " + comparison + " " + wanted;
    }
}
