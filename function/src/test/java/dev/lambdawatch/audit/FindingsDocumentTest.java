package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FindingsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/findings.md");

    @Test
    void theCatalogueSaysWhatTheRulesSay() throws IOException {
        String document = FindingsDocument.of(ShippedRules.all(), ShippedRules.correlations());
        if (Boolean.getBoolean("write.findings")) {
            Files.writeString(DOCUMENT, document);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("docs/findings.md is stale; run this test with -Dwrite.findings=true")
                .isEqualTo(document);
    }
}
