package dev.lambdawatch.cloudtrail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// `2026-01-01T10:00:28Z`, the form of nearly every record, read without the cost of a formatter;
/// any other ISO form in UTC (AWS shows one with milliseconds) is left to the platform.
final class EventTime {
    private static final String FORM = "dddd-dd-ddTdd:dd:ddZ";

    /// 9999-12-31T23:59:59Z: later times overflow what others calculate with them.
    private static final long LAST_SECOND = 253_402_300_799L;

    private EventTime() {}

    static Optional<Instant> parse(String text) {
        try {
            Instant time = isUsual(text) ? usual(text) : Instant.parse(text);
            long second = time.getEpochSecond();
            return second < 0 || second > LAST_SECOND ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean isUsual(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char wanted = FORM.charAt(i);
            char found = text.charAt(i);
            if (wanted == 'd' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
    }

    private static Instant usual(String text) {
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException("no time of day: " + text);
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        return Instant.ofEpochSecond(day * 86_400L + hour * 3_600L + minute * 60L + second);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
