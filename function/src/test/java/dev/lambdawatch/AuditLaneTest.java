package dev.lambdawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.Canary;
import dev.lambdawatch.audit.Estate;
import dev.lambdawatch.audit.HabitStore;
import dev.lambdawatch.audit.Memory;
import dev.lambdawatch.audit.OwnCalls;
import dev.lambdawatch.audit.Pace;
import dev.lambdawatch.audit.PaceStore;
import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.ShippedRules;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.join.Attachment;
import dev.lambdawatch.join.CodeChange;
import dev.lambdawatch.join.FunctionHistory;
import dev.lambdawatch.join.InterfaceUse;
import dev.lambdawatch.sigma.CountedWindows;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.MemoryWindows;
import dev.lambdawatch.sigma.Sigma;
import dev.lambdawatch.sigma.Window;
import dev.lambdawatch.sigma.WindowKey;
import dev.lambdawatch.sigma.WindowStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditLaneTest {
    private static final String FILTER = """
            title: Bob may
            logsource: {product: aws, service: cloudtrail}
            filter:
              rules: [lambda_code_changed]
              bob: {userIdentity.arn: 'arn:aws:iam::111122223333:user/bob'}
              condition: not bob
            owner: bob
            ticket: CHG-2
            expires: '2030-01-01T00:00:00Z'
            """;

    private static final String OWN = "arn:aws:lambda:eu-west-1:111122223333:function:lambdawatch-";

    private static final List<String> CHANGED_AND_INVOKED = List.of(
            "told lambda_code_changed",
            "told lambda_invoke_by_human",
            "rehearsed lambda_invoke_strict",
            "told lambda_code_changed_then_invoked");

    private final List<String> log = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();

    @Test
    void theLogCountsByRuleWhatBecameOfIt() throws IOException {
        read("{\"Records\":[" + String.join(",", change("bob"), change("bob"), change("eve"), byRole()) + "]}");

        assertThat(outcomes)
                .containsExactly(
                        "suppressed lambda_code_changed by Bob may",
                        "suppressed lambda_code_changed by Bob may",
                        "told lambda_code_changed",
                        "rehearsed lambda_code_changed_strict");
        assertThat(log)
                .contains(
                        "trail.json: 4 calls, 1 findings, 2 approved by filters, 1 in dry-run, 0 skipped",
                        "rule lambda_code_changed: 1 found, 2 approved, 0 in dry-run",
                        "rule lambda_code_changed_strict: 0 found, 0 approved, 1 in dry-run");
    }

    @Test
    void skippedRecordsAreNamedUpToABoundAndCounted() throws IOException {
        read("{\"Records\":[" + String.join(",", Collections.nCopies(50, "{\"eventVersion\":5}")) + "]}");

        assertThat(log).filteredOn(line -> line.startsWith("skipped record ")).hasSize(20);
        assertThat(log).filteredOn(line -> line.startsWith("skipped")).hasSize(21);
        assertThat(log).anyMatch(line -> line.endsWith("50 skipped"));
    }

    @Test
    void aHistoryThatFailsStopsNoCallAndFailsTheFileInTheEnd() {
        FunctionHistory broken = new FunctionHistory() {
            @Override
            public void changed(CodeChange change) {
                throw new IllegalStateException("no table for " + change.by());
            }

            @Override
            public void used(InterfaceUse use) {
                throw new AssertionError("nothing ran");
            }

            @Override
            public List<CodeChange> changes(String function, LocalDate day) {
                throw new AssertionError("no sequence was found");
            }

            @Override
            public List<Attachment> attachments(String subnetId, LocalDate day) {
                throw new AssertionError("an audit asks for none");
            }

            @Override
            public void attached(Attachment attachment) {
                throw new AssertionError("no record tells of a subnet");
            }

            @Override
            public Map<String, InterfaceUse.Period> functions(String interfaceId) {
                throw new AssertionError("an audit asks for none");
            }
        };

        assertThatThrownBy(() -> read("{\"Records\":[" + change("eve") + "," + change("mallory") + "]}", broken))
                .hasMessage("no table for eve")
                .hasSuppressedException(new IllegalStateException("no table for mallory"));
        assertThat(outcomes)
                .filteredOn("told lambda_code_changed"::equals)
                .as("findings of both calls")
                .hasSize(2);
    }

    @Test
    void anEventWhoseEnvelopeDoesNotFitItsRecordIsToldToNobodyAndCounted() throws IOException {
        for (String forged : List.of(
                event("com.example.orders", "111122223333", change("eve")),
                event("aws.lambda", "444455556666", change("eve")))) {
            log.clear();
            read(forged);

            assertThat(outcomes).isEmpty();
            // The template counts messages that begin so.
            assertThat(log)
                    .filteredOn(line -> line.startsWith("skipped record 0 of trail.json: a forged event: "))
                    .hasSize(1);
            assertThat(log)
                    .anyMatch(line ->
                            line.endsWith("0 calls, 0 findings, 0 approved by filters, 0 in dry-run, 1 skipped"));
        }
    }

    /// The central bus hands on an event as it came from the account of the call.
    @Test
    void aForwardedEventIsBelievedIfItIsOfTheAccountThatItsRecordNames() throws IOException {
        read(event("aws.lambda", "111122223333", change("eve")));

        assertThat(outcomes).containsExactly("told lambda_code_changed");
    }

    @Test
    void theCanarysCallIsHandedOverAndToldToNobody() throws IOException {
        read("{\"Records\":[" + canary() + "," + change("eve") + "]}");

        assertThat(outcomes)
                .containsExactly(
                        "canary lambdawatch-canary-2026-01-01T10 at 2026-01-01T10:00:28Z", "told lambda_code_changed");
        assertThat(log).contains("trail.json: 2 calls, 1 findings, 0 approved by filters, 0 in dry-run, 0 skipped");
    }

    @Test
    void howOftenWhoInvokesIsRememberedAtTheEndOfAFile() throws IOException {
        String invoked = byRole().replace("UpdateFunctionCode20150331v2", "Invoke");
        PaceStore paces = PaceStore.inMemory();
        Memory memory = new Memory(new MemoryWindows(10), FunctionHistory.inMemory(), HabitStore.inMemory(), paces);

        read("{\"Records\":[" + String.join(",", invoked, invoked, change("eve")) + "]}", memory);
        read("{\"Records\":[" + invoked + "]}", memory);

        assertThat(paces.read("111122223333 arn:aws:iam::111122223333:role/deploy")
                        .open())
                .extracting(Pace.Hour::calls)
                .containsExactly(3L);
    }

    @Test
    void aFileWhoseReadingBreaksIsToldSoFarAndCountedWhenItComesAgain() throws IOException {
        CountedWindows windows = new CountedWindows(new MemoryWindows(10));
        Memory memory = new Memory(windows, FunctionHistory.inMemory(), HabitStore.inMemory(), PaceStore.inMemory());
        String trail = "{\"Records\":[" + change("eve") + "," + invoked("eve") + "]}";

        assertThatThrownBy(() -> read(breaksAfter(trail), memory)).hasMessage("connection reset");
        assertThat(outcomes).containsExactlyElementsOf(CHANGED_AND_INVOKED);
        assertThat(windows.writes()).isZero();
        outcomes.clear();
        read(trail, memory);

        assertThat(outcomes).containsExactlyElementsOf(CHANGED_AND_INVOKED);
        assertThat(windows.writes()).isPositive();
    }

    @Test
    void windowsThatCannotBeWrittenFailTheFileWhenAllIsTold() {
        WindowStore broken = new WindowStore() {
            @Override
            public Window read(WindowKey key) {
                return Window.EMPTY;
            }

            @Override
            public boolean replace(WindowKey key, Window before, Window after) {
                throw new IllegalStateException("no table");
            }
        };
        Memory memory = new Memory(broken, FunctionHistory.inMemory(), HabitStore.inMemory(), PaceStore.inMemory());

        assertThatThrownBy(() -> read("{\"Records\":[" + change("eve") + "," + invoked("eve") + "]}", memory))
                .hasMessage("no table");

        assertThat(outcomes).containsExactlyElementsOf(CHANGED_AND_INVOKED);
    }

    private static String event(String source, String account, String record) {
        return """
                {"version":"0","id":"1","detail-type":"AWS API Call via CloudTrail","source":"%s","account":"%s",
                 "time":"2026-01-01T10:00:40Z","region":"eu-west-1","resources":[],"detail":%s}""".formatted(source, account, record);
    }

    private void read(String trail) throws IOException {
        read(trail, FunctionHistory.inMemory());
    }

    private void read(String trail, FunctionHistory history) throws IOException {
        read(trail, Memory.inProcess(history));
    }

    private void read(String trail, Memory memory) throws IOException {
        read(new ByteArrayInputStream(trail.getBytes(StandardCharsets.UTF_8)), memory);
    }

    /// After the last record, before the end.
    private static InputStream breaksAfter(String trail) {
        InputStream records = new ByteArrayInputStream(
                trail.substring(0, trail.lastIndexOf(']')).getBytes(StandardCharsets.UTF_8));
        return new SequenceInputStream(records, new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        });
    }

    private void read(InputStream trail, Memory memory) throws IOException {
        Rulebook book = ShippedRules.book();
        List<Filter> filters = Sigma.parse("filter.yml", FILTER).filters();
        Audit audit = Audit.of(
                new Rulebook(book.rules(), book.correlations(), filters, Map.of()),
                new Estate(
                        Set.of(),
                        OWN,
                        Set.of(),
                        "",
                        new OwnCalls(new Canary("arn:aws:iam::111122223333:role/canary", OWN), "")),
                memory);
        AuditLane.read(
                audit,
                new Recorded(),
                call -> outcomes.add("canary " + call.function().orElseThrow().name() + " at " + call.time()),
                new Log(new LogLines(log)),
                "trail.json",
                trail);
    }

    private final class Recorded implements Verdicts {
        @Override
        public void accept(Finding finding) {
            outcomes.add("told " + finding.detection().name());
        }

        @Override
        public void suppressed(Draft finding, Filter filter) {
            outcomes.add("suppressed " + finding.detection().name() + " by " + filter.title());
        }

        @Override
        public void rehearsed(Draft finding) {
            outcomes.add("rehearsed " + finding.detection().name());
        }
    }

    private static String change(String user) {
        return record("""
                {"type":"IAMUser","principalId":"AIDAEXAMPLE","accountId":"111122223333",
                 "arn":"arn:aws:iam::111122223333:user/%1$s","accessKeyId":"AKIAEXAMPLE","userName":"%1$s"}""".formatted(user));
    }

    private static String invoked(String user) {
        return change(user)
                .replace("UpdateFunctionCode20150331v2", "Invoke")
                .replace("00000001", "00000002")
                .replace("10:00:28", "10:01:28");
    }

    private static String byRole() {
        return byRole("deploy");
    }

    private static String byRole(String role) {
        return record("""
                {"type":"AssumedRole","principalId":"AROAEXAMPLE:build","accountId":"111122223333",
                 "arn":"arn:aws:sts::111122223333:assumed-role/%1$s/build","accessKeyId":"ASIAEXAMPLE",
                 "sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAEXAMPLE","userName":"%1$s",
                  "arn":"arn:aws:iam::111122223333:role/%1$s","accountId":"111122223333"}}}""".formatted(role));
    }

    private static String canary() {
        return byRole("canary")
                .replace("UpdateFunctionCode20150331v2", "GetFunctionConfiguration20150331v2")
                .replace("orders-api", "lambdawatch-canary-2026-01-01T10");
    }

    private static String record(String identity) {
        return """
                {"eventVersion":"1.11","userIdentity":%s,"eventTime":"2026-01-01T10:00:28Z",
                 "eventSource":"lambda.amazonaws.com","eventName":"UpdateFunctionCode20150331v2","awsRegion":"eu-west-1",
                 "sourceIPAddress":"203.0.113.50","userAgent":"Terraform/1.9.8",
                 "requestParameters":{"functionName":"orders-api","dryRun":false},
                 "responseElements":{"functionName":"orders-api"},
                 "requestID":"00000000-0000-4000-8000-000000000001","eventID":"00000000-0000-4000-9000-000000000001",
                 "readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333",
                 "eventCategory":"Management"}""".formatted(identity);
    }
}
