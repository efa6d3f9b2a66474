package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorsTest {
    private static final Set<String> OURS = Set.of("111122223333");

    @ParameterizedTest
    @CsvSource({
        "arn:aws:lambda:eu-west-1:111122223333:layer:shared:3, OWN",
        "arn:aws:lambda:eu-west-1:444455556666:layer:shared:3, FOREIGN",
        "arn:aws:lambda:eu-west-1:464622532012:layer:Datadog-Extension:62, VENDOR",
        "arn:aws:lambda:eu-west-1:451483290750:layer:NewRelicPython312:9, VENDOR",
        "arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:53, VENDOR"
    })
    void aLayerIsOursAVendorsOrForeign(String layer, Grant.Owner owner) {
        assertThat(Grant.sourceOf(Grant.accountIn(layer), OURS)).isEqualTo(owner);
    }

    @Test
    void aVendorIsNamedBehindItsAccount() {
        assertThat(Grant.named("a layer", "943013980633")).isEqualTo("a layer (Sentry)");
        assertThat(Grant.named("a layer", "444455556666")).isEqualTo("a layer");
    }
}
