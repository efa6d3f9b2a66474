package dev.lambdawatch.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import java.util.ArrayList;
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
    void everyFactOfATunnelIsAField() {
        Tunnels tunnels = Tunnels.empty();
        Asking host = Asking.by("10.0.1.20").on("i-0abc").through("rslvr-in-1");
        for (int i = 0; i < 150; i++) {
            tunnels.add(host.named("%032x.evil.co.uk".formatted(i)));
        }
        List<Finding> findings = new ArrayList<>();
        tunnels.examine(findings::add);
        assertThat(findings).singleElement().satisfies(tunnel -> {
            assertThat(SigmaFields.namesOfTunnels()).containsAll(tunnel.facts().keySet());
            assertThat(SigmaFields.namesOfTunnels())
                    .allSatisfy(field ->
                            assertThat(SigmaFields.ofTunnel(tunnel, field)).hasSize(1));
            assertThat(SigmaFields.ofTunnel(tunnel, "query")).isEmpty();
        });
    }

    @Test
    void whatTheRowDoesNotHaveAndWhatNobodyKnowsHasNoValue() {
        assertThat(SigmaFields.of(ROW, "firewall_rule_action")).isEmpty();
        assertThat(SigmaFields.of(ROW, "Image")).isEmpty();
        assertThat(SigmaFields.names()).contains("query", "answer").doesNotContain("Image");
    }
}
