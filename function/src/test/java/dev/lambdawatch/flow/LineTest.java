package dev.lambdawatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {
    @Test
    void numbersOfEveryLengthAreRead() {
        Random random = new Random(1);
        for (int digits = 1; digits <= 18; digits++) {
            for (int trial = 0; trial < 200; trial++) {
                String text = digits(digits, random);
                assertThat(number(text)).as(text).isEqualTo(Long.parseLong(text));
            }
        }
    }

    @Test
    void anyOtherByteAnywhereMakesNoNumber() {
        for (int digits = 1; digits <= 18; digits++) {
            for (int at = 0; at < digits; at++) {
                for (int other = 0; other < 256; other++) {
                    byte[] text = "9".repeat(digits).getBytes(StandardCharsets.US_ASCII);
                    text[at] = (byte) other;
                    boolean digit = other >= '0' && other <= '9';
                    boolean absent = digits == 1 && other == '-';
                    assertThat(number(text) == Line.MALFORMED)
                            .as("byte %d at %d of %d", other, at, digits)
                            .isEqualTo(!digit && !absent);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-, -1", "0, 0", "007, 7", "999999999999999999, 999999999999999999", "1000000000000000000, "})
    void whatIsAbsentOrTooLongIsTold(String text, Long expected) {
        assertThat(number(text)).isEqualTo(expected == null ? Line.MALFORMED : expected);
    }

    private static String digits(int count, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return text.toString();
    }

    private static long number(String text) {
        return number(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// The number in a field that has others around it.
    private static long number(byte[] field) {
        byte[] text = new byte[field.length + 12];
        Arrays.fill(text, (byte) '7');
        System.arraycopy(field, 0, text, 3, field.length);
        Line line = new Line();
        line.text = text;
        line.add(3, 3 + field.length);
        return line.number(0);
    }
}
