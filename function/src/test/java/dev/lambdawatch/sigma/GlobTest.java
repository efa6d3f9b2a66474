package dev.lambdawatch.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    /// The specification's table of escapes. `'` quotes here only for the table.
    @ParameterizedTest(name = "{0} fits {1}: {2}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a*, abc, true",
                "a*, a, true",
                "*c, abc, true",
                "*b*, abc, true",
                "a?c, abc, true",
                "a?c, ac, false",
                "a?c, abbc, false",
                "?, 😀, true",
                "a*c*e, abcde, true",
                "a*c*e, abcd, false",
                "a*b*a*b, aababab, true",
                "*, \"\", true",
                "\"\", \"\", true",
                "\"\", a, false",
                "a\\*, a*, true",
                "a\\*, abc, false",
                "a\\?, a?, true",
                "a\\?, ab, false",
                "a\\\\*, a\\bc, true",
                "a\\\\*, a*, false",
                "a\\\\\\*, a\\*, true",
                "a\\\\\\*, a\\b, false",
                "a\\b, a\\b, true",
                "a\\\\b, a\\b, true",
                "a\\\\\\b, a\\\\b, true",
                "a\\\\\\\\b, a\\\\b, true",
                "a\\, a\\, true",
                "a\\\\, a\\, true",
            })
    void escapes(String sigma, String value, boolean fits) {
        assertThat(Glob.parse(sigma).test(false).accepts(value)).isEqualTo(fits);
        assertThat(Glob.parse(sigma).fits(value, false)).isEqualTo(fits);
    }

    @Test
    void wildcardsAtTheEndsBecomeCheapTests() {
        assertThat(Glob.parse("a").test(false)).isEqualTo(new TextTest.Equal("a", false));
        assertThat(Glob.parse("a**").test(false)).isEqualTo(new TextTest.Prefix("a", false));
        assertThat(Glob.parse("*a").test(false)).isEqualTo(new TextTest.Suffix("a", false));
        assertThat(Glob.parse("*").asPrefix().asSuffix().test(false)).isEqualTo(new TextTest.Anything());
        assertThat(Glob.parse("*a*").test(true)).isEqualTo(TextTest.Contains.of("a", true));
    }

    @Test
    void casingIsByNoLocale() {
        for (String sigma : new String[] {"title", "*itl*", "t*", "*le", "t?tl*"}) {
            assertThat(Glob.parse(sigma).test(false).accepts("TITLE")).as(sigma).isTrue();
            assertThat(Glob.parse(sigma).test(true).accepts("TITLE")).as(sigma).isFalse();
        }
        assertThat(Glob.parse("*kelvin*").test(false).accepts("in \u212Aelvin")).isTrue();
        assertThat(Glob.parse("*\u212Aelvin*").test(false).accepts("in Kelvin")).isTrue();
        assertThat(Glob.parse("*\u017Fet*").test(false).accepts("a set")).isTrue();
    }
}
