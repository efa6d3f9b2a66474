package dev.lambdawatch.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigmaFieldsTest {
    private static final Query ROW = Asking.by("10.0.1.20")
            .row(
                    "aaa.stage.123.evil.co.uk",
                    "TXT",
                    "NOERROR",
                    List.of(new Answer("CNAME", "x.test"), new Answer("TXT", "\"IEX\"")));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "query,         aaa.stage.123.evil.co.uk",
                "QueryName,     aaa.stage.123.evil.co.uk",
                "record_type,   TXT",
                "parent_domain, evil.co.uk",
                "QueryStatus,   NOERROR",
                "src_ip,        10.0.1.20"
            })
    void aFieldOfPublicRulesHasTheRowsValue(String field, String value) {
        assertThat(SigmaFields.of(ROW, field)).containsExactly(value);
    }

    @Test
    void allAnswersAreValuesOfOneField() {
        assertThat(SigmaFields.of(ROW, "answer")).containsExactly("x.test", "\"IEX\"");
    }

    @Test
    void whatTheRowDoesNotHaveAndWhatNobodyKnowsHasNoValue() {
        assertThat(SigmaFields.of(ROW, "firewall_rule_action")).isEmpty();
        assertThat(SigmaFields.of(ROW, "Image")).isEmpty();
        assertThat(SigmaFields.names()).contains("query", "answer").doesNotContain("Image");
    }
}
