package dev.lambdawatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlertTest {
    private static final int SNS_LIMIT = 262_144;

    @Test
    void theMessageHasABodyForEachProtocol() throws IOException {
        Alert alert = alert(Samples.codeChange());
        assertThat(fields(alert.message()))
                .containsEntry("default", alert.subject())
                .containsEntry("email", alert.text())
                .containsEntry("https", alert.chat())
                .containsEntry("lambda", alert.ocsf())
                .containsEntry("sqs", alert.ocsf())
                .hasSize(5);
    }

    @Test
    void attributesAreWhatSubscribersFilterByAndNoneIsEmpty() {
        assertThat(alert(Samples.codeChange()).attributes())
                .containsExactly(
                        Map.entry("severity", "high"),
                        Map.entry("account", "111122223333"),
                        Map.entry("ou", "Production"),
                        Map.entry("region", "eu-west-1"),
                        Map.entry("rule", "lambda_code_changed"),
                        Map.entry("dedup", Samples.codeChange().id() + ":high"));
        assertThat(alert(Samples.beacon()).attributes()).doesNotContainKey("ou");
    }

    @Test
    void everyMessageOfHostileTextsIsJsonBelowTheLimitOfSns() throws IOException {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            String text = HostileText.from(random, 20).repeat(1 + random.nextInt(50));
            Alert alert = alert(Samples.of(text, Severity.CRITICAL, 1 + random.nextInt(100)));
            assertThat(alert.message())
                    .as("seed %d", seed)
                    .hasSizeLessThan(SNS_LIMIT - 16_384)
                    .matches("[ -~]+");
            fields(alert.message());
            fields(alert.chat());
            fields(alert.ocsf());
        }
    }

    @Test
    void theLongestTextsOfTheWidestCharactersFit() throws IOException {
        for (String text : List.of("\u4e2d".repeat(20_000), "\"\\".repeat(10_000), "\ud83d\ude00".repeat(10_000))) {
            Alert alert = alert(Samples.of(text, Severity.CRITICAL, 150));
            assertThat(alert.message()).hasSizeLessThan(SNS_LIMIT - 16_384);
            assertThat(fields(alert.message())).hasSize(5);
        }
    }

    private static Alert alert(Finding finding) {
        return Alert.of(finding, Decision.of(new Telling.First()), Samples.NOW);
    }

    /// The texts of the top level; fails on what is not strict JSON.
    private static Map<String, String> fields(String json) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        JsonFactory strict = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (JsonParser parser = strict.createParser(json)) {
            parser.nextToken();
            while (parser.nextFieldName() != null) {
                String name = parser.currentName();
                if (parser.nextToken().isScalarValue()) {
                    fields.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            assertThat(parser.nextToken()).isNull();
        }
        return fields;
    }
}
