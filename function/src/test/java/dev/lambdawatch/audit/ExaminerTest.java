package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.join.FunctionHistory;
import dev.lambdawatch.sigma.CountedWindows;
import dev.lambdawatch.sigma.MemoryWindows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is remembered of calls that come together, and what that costs.
class ExaminerTest {
    private static final Instant START = Instant.parse("2026-01-20T10:00:00Z");

    private static final List<String> APIS = List.of(
            "ListFunctions20150331",
            "GetFunction20150331v2",
            "GetFunctionConfiguration20150331v2",
            "GetAccountSettings20160819",
            "ListEventSourceMappings20150331",
            "ListLayers20181031",
            "UpdateFunctionCode20150331v2",
            "UpdateFunctionConfiguration20150331v2",
            "DeleteFunction20150331",
            "Invoke",
            "Invoke");

    private final CountedWindows windows = new CountedWindows(new MemoryWindows(1_000));
    private final CountedHabits habits = new CountedHabits();
    private final CountedPaces paces = new CountedPaces();
    private final Memory memory = new Memory(windows, FunctionHistory.inMemory(), habits, paces);

    @Test
    void howCallsAreCutIntoFilesChangesNoVerdict() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            List<String> calls = calls(random);
            List<Finding> alone = findings(calls.stream().map(List::of).toList());

            List<Finding> inFiles = findings(cut(calls, random));

