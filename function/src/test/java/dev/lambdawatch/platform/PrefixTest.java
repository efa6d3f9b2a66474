package dev.lambdawatch.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "3.5.6.0/24",
                "255.255.255.255/32",
                "::/0",
                "::1/128",
                "2606:4700::/32",
                "2a06:98c0:0:1::/64",
                "1:0:0:2::/64",
                "2001:db8:0:1:1:1:1:1/128"
            })
    void aPrefixIsWrittenAsItWasRead(String text) {
        assertThat(Prefix.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2606:4700:0:0:0:0:0:0/32,   2606:4700::/32
            2001:DB8:0:0:1:0:0:1/128,   2001:db8::1:0:0:1/128
            """)
    void aLongFormIsShortened(String text, String written) {
        assertThat(Prefix.parse(text)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "3.5.6.0",
                "3.5.6.0/",
                "3.5.6.0/33",
                "3.5.6.0/-1",
                "3.5.6.1/24",
                "3.5.6.256/32",
                "3.5.6.0/24/24",
                "2606:4700::/129",
                "2606:4700::1/32",
                "fe80::1%lo/128",
                "example.com/24",
                "\u0663.5.6.0/24"
            })
    void whatIsNoPrefixIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Prefix.parse(text));
    }

    @Test
    void aPrefixComesBeforeThoseInsideIt() {
        assertThat(Prefix.parse("3.0.0.0/8"))
                .isLessThan(Prefix.parse("3.0.0.0/9"))
                .isLessThan(Prefix.parse("3.128.0.0/9"));
        assertThat(Prefix.parse("8000::/1")).isGreaterThan(Prefix.parse("7fff::/16"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            3.5.6.0/24, 3.5.6.128/25,    true
            3.5.6.0/24, 3.5.6.0/24,      true
            3.5.6.0/24, 3.5.0.0/16,      false
            3.5.6.0/24, 3.5.7.0/24,      false
            ::/0,       3.5.7.0/24,      true
            2a00::/16,  2a00:1:2:3::/64, true
            2a00::/65,  2a00:0:0:1::/66, false
            """)
    void aPrefixContainsWhatBeginsWithItsBits(String around, String inside, boolean contained) {
        assertThat(Prefix.parse(around).contains(Prefix.parse(inside))).isEqualTo(contained);
    }
}
