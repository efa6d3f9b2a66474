package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The shipped rules on real records of attacks and of daily work.
class RealRecordsTest {
    private static final Path DATA = Path.of("../../shared/data/cloudtrail");
    private static final Audit AUDIT = Audit.of(ShippedRules.book(), Estate.UNKNOWN);

    @BeforeEach
    void needsTheRecords() {
        assumeThat(DATA)
                .as("the real records are not beside this checkout: left out")
                .isDirectory();
    }

    @Test
    void theTwoLambdaDetonationsOfTheRedTeamAreFoundAndNothingElse() {
        assertThat(alerts("stratus-red-team.jsonl.gz", 309))
                .extracting(finding -> finding.detection().name(), Finding::severity)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("lambda_layer_added", Severity.MEDIUM),
                        org.assertj.core.groups.Tuple.tuple("lambda_policy_public", Severity.CRITICAL));
    }

    @Test
    void readsAndFailedCreatesOfTerraformAndAttacksOnOtherServicesStaySilent() {
        assertThat(alerts("invictus-aws-dataset.jsonl.gz", 2425)).isEmpty();
    }

    @Test
    void oneRecordOfEachOf308ApisStaysSilent() {
        assertThat(alerts("traildiscover.jsonl.gz", 308)).isEmpty();
    }

    private static List<Finding> alerts(String file, int records) {
        List<Finding> findings = new ArrayList<>();
        int calls = Calling.read(AUDIT, DATA.resolve(file), findings::add);
        assertThat(calls).isEqualTo(records);
        return findings.stream()
                .filter(finding -> finding.severity().atLeast(Severity.MEDIUM))
                .toList();
    }
}