            assertThat(inFiles).as("seed %d", seed).isEqualTo(alone);
        }
    }

    @Test
    void theCallsThatThisWasTriedWithCompleteBurstsAndSequences() {
        List<String> found = IntStream.range(0, 50)
                .mapToObj(seed -> findings(List.of(calls(new Random(seed)))))
                .flatMap(List::stream)
                .map(finding -> finding.detection().name())
                .distinct()
                .toList();

        assertThat(found)
                .contains(
                        "lambda_enumerated",
                        "lambda_code_changed_then_invoked",
                        "lambda_listed_then_invoked",
                        "lambda_changes_denied",
                        "lambda_functions_deleted");
    }

    /// The table in operations.md rests on this.
    @Test
    void aThousandInvocationsByOnePrincipalCostAsManyRequestsAsOne() {
        Audit audit = Audit.of(ShippedRules.book(), Estate.UNKNOWN, memory);
        Calling.read(audit, invocations(0, 1), _ -> {});
        int reads = windows.reads();
        int writes = windows.writes();

        Calling.read(audit, invocations(1, 1_000), _ -> {});

        assertThat(reads).isEqualTo(3);
        assertThat(writes).isEqualTo(3);
        assertThat(windows.reads()).isEqualTo(2 * reads);
        assertThat(windows.writes()).isEqualTo(2 * writes);
        assertThat(paces.reads).hasValue(2);
        assertThat(paces.writes).hasValue(2);
        assertThat(habits.reads).hasValue(5);
        assertThat(habits.writes).hasValue(5);
    }

    @Test
    void ofManyFunctionsWhatTheirCallsShareIsReadOnce() {
        Audit audit = Audit.of(ShippedRules.book(), Estate.UNKNOWN, memory);
        String calls = String.join(
                "\n",
                IntStream.range(0, 100)
                        .mapToObj(i -> call(i, i, "orders-" + i, "Invoke", "deploy", ""))
                        .toList());

        Calling.read(audit, calls, _ -> {});

        // Account, caller, network and Region; and who calls each function.
        assertThat(habits.reads).hasValue(4 + 100);
        assertThat(habits.writes).hasValue(4 + 100);
    }

    @Test
    void ofAWarnedOfCallerWhatIsKnownIsReadOnce() {
        Audit audit = Audit.of(ShippedRules.book(), Estate.UNKNOWN, memory);
        String calls = String.join(
                "\n",
                IntStream.range(0, 100)
                        .mapToObj(i -> call(i, i, "orders-0", "UpdateFunctionCode20150331v2", "eve", ""))
                        .toList());

        Calling.read(audit, calls, _ -> {});

        assertThat(habits.reads).hasValue(5);
        assertThat(habits.writes).hasValue(5);
    }

    @Test
    void moreCallsThanAreHeldAreWrittenOnTheWay() {
        Audit audit = Audit.of(ShippedRules.book(), Estate.UNKNOWN, memory);

        // Each is held for three windows.
        Calling.read(audit, invocations(0, 8_000), _ -> {});

        assertThat(windows.writes()).isEqualTo(3 * 3);
    }

    @Test
    void longCallsAreWrittenEarlier() {
        Audit audit = Audit.of(ShippedRules.book(), Estate.UNKNOWN, memory);

        Calling.read(audit, invocations(0, 40).replace("Boto3", "x".repeat(900_000)), _ -> {});

        assertThat(windows.writes()).isEqualTo(3 * 3);
    }

    private static List<Finding> findings(List<List<String>> files) {
        Audit audit = Audit.of(ShippedRules.book(), Estate.UNKNOWN);
        List<Finding> findings = new ArrayList<>();
        files.forEach(file -> Calling.read(audit, String.join("\n", file), findings::add));
        return findings;
    }

    private static List<List<String>> cut(List<String> calls, Random random) {
        List<List<String>> files = new ArrayList<>();
        int from = 0;
        while (from < calls.size()) {
            int to = Math.min(calls.size(), from + 1 + random.nextInt(30));
            files.add(calls.subList(from, to));
            from = to;
        }
        return files;
    }

    /// Some come late, and some again.
    private static List<String> calls(Random random) {
        List<String> calls = new ArrayList<>();
        int second = 0;
        for (int i = 0; i < 60; i++) {
            second += random.nextInt(30);
            String user = List.of("bob", "eve", "deploy").get(random.nextInt(3));
            calls.add(call(
                    i,
                    second - (random.nextInt(8) == 0 ? random.nextInt(600) : 0),
                    "orders-" + random.nextInt(6),
                    APIS.get(random.nextInt(APIS.size())),
                    user,
                    random.nextInt(4) == 0 ? "AccessDenied" : ""));
            if (random.nextInt(10) == 0) {
                calls.add(calls.get(random.nextInt(calls.size())));
            }
        }
        return calls;
    }

    private static String invocations(int from, int count) {
        return String.join(
                "\n",
                IntStream.range(from, from + count)
                        .mapToObj(i -> call(i, i % 300, "orders-0", "Invoke", "deploy", ""))
                        .toList());
    }

    /// `deploy` is a role, others are persons.
    private static String call(int id, int second, String function, String api, String user, String error) {
        String identity = user.equals("deploy") ? """
                {"type":"AssumedRole","principalId":"AROAEXAMPLE:build","accountId":"111122223333",\
                "arn":"arn:aws:sts::111122223333:assumed-role/deploy/build","accessKeyId":"ASIAEXAMPLE",\
                "sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAEXAMPLE","userName":"deploy",\
                "arn":"arn:aws:iam::111122223333:role/deploy","accountId":"111122223333"}}}""" : """
                {"type":"IAMUser","principalId":"AIDA%1$s","accountId":"111122223333",\
                "arn":"arn:aws:iam::111122223333:user/%1$s","accessKeyId":"AKIA%1$s","userName":"%1$s"}""".formatted(user);
        return """
                {"eventVersion":"1.11","userIdentity":%s,"eventTime":"%s","eventSource":"lambda.amazonaws.com",\
                "eventName":"%s","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.50","userAgent":"Boto3",%s\
                "requestParameters":{"functionName":"%s"},"responseElements":null,"requestID":"r-%d",\
                "eventID":"call-%d","readOnly":%b,"eventType":"AwsApiCall","managementEvent":true,\
                "recipientAccountId":"111122223333","eventCategory":"Management"}""".formatted(
                        identity,
                        START.plusSeconds(second),
                        api,
                        error.isEmpty() ? "" : "\"errorCode\":\"" + error + "\",",
                        function,
                        id,
                        id,
                        api.startsWith("List") || api.startsWith("Get"));
    }

    private static final class CountedHabits implements HabitStore {
        private final HabitStore habits = HabitStore.inMemory();
        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicInteger writes = new AtomicInteger();

        @Override
        public Habit read(HabitKey key) {
            reads.incrementAndGet();
            return habits.read(key);
        }

        @Override
        public boolean replace(HabitKey key, Habit before, Habit after) {
            writes.incrementAndGet();
            return habits.replace(key, before, after);
        }
    }

    private static final class CountedPaces implements PaceStore {
        private final PaceStore paces = PaceStore.inMemory();
        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicInteger writes = new AtomicInteger();

        @Override
        public Pace read(String principal) {
            reads.incrementAndGet();
            return paces.read(principal);
        }

        @Override
        public boolean replace(String principal, Pace before, Pace after) {
            writes.incrementAndGet();
            return paces.replace(principal, before, after);
        }
    }
}
