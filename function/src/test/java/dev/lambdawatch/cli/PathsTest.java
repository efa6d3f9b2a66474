package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a command does with the paths that it is given: it reads what is there, or says why not.
class PathsTest {
    private static final String RULE = """
            title: Any change of code
            name: any_change
            logsource: {product: aws, service: cloudtrail}
            detection: {selection: {eventName: UpdateFunctionCode}, condition: selection}
            level: critical
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private Path records = Path.of("records");

    @BeforeEach
    void aRecord() throws IOException {
        records = Files.createDirectory(folder.resolve("records"));
        Files.writeString(
                records.resolve("a.json"), History.codeChanged(History.user("bob"), "203.0.113.50", "orders-api"));
    }

    @Test
    void aFolderThatIsALinkIsRead() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), records);
        assertThat(History.run("replay", link).err()).contains("1 finding, 1 incident, from 1 record in 1 object");
    }

    @Test
    void rulesBehindALinkAreInForce() throws IOException {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(rules.resolve("any.yml"), RULE);
        Path link = Files.createSymbolicLink(folder.resolve("link"), rules);
        assertThat(History.run("replay", "--rules", link, records).out()).contains("[CRITICAL] Any change of code");
        assertThat(History.run("rules", "check", link).out()).contains("1 in force, 0 refused");
    }

    @Test
    void oneRuleFileCountsWhateverItsName() throws IOException {
        Path rule = Files.writeString(folder.resolve("any.txt"), RULE);
        assertThat(History.run("rules", "check", rule).out()).contains("1 in force, 0 refused");
    }

    @Test
    void whatLinksLeadToTwiceCountsOnceAndACircleEnds() throws IOException {
        Files.createSymbolicLink(records.resolve("again.json"), records.resolve("a.json"));
        Files.createSymbolicLink(records.resolve("circle"), records);
        Files.createSymbolicLink(records.resolve("nowhere"), folder.resolve("no-such"));
        assertThat(History.run("replay", records, records.resolve("a.json")).err())
                .contains("nowhere: skipped: a link that leads nowhere")
                .contains("1 finding, 1 incident, from 1 record in 2 objects")
                .contains("1 skipped");
    }

    /// Root, as whom many builds run, may read everything: so the walk is told that it may not.
    @Test
    void whatMayNotBeReadIsKeptWithTheReasonAndTheWalkGoesOn() throws IOException {
        Path closed = records.resolve("closed");
        FileTree tree = FileTree.at(records);
        FileVisitResult next = tree.visitor().visitFileFailed(closed, new AccessDeniedException(closed.toString()));
        assertThat(next).isEqualTo(FileVisitResult.CONTINUE);
        assertThat(tree.files()).containsOnlyKeys(records.resolve("a.json"));
        assertThat(tree.unreadable())
                .hasEntrySatisfying(
                        closed,
                        failure -> assertThat(Failure.reason(failure)).isEqualTo("no permission to read or write it"));
    }

    @Test
    void aPipeIsNoHistory() {
        MainTest.Ran ran = History.run("replay", "/dev/null");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("/dev/null is neither a file nor a folder");
    }

    @Test
    void aFileWhoseNameBeginsWithAnAtIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("options"), "--output=" + folder.resolve("written"));
        assertThat(History.run("replay", "@" + file).err()).contains("@" + file + ": there is no such file or folder");
        assertThat(folder.resolve("written")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--settings | nowhere | nowhere: there is no such file or folder",
                "--settings | broken  | broken: damaged JSON at line 1, column 2: ",
                "--settings | unknown | unknown: there is no setting 'nothing'",
                "--org      | nowhere | nowhere: there is no such file or folder",
                "--org      | broken  | broken: damaged JSON at line 1, column 2: ",
                "--ranges   | nowhere | nowhere: there is no such file or folder",
                "--output   | no/such | no/such: there is no such file or folder",
                "--rules    | nowhere | nowhere: there is no such file or folder",
                "--filters  | nowhere | nowhere: there is no such file or folder",
            })
    void aFileThatCannotBeUsedIsNamedWithTheReason(String option, String name, String reason) throws IOException {
        Files.writeString(folder.resolve("broken"), "{x");
        Files.writeString(folder.resolve("unknown"), "{\"nothing\": 1}");
        MainTest.Ran ran = History.run("replay", option, folder.resolve(name), records);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains(reason).doesNotContain("REDACTED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--from yesterday                                            | a time is wanted, as 2026-01-31T10:00:00Z, not 'yesterday'",
                "--from 2026-01-02T00:00:00Z --to 2026-01-01T00:00:00Z       | --from 2026-01-02T00:00:00Z is not before --to 2026-01-01T00:00:00Z",
            })
    void aTimeThatIsNoneIsBadUsage(String options, String reason) {
        for (String command : new String[] {"replay", "learn"}) {
            MainTest.Ran ran = MainTest.run((command + " " + options + " " + records).split(" +"));
            assertThat(ran.code()).isEqualTo(64);
            assertThat(ran.err()).contains(reason);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "s3://", "s3:bucket"})
    void aPathThatIsNoneIsBadUsage(String path) {
        assertThat(History.run("replay", path).code()).isEqualTo(64);
        assertThat(History.run("learn", path).code()).isEqualTo(64);
        assertThat(History.run("backtest", "--rules", records, path).code()).isEqualTo(64);
    }
}
