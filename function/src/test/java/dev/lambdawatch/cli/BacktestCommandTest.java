package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
    @TempDir
    private Path folder;

    private Path history;

    @BeforeEach
    void writeHistory() throws IOException {
        history = file(
                "history.jsonl",
                History.codeChanged(History.user("bob"), "203.0.113.50", "orders-api")
                        + History.codeChanged(History.user("eve"), "203.0.113.51", "invoices")
                        + History.codeChanged(History.role("deploy"), "198.51.100.4", "payments"));
    }

    @Test
    void whatAFilterWouldHideIsNamedWithTheFilter() throws IOException {
        MainTest.Ran ran = History.run("backtest", "--filters", filterForBob(), history);

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("gone     high ")
                                .contains("bob", "[filter 'Bob may' of bob, CHG-2]"),
                        line -> assertThat(line).isEqualTo("1 gone, 0 lowered, 0 raised, 0 new, 1 the same"));
    }

    @Test
    void aLossOfTheLevelFailsTheCommand() throws IOException {
        Path filters = filterForBob();

        assertThat(History.run("backtest", "--fail-on", "high", "--filters", filters, history)
                        .code())
                .isEqualTo(2);
        assertThat(History.run("backtest", "--fail-on", "critical", "--filters", filters, history)
                        .code())
                .isZero();
        assertThat(History.run("backtest", "--fail-on", "urgent", "--filters", filters, history)
                        .code())
                .isEqualTo(64);
    }

    @Test
    void aStageSwitchedOnOrOffIsNewOrGone() throws IOException {
        Path on = file("on.json", "{\"stages\": {\"lambda_code_changed_strict\": \"on\"}}");
        Path off = file("off.json", "{\"stages\": {\"lambda_code_changed\": \"off\"}}");

        assertThat(History.run("backtest", "--settings", on, history).out())
                .contains("new      high ", "deploy")
                .endsWith("0 gone, 0 lowered, 0 raised, 1 new, 2 the same\n");
        assertThat(History.run("backtest", "--settings", off, history).out())
                .endsWith("2 gone, 0 lowered, 0 raised, 0 new, 0 the same\n");
    }

    @Test
    void anotherLevelIsRaisedOrLoweredAgainstWhatIsInForceNow() throws IOException {
        Path medium = rules("medium");
        Path high = rules("high");

        assertThat(History.run("backtest", "--current-rules", medium, "--rules", high, history)
                        .out())
                .contains("raised   medium -> high")
                .endsWith("0 gone, 0 lowered, 1 raised, 0 new, 2 the same\n");
        assertThat(History.run("backtest", "--current-rules", high, "--rules", medium, "--fail-on", "high", history)
                        .code())
                .isEqualTo(2);
    }

    @Test
    void whatIsInForceStaysUnlessItsKindIsChanged() throws IOException {
        Path filters = filterForBob();
        Path on = file("on.json", "{\"stages\": {\"lambda_code_changed_strict\": \"on\"}}");

        assertThat(History.run("backtest", "--current-filters", filters, "--settings", on, history)
                        .out())
                .endsWith("0 gone, 0 lowered, 0 raised, 1 new, 1 the same\n");
    }

    @Test
    void forMachinesEachDifferenceIsAnObject() throws IOException {
        Path output = folder.resolve("diff.jsonl");

        History.run("backtest", "--format", "json", "--output", output, "--filters", filterForBob(), history);

        assertThat(Files.readAllLines(output))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("{\"change\":\"gone\",\"finding\":\"lw-")
                        .contains(
                                "\"rule\":\"lambda_code_changed\"",
                                "\"principal\":\"arn:aws:iam::111122223333:user/bob\"")
                        .contains("\"severity_before\":\"high\",\"severity_after\":null")
                        .contains("\"because\":\"filter 'Bob may' of bob, CHG-2\""));
    }

    @Test
    void withoutAChangeThereIsNothingToTest() {
        MainTest.Ran ran = History.run("backtest", history);

        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.err()).contains("there is no change");
    }

    @Test
    void aRefusedFilterIsNamed() throws IOException {
        Path filters = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(filters.resolve("a.yml"), "title: broken\nfilter: 5\n");

        assertThat(History.run("backtest", "--filters", filters, history).err()).contains("a.yml", "is refused");
    }

    private Path filterForBob() throws IOException {
        Path filters = Files.createDirectories(folder.resolve("filters"));
        Files.writeString(filters.resolve("bob.yml"), """
                title: Bob may
                logsource: {product: aws, service: cloudtrail}
                filter:
                  rules: [lambda_code_changed]
                  bob: {userIdentity.arn: 'arn:aws:iam::111122223333:user/bob'}
                  condition: not bob
                owner: bob
                ticket: CHG-2
                expires: '2030-01-01T00:00:00Z'
                """);
        return filters;
    }

    private Path rules(String level) throws IOException {
        Path rules = Files.createDirectories(folder.resolve(level));
        Files.writeString(rules.resolve("orders.yml"), """
                title: Orders touched
                name: orders_touched
                logsource: {product: aws, service: cloudtrail}
                detection:
                  selection: {requestParameters.functionName: orders-api}
                  condition: selection
                level: %s
                """.formatted(level));
        return rules;
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file;
    }
}
