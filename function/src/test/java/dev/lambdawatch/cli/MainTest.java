package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    private static final Path OPENED = Path.of("src/test/resources/rules/lambda_policy_public/finds/everyone.json");
    private static final Path QUIET =
            Path.of("src/test/resources/rules/lambda_code_changed/silent/by_deploy_role.json");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    record Ran(int code, String out, String err) {}

    @Test
    void ocsfIsOneFindingALineAndNothingElse() {
        Ran ran = run("replay", "--format", "ocsf", OPENED.toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines()).hasSize(1).allMatch(line -> line.startsWith("{\"activity_id\":1"));
        assertThat(ran.err()).contains("1 finding, 1 incident, from 1 record in 1 object");
    }

    @Test
    void everyCallOfABurstIsARelatedEvent() {
        Ran ran =
                run("replay", "--format", "ocsf", "src/test/resources/sequences/s01_pacu_enumeration.jsonl", "--quiet");
        assertThat(ran.out().lines().filter(line -> line.contains("\"name\":\"lambda_enumerated\"")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("\"related_events_count\":16"));
    }

    @Test
    void textShowsTheVerdict() {
        assertThat(run("replay", OPENED.toString()).out())
                .startsWith("[CRITICAL] Lambda function opened to everyone by bob: orders-api");
    }

    @Test
    void findingsOfGuardDutyArePassedOnWithTheNamesOfTheirAccounts() throws IOException {
        Path accounts = Files.writeString(folder.resolve("accounts"), "444455556666 shop-production");
        Path finding = folder.resolve("guardduty.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(finding))) {
            out.write(Files.readAllBytes(Path.of("src/test/resources/guardduty/finding.json")));
        }

        Ran ran = run("replay", "--org", accounts.toString(), finding.toString());

        assertThat(ran.out())
                .startsWith("[HIGH] GuardDuty: Backdoor:Lambda/C&CActivity.B: orders-api")
                .contains("shop-production (444455556666) / eu-west-1", "203.0.113.77 port 443");
        assertThat(ran.err()).contains("1 finding, 0 incidents, from 1 record in 1 object");
    }

    @Test
    void htmlGoesToAFile() throws IOException {
        Path page = folder.resolve("report.html");
        assertThat(run("replay", "--format", "html", "--output", page.toString(), OPENED.toString())
                        .code())
                .isZero();
        assertThat(Files.readString(page)).contains("<html").contains("opened to everyone");
    }

    @Test
    void failOnExitsWithTwoOnlyWhenItIsMet() {
        assertThat(run("replay", "--fail-on", "high", OPENED.toString()).code()).isEqualTo(2);
        assertThat(run("replay", "--fail-on", "high", QUIET.toString()).code()).isZero();
    }

    @Test
    void badUsageExitsWithSixtyFour() {
        assertThat(run().code()).isEqualTo(64);
        assertThat(run("replay").code()).isEqualTo(64);
        assertThat(run("replay", "--no-such-option", "x").code()).isEqualTo(64);
        assertThat(run("replay", "--format", "xml", OPENED.toString()).code()).isEqualTo(64);
        assertThat(run("replay", "--min-severity", "urgent", OPENED.toString()).code())
                .isEqualTo(64);
        assertThat(run("replay", "--every", "1d", OPENED.toString()).code()).isEqualTo(64);
        assertThat(run("replay", "--from", "yesterday", OPENED.toString()).code())
                .isEqualTo(64);
    }

    @Test
    void whatIsNotThereFailsTheCommand() {
        Ran ran = run("replay", "no/such/folder");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("no/such/folder").doesNotContain("\tat ");
    }

    @Test
    void damagedInputIsNamedCountedAndSkipped() throws IOException {
        Files.write(folder.resolve("a-broken.json.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        Files.writeString(folder.resolve("b-prose.txt"), "Dear Sir or Madam,");
        Files.writeString(folder.resolve("c-half.json"), "{\"Records\":[{\"eventName\":\"x\"},7,");
        Files.copy(OPENED, folder.resolve("d-good.json"));
        Files.writeString(folder.resolve(".hidden"), "Dear Sir or Madam,");
        Ran ran = run("replay", "--format", "ocsf", folder.toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines()).hasSize(1);
        assertThat(ran.err())
                .contains("a-broken.json.gz")
                .contains("b-prose.txt: skipped: neither CloudTrail records nor a flow log")
                .contains("c-half.json: record 0 skipped")
                .doesNotContain(".hidden");
    }

    @Test
    void aTunnelInAResolverLogIsToldWhateverItsFileIsCalled() throws IOException {
        StringBuilder rows = new StringBuilder("{\"version\":\"1.100000\",\"query_name\":\"a.test.\"}\n");
        for (int i = 0; i < 300; i++) {
            rows.append("""
                    {"version":"1.100000","account_id":"111122223333","region":"eu-west-1","vpc_id":"vpc-1",\
                    "query_timestamp":"2026-11-21T10:00:00Z","query_name":"%032x.t.evil.com.","query_type":"TXT",\
                    "rcode":"NOERROR","answers":[],"srcaddr":"10.0.1.20","srcids":{"instance":"i-0abc"}}
                    """.formatted(i));
        }
        Path log = folder.resolve("whatever.txt");
        Files.writeString(log, rows);
        Ran ran = run("replay", log.toString());
        assertThat(ran.out())
                .startsWith("[HIGH] DNS tunnel i-0abc -> evil[.]com: 300 names in ten minutes")
                .contains("10.0.1.20 -> evil[.]com  300 different names, types TXT");
        assertThat(ran.err())
                .contains("whatever.txt: line 1 skipped: a row without query_timestamp")
                .contains("1 finding, 0 incidents, from 300 records in 1 object");
    }

    @Test
    void nothingThatAnAttackerWroteSteersTheTerminal() throws IOException {
        String record = Files.readString(OPENED).replace("orders-api", "x\\u001b[2Jy\\u202ez");
        Path file = folder.resolve("hostile.json");
        Files.writeString(file, record);
        Path broken = folder.resolve("broken.json");
        Files.writeString(broken, "{\"Records\":[{\"eventName\":\"\\u001b[2J\",\"eventTime\":\"\\u001b[2J\"}]}");
        Ran ran = run("replay", folder.toString());
        assertThat(ran.out() + ran.err()).doesNotContain("\u001b").doesNotContain("\u202e");
    }

    @Test
    void timesLeaveOutWhatLiesOutside() {
        assertThat(run("replay", "--from", "2026-01-01T10:00:29Z", OPENED.toString())
                        .out())
                .isEmpty();
        assertThat(run("replay", "--to", "2026-01-01T10:00:28Z", OPENED.toString())
                        .out())
                .isEmpty();
        assertThat(run("replay", "--from", "2026-01-01T10:00:28Z", "--to", "2026-01-01T10:00:29Z", OPENED.toString())
                        .out())
                .isNotEmpty();
    }

    @Test
    void furtherRulesRunBesideTheShippedOnesAndABadOneIsNamed() throws IOException {
        Files.writeString(folder.resolve("mine.yml"), """
                title: Any permission
                id: 00000000-0000-4000-8000-00000000aaaa
                logsource: {product: aws, service: cloudtrail}
                detection:
                  selection: {eventName: AddPermission}
                  condition: selection
                level: low
                """);
        Files.writeString(
                folder.resolve("bad.yml"), "title: Bad\nlogsource: {product: aws}\ndetection: {condition: x}\n");
        Ran ran = run("replay", "--format", "ocsf", "--rules", folder.toString(), OPENED.toString());
        assertThat(ran.out()).contains("00000000-0000-4000-8000-00000000aaaa").contains("lambda_policy_public");
        assertThat(ran.err()).contains("bad.yml").contains("'Bad' is refused");
    }

    @Test
    void whatAFilterApprovesOfIsHeldBackAndCounted() throws IOException {
        Path code = Path.of("src/test/resources/rules/lambda_code_changed/finds/by_iam_user.json");
        Files.writeString(folder.resolve("bob.yml"), """
                title: Bob repairs
                id: 00000000-0000-4000-8000-00000000bbbb
                logsource: {product: aws, service: cloudtrail}
                filter:
                  rules: [lambda_code_changed]
                  selection: {userIdentity.arn|endswith: ':user/bob'}
                  condition: not selection
                owner: platform
                ticket: CHG-1
                expires: '2026-02-01T00:00:00Z'
                """);
        assertThat(run("replay", "--format", "ocsf", code.toString()).out()).contains("lambda_code_changed");
        Ran ran = run("replay", "--format", "ocsf", "--filters", folder.toString(), code.toString());
        assertThat(ran.out()).doesNotContain("lambda_code_changed");
        assertThat(ran.err()).contains("held back: 1 by filters");
    }

    @Test
    void aBeaconThatAFilterApprovesOfIsHeldBackAndCountedOnce() throws IOException {
        Path log = folder.resolve("flow.log");
        StringBuilder lines = new StringBuilder();
        long start = Instant.parse("2026-11-21T00:00:10Z").getEpochSecond();
        for (int beat = 0; beat < 288; beat++, start += 300) {
            lines.append("2 111122223333 eni-1 10.0.0.5 3.216.135.9 %d 443 6 6 1200 %d %d ACCEPT OK\n"
                    .formatted(40_000 + beat, start, start + 58));
        }
        Files.writeString(log, lines);
        Path filters = Files.createDirectory(folder.resolve("filters"));
        Files.writeString(filters.resolve("gateway.yml"), """
                title: The gateway of our vendor
                logsource: {product: aws, service: vpcflow}
                filter:
                  rules: [serverless_beacon]
                  selection: {dst_ip: 3.216.135.9, dst_port: 443}
                  condition: not selection
                owner: network
                ticket: NET-1
                expires: '2026-12-31T00:00:00Z'
                """);
        assertThat(run("replay", "--every", "1h", "--format", "ocsf", log.toString())
                        .out())
                .contains("serverless_beacon");
        Ran ran = run("replay", "--every", "1h", "--format", "ocsf", "--filters", filters.toString(), log.toString());
        assertThat(ran.out()).doesNotContain("serverless_beacon");
        assertThat(ran.err()).contains("held back: 1 by filters");
    }

    @Test
    void aFileThatIsNamedTwiceCountsOnce() throws IOException {
        Path log = folder.resolve("flow.log");
        Files.writeString(log, "2 111122223333 eni-1 10.0.0.5 3.216.135.9 40000 443 6 6 1200 1 2 ACCEPT OK\n");
        Ran ran = run("replay", folder.toString(), folder + "/./flow.log", log.toString());
        assertThat(ran.err()).contains("from 1 record in 1 object");
    }

    @Test
    void anAccountOfOursIsNotForeign() throws IOException {
        Path grant = Path.of("src/test/resources/rules/lambda_policy_foreign/finds/account_id.json");
        Path accounts = folder.resolve("accounts.txt");
        Files.writeString(accounts, "444455556666\n");
        Path settings = folder.resolve("settings.json");
        Files.writeString(settings, "{\"knownAccounts\":[\"444455556666\"]}");
        assertThat(run("replay", "--format", "ocsf", grant.toString()).out()).isNotEmpty();
        assertThat(run("replay", "--format", "ocsf", "--org", accounts.toString(), grant.toString())
                        .out())
                .isEmpty();
        assertThat(run("replay", "--format", "ocsf", "--settings", settings.toString(), grant.toString())
                        .out())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--settings, '65,536'", "--org, '8,388,608'", "--ranges, '8,388,608'"})
    void aFileOfOptionsThatIsTooLargeIsNamedAndNotRead(String option, String most) throws IOException {
        Path file = folder.resolve("large.json");
        Files.write(file, new byte[9 << 20]);

        Ran ran = run("replay", option, file.toString(), OPENED.toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("large.json: such a file has at most " + most + " bytes, this has more");
    }

    @Test
    void repeatsAreOneFindingWithAllTheirEvents() throws IOException {
        String record = Files.readString(OPENED);
        Path file = folder.resolve("trail.json.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            String again = record.replaceAll("\"eventID\": \"[^\"]*\"", "\"eventID\": \"again\"");
            gzip.write(("{\"Records\":[" + record + "," + again + "]}").getBytes(StandardCharsets.UTF_8));
        }
        Ran ran = run("replay", "--format", "ocsf", file.toString());
        assertThat(ran.out().lines()).hasSize(1);
        assertThat(ran.out()).contains("\"related_events_count\":2").contains("{\"uid\":\"again\"");
    }

    @Test
    void aClosedStandardOutputIsAFailure() {
        OutputStream pipe = new ByteArrayOutputStream() {
            @Override
            public void flush() throws IOException {
                throw new IOException("closed");
            }
        };
        PrintWriter closed = new PrintWriter(new OutputStreamWriter(pipe, StandardCharsets.UTF_8));
        StringWriter err = new StringWriter();
        assertThat(Main.run(closed, new PrintWriter(err), "replay", OPENED.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("cannot write to standard output");
    }

    static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Ran(code, out.toString(), err.toString());
    }
}
