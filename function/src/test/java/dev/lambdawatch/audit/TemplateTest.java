package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final Map<String, String> FACTS = Map.of("api", "PutObject", "key", "filters/{api}");

    @Test
    void factsStandForPlaceholdersAndAreNotFilledAgain() {
        assertThat(filled("{api} of {key}, {api}")).isEqualTo("PutObject of filters/{api}, PutObject");
    }

    @Test
    void whatTheCallLacksIsUnknown() {
        assertThat(filled("{api} by {who}")).isEqualTo("PutObject by unknown");
    }

    @Test
    void whatStandsInBracketsIsLeftOutWhereTheCallLacksAFactInIt() {
        assertThat(filled("{api}[ of {key}][ by {who}][, {key} in {bucket}]."))
                .isEqualTo("PutObject of filters/{api}.");
    }

    @Test
    void bracketsWithoutAPlaceholderAreText() {
        assertThat(filled("[1] a[0] {api} []")).isEqualTo("[1] a[0] PutObject []");
    }

    @Test
    void aTextIsEmptyOnlyWithoutPlaceholders() {
        assertThat(Template.of("").isEmpty()).isTrue();
        assertThat(Template.of("[{who}]").isEmpty()).isFalse();
    }

    private static String filled(String text) {
        return Template.of(text).fill(FACTS);
    }
}
