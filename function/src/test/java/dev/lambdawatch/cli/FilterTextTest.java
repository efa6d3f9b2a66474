package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTextTest {
    /// Half a pair cannot be encoded and would be written as a `?`, which in Sigma is any character;
    /// some readers of YAML take the separators for the end of a line.
    @ParameterizedTest
    @ValueSource(strings = {"a\ud800b", "a\u2028b", "a\u2029b", "a\u0085b", "a\u202eb", "a\nb", ""})
    void whatAReaderMaySeeOtherwiseIsNotExact(String text) {
        assertThat(FilterText.isExact(text)).isFalse();
    }

    @Test
    void aCommentStaysAComment() {
        assertThat(FilterText.comment("agent\u2028owner: me\ud800", 90)).isEqualTo("agent\\u2028owner: me\\ud800");
    }
}
