package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the first event of a cold start loads.
class FirstEventTest {
    /// The build refuses databind among what is deployed; tests bring it, and there it must stay.
    @Test
    void noVerdictLoadsDatabind() throws Exception {
        assertThat(loadedFor("verdict"))
                .anyMatch(name -> name.startsWith("com.fasterxml.jackson.core."))
                .noneMatch(name -> name.startsWith("com.fasterxml.jackson.databind."));
    }

    @Test
    void theComparisonLoadsIt() throws Exception {
        assertThat(loadedFor("records")).anyMatch(name -> name.startsWith("com.fasterxml.jackson.databind."));
    }

    /// The classes that a fresh JVM loads.
    private static List<String> loadedFor(String way) throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:class+load:stdout:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstEvent.class.getName(),
                        way)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> loaded = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" ")[0])
                .toList();
        assertThat(jvm.waitFor()).isZero();
        return loaded;
    }
}
