package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A replay finds the same however its calls lie in objects: bursts, sequences, newcomers, incidents.
class ReplayOrderTest {
    private static final Path RESOURCES = Path.of("src/test/resources");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @ParameterizedTest
    @MethodSource("histories")
    void theSameCallsInAnyOrderAreTheSameFindings(Path history) throws IOException {
        List<String> records = Files.readAllLines(history);
        Path inOrder = Files.createDirectory(folder.resolve("in-order"));
        Files.write(inOrder.resolve("all.jsonl"), records);

        Path shuffled = Files.createDirectory(folder.resolve("shuffled"));
        List<String> others = new ArrayList<>(records);
        Collections.shuffle(others, new Random(4));
        for (int i = 0; i < others.size(); i++) {
            Files.writeString(shuffled.resolve("object-%04d.json".formatted(i)), others.get(i));
        }

        String expected = replay(inOrder);
        assertThat(expected).isNotEmpty();
        assertThat(replay(shuffled)).isEqualTo(expected);
    }

    static Stream<Path> histories() throws IOException {
        List<Path> histories = new ArrayList<>();
        for (Path folder : List.of(
                RESOURCES.resolve("sequences"),
                RESOURCES.resolve("rules/lambda_changed_by_newcomer/finds"),
                RESOURCES.resolve("rules/lambda_invoked_by_newcomer/finds"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> !file.getFileName().toString().startsWith("silent_"))
                        .sorted()
                        .forEach(histories::add);
            }
        }
        return histories.stream();
    }

    private String replay(Path path) throws IOException {
        Path settings = Files.writeString(
                folder.resolve("settings.json"), "{\"ownResources\": [\"lambdawatch-management-calls\"]}");
        MainTest.Ran ran = History.run("replay", "--quiet", "--format", "ocsf", "--settings", settings, path);
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran.out();
    }
}
