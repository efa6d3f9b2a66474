package dev.lambdawatch.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdawatch.audit.Stage;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void whatIsNotSetKeepsItsDefault() throws IOException {
        assertThat(parse("{}")).isEqualTo(Settings.DEFAULTS);
        assertThat(parse("{\"quiet\":\"PT1H\"}"))
                .isEqualTo(new Settings(Severity.MEDIUM, Duration.ofHours(1), Set.of(), Set.of(), Map.of(), true));
    }

    @Test
    void allCanBeSet() throws IOException {
        assertThat(parse("""
                {"publishFrom":"high","quiet":"PT30M","knownAccounts":["111122223333","444455556666"],
                 "ownResources":["org-trail"],"stages":{"lambda_code_changed_strict":"on","lambda_layer_published":"off"},
                 "bareNames":false}"""))
                .isEqualTo(new Settings(
                        Severity.HIGH,
                        Duration.ofMinutes(30),
                        Set.of("111122223333", "444455556666"),
                        Set.of("org-trail"),
                        Map.of("lambda_code_changed_strict", Stage.ON, "lambda_layer_published", Stage.OFF),
                        false));
    }

    @Test
    void aWrongSettingIsRefusedByName() {
        assertThatThrownBy(() -> parse("{\"publishForm\":\"high\"}")).hasMessageContaining("'publishForm'");
        assertThatThrownBy(() -> parse("{\"publishFrom\":\"urgent\"}")).hasMessageContaining("'urgent'");
        assertThatThrownBy(() -> parse("{\"quiet\":\"6 hours\"}")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> parse("{\"quiet\":\"-PT6H\"}")).hasMessageContaining("quiet");
        assertThatThrownBy(() -> parse("{\"knownAccounts\":\"111122223333\"}")).hasMessageContaining("knownAccounts");
        assertThatThrownBy(() -> parse("{\"knownAccounts\":[\"1\"]}")).hasMessageContaining("'1'");
        assertThatThrownBy(() -> parse("{\"stages\":[\"on\"]}")).hasMessageContaining("stages");
        assertThatThrownBy(() -> parse("{\"stages\":{\"x\":\"dry run\"}}")).hasMessageContaining("'dry run'");
        assertThatThrownBy(() -> parse("{\"bareNames\":\"no\"}")).hasMessageContaining("bareNames");
        assertThatThrownBy(() -> parse("[]")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> parse("{\"quiet\":")).isInstanceOf(IOException.class);
    }

    private static Settings parse(String json) throws IOException {
        return Settings.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
