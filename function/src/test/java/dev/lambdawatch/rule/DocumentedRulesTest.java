package dev.lambdawatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.ShippedRules;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Parsed;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.Sigma;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The rules that the documents show are rules that work.
class DocumentedRulesTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    @Test
    void theRulesOnRowsAndOnBeaconsAreInForceAsTheyStand() throws IOException {
        List<Parsed> blocks = BLOCK.matcher(Files.readString(Path.of("../docs/operations.md")))
                .results()
                .map(block -> Sigma.parse("operations.md", block.group(1)))
                .toList();
        assertThat(blocks).allSatisfy(block -> assertThat(block.refusals()).isEmpty());
        List<Rule> rules =
                blocks.stream().flatMap(block -> block.rules().stream()).toList();
        assertThat(rules).filteredOn(RowRules::concerns).extracting(Rule::name).containsExactly("mining_pool");
        assertThat(rules)
                .filteredOn(BeaconRules::concerns)
                .extracting(Rule::name)
                .containsExactly("beat_from_databases");
        List<Filter> filters =
                blocks.stream().flatMap(block -> block.filters().stream()).toList();
        assertThat(filters).hasSize(2);
        assertThat(Screening.of(new Rulebook(rules, List.of(), filters, Map.of()))
                        .refusals())
                .isEmpty();
    }

    /// A replay without rules of the user's reads none for rows and beacons.
    @Test
    void noRuleThatShipsIsOnRowsOrBeacons() {
        assertThat(ShippedRules.all()).noneMatch(rule -> RowRules.concerns(rule) || BeaconRules.concerns(rule));
    }
}
