package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lambdawatch.alert.OcsfSchema;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The command line on real records, and on the demo's.
class RealHistoryTest {
    private static final Path RECORDS = Path.of("../../shared/data/cloudtrail");

    @Test
    void everyLineOfRealRecordsIsAValidFindingAndOnlyTheTwoDetonationsAreAlerts() {
        assumeThat(RECORDS)
                .as("the real records are not beside this checkout: left out")
                .isDirectory();
        MainTest.Ran ran = MainTest.run("replay", "--format", "ocsf", RECORDS.toString());
        List<String> lines = ran.out().lines().toList();
        lines.forEach(OcsfSchema::assertValid);
        assertThat(lines.stream()
                        .filter(line -> !line.contains("\"severity_id\":1") && !line.contains("\"severity_id\":2")))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("da929d96-8e20-475c-a810-973addd64769"),
                        line -> assertThat(line).contains("b67a9bba-d9da-4980-bf74-baed881b117d"));
        assertThat(ran.err()).contains("3,042 records").contains(" 0 skipped");
    }

    @Test
    void everyLineOfTheStoryIsAValidFinding() {
        MainTest.Ran ran = MainTest.run("replay", "--format", "ocsf", DemoStory.SAMPLES.toString());
        assertThat(ran.out().lines()).hasSizeGreaterThanOrEqualTo(4);
        ran.out().lines().forEach(OcsfSchema::assertValid);
    }
}
