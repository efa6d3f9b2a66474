package dev.lambdawatch.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                ".+:assumed-role/aws:.+;    :assumed-role/aws:",
                "^List.*\\d{8}$;            List",
                "abc?;                      ab",
                "abc*d;                     ab",
                "abc+d;                     abc",
                "abc{0,2};                  ab",
                "a\\.b;                     a.b",
                "(abc)?d;                   d",
                "(a|b)cd;                   cd",
                "abc|d;                     \"\"",
                "(?i)abc;                   \"\"",
                "(?:abc)d;                  d",
                "[abc]de;                   de",
                "[]abc]de;                  \"\"",
                "[[:alpha:]]de;             \"\"",
                "\\x41bc;                   \"\"",
                "\\Qa*\\E;                  \"\"",
                "\\bcde\\s;                 cde",
                "é?ab;                      ab",
            })
    void theLongestPlainText(String regex, String text) {
        assertThat(RequiredText.in(regex)).isEqualTo(text);
    }

    @Test
    void everyMatchContainsIt() {
        Random random = new Random(20260103);
        List<String> pieces =
                List.of("a", "b", "ab", "(", ")", "[ab]", "[^a]", "*", "+", "?", "{2}", "{0,1}", "|", ".", "\\.", "^");
        int compiled = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder regex = new StringBuilder();
            for (int j = random.nextInt(8); j >= 0; j--) {
                regex.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                Pattern pattern = Pattern.compile(regex.toString());
                compiled++;
                String value = random.ints(6, 0, 3)
                        .collect(StringBuilder::new, (text, c) -> text.append("ab.".charAt(c)), StringBuilder::append)
                        .toString();
                assertThat(!pattern.matcher(value).find() || value.contains(RequiredText.in(regex.toString())))
                        .as("%s on %s", regex, value)
                        .isTrue();
            } catch (com.google.re2j.PatternSyntaxException e) {
                // Most random texts are no expressions.
            }
        }
        assertThat(compiled).isGreaterThan(1_000);
    }
}
