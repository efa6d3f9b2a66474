package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @Test
    void theSamplesAreTheStoryAsItIsWritten() throws IOException {
        assertThat(DemoStory.trail()).isEqualTo(Files.readString(DemoStory.SAMPLES.resolve("trail.json")));
        assertThat(DemoStory.flowLog()).isEqualTo(Files.readString(DemoStory.SAMPLES.resolve("flow.log")));
    }

    @Test
    void theStoryIsToldInOrder(@TempDir Path folder) throws IOException {
        Path report = folder.resolve("report.html");
        MainTest.Ran ran = MainTest.run("demo", "--output", report.toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .containsSubsequence(
                        "INCIDENT  2 findings of ci-legacy",
                        "[MEDIUM] Denied listing of Lambda functions by ci-legacy",
                        "[HIGH] Lambda code changed by ci-legacy (human): orders-api",
                        "[CRITICAL] orders-api, changed by ci-legacy, now beacons: 10.20.3.17 ->")
                .doesNotContain("deploy-orders", "[MEDIUM] Beacon");
        assertThat(Files.readString(report)).contains("203.0.113.77");
        assertThat(ran.err()).contains("1 incident, from", " 0 skipped");
    }
}
