package dev.lambdawatch.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The public rules for CloudTrail run as their authors wrote them.
class PublicRulesTest {
    private static final Path RULES = Path.of("../../shared/data/sigma/rules");

    @Test
    void allLoad() throws IOException {
        assumeThat(RULES).as("the public rules are not on this machine").isDirectory();
        List<Rule> rules = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Path file : files()) {
            Parsed parsed = Sigma.parse(file.getFileName().toString(), Files.readString(file));
            rules.addAll(parsed.rules());
            refusals.addAll(parsed.refusals());
        }
        assertThat(refusals).isEmpty();
        assertThat(rules).hasSize(57);
        assertThat(RuleSet.of(rules).fields()).contains("eventName", "requestParameters");
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(RULES)) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }
}
