package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.join.FunctionHistory;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.MemoryWindows;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.Sigma;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What an audit learns from calls, and what it does not.
class HabitsTest {
    private static final String NEWCOMER = "lambda_changed_by_newcomer";
    private final List<String> told = new ArrayList<>();
    private final List<String> learning = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    @Test
    void aNewcomerIsToldWithWhatIsUsual() {
        Audit audit = audit(HabitStore.inMemory());
        examine(audit, update("deploy", "2026-01-01T10:00:00Z"));
        examine(audit, update("deploy", "2026-01-08T10:00:00Z"));

        examine(audit, update("nightly-tools", "2026-01-20T10:00:00Z"));

        assertThat(told).containsExactly(NEWCOMER);
        assertThat(findings.getLast().reasons().getFirst().expected())
                .isEqualTo(
                        "one that changes functions of this account; orders-api usually by 1 principal: role/deploy");
        assertThat(findings.getLast().facts()).containsEntry("usual_regions", "1 Region: eu-west-1");
    }

    @Test
    void whatIsNewWhileLearningIsKeptAndNotTold() {
        Audit audit = audit(HabitStore.inMemory());

        examine(audit, update("deploy", "2026-01-01T10:00:00Z"));
        examine(audit, update("nightly-tools", "2026-01-14T10:00:00Z"));

        assertThat(told).isEmpty();
        assertThat(learning).containsExactly(NEWCOMER, NEWCOMER);
    }

    @Test
    void aFindingDoesNotMakeItselfUsual() {
        Audit audit = learned();

        examine(audit, update("nightly-tools", "2026-01-20T10:00:00Z"));
        examine(audit, update("nightly-tools", "2026-01-21T10:00:00Z"));
        examine(audit, update("nightly-tools", "2026-02-02T10:00:00Z"));

        assertThat(told).containsExactly(NEWCOMER, NEWCOMER, NEWCOMER);
    }

    @Test
    void afterAFortnightOfFindingsItIsUsual() {
        Audit audit = learned();

        examine(audit, update("nightly-tools", "2026-01-20T10:00:00Z"));
        examine(audit, update("nightly-tools", "2026-02-03T10:00:00Z"));

        assertThat(told).containsExactly(NEWCOMER);
    }

    @Test
    void whatAFilterApprovesOfIsUsualFromThenOn() {
        HabitStore habits = HabitStore.inMemory();
        Audit approving = audit(habits, """
                title: Nightly tools may
                logsource: {product: aws, service: cloudtrail}
                filter:
                  rules: [lambda_changed_by_newcomer]
                  tools: {userIdentity.sessionContext.sessionIssuer.userName: nightly-tools}
                  condition: not tools
                owner: bob
                ticket: CHG-2
                expires: '2026-01-21T00:00:00Z'
                """);
        examine(approving, update("deploy", "2026-01-01T10:00:00Z"));
        examine(approving, update("nightly-tools", "2026-01-20T10:00:00Z"));

        examine(approving, update("nightly-tools", "2026-01-22T10:00:00Z"));

        assertThat(told).isEmpty();
    }

    @Test
    void failedCallsServicesAndTheMonitorItselfTeachNothing() {
        AtomicInteger writes = new AtomicInteger();
        HabitStore counting = new HabitStore() {
            @Override
            public Habit read(HabitKey key) {
                return Habit.NONE;
            }

            @Override
            public boolean replace(HabitKey key, Habit before, Habit after) {
                writes.incrementAndGet();
                return true;
            }
        };
        Audit audit = Audit.of(
                ShippedRules.book(),
                new Estate(Set.of(), "arn:aws:lambda:eu-west-1:111122223333:function:lambdawatch-", Set.of()),
                memory(counting));

        examine(
                audit,
                update("deploy", "2026-01-01T10:00:00Z")
                        .replace("\"eventID\"", "\"errorCode\":\"AccessDenied\",\"eventID\""));
        examine(
                audit,
                update("deploy", "2026-01-01T10:00:00Z")
                        .replace("role/deploy", "role/aws-service-role/lambda.amazonaws.com/deploy"));
        examine(audit, update("lambdawatch-AuditRole-1", "2026-01-01T10:00:00Z"));
        assertThat(writes).hasValue(0);

        examine(audit, update("deploy", "2026-01-01T10:00:00Z"));
        examine(audit, update("deploy", "2026-01-01T23:00:00Z"));
        assertThat(writes).as("one a habit and day").hasValue(HabitKey.Respect.values().length);
    }

    @Test
    void aStoreThatFailsKeepsNoOtherRuleSilent() {
        Audit audit = audit(new HabitStore() {
            @Override
            public Habit read(HabitKey key) {
                throw new IllegalStateException("throttled");
            }

            @Override
            public boolean replace(HabitKey key, Habit before, Habit after) {
                throw new IllegalStateException("throttled");
            }
        });

        assertThatThrownBy(() -> examine(
                        audit,
                        update("deploy", "2026-01-01T10:00:00Z")
                                .replace(
                                        "\"layers\":[]",
                                        "\"layers\":[\"arn:aws:lambda:eu-west-1:444455556666:layer:x:1\"]")))
                .hasMessage("throttled");

        assertThat(told).containsExactly("lambda_layer_foreign");
    }

    @Test
    void theStoreIsAskedOnlyWhereAllElseThatARuleWantsIsSo() {
        String fromHome = """
                title: From a network that is new, in this office
                id: 5f6e3b1c-0000-4000-8000-000000000001
                logsource: {product: aws, service: cloudtrail}
                detection:
                  selection:
                    lambdawatch.firstSeenNetwork: 'true'
                    sourceIPAddress|cidr: %s
                  condition: selection
                level: low
                """;
        long learning = reads("");

        assertThat(reads(fromHome.formatted("203.0.113.0/24"))).isEqualTo(learning);
        // Once for each function, not for each call of a day.
        assertThat(reads(fromHome.formatted("198.51.100.0/24"))).isEqualTo(learning + 49);
    }

    /// How often the store is read for two changes a day of fifty functions each, by one principal.
    private long reads(String rule) {
        HabitStore store = HabitStore.inMemory();
        AtomicInteger reads = new AtomicInteger();
        HabitStore counting = new HabitStore() {
            @Override
            public Habit read(HabitKey key) {
                reads.incrementAndGet();
                return store.read(key);
            }

            @Override
            public boolean replace(HabitKey key, Habit before, Habit after) {
                return store.replace(key, before, after);
            }
        };
        List<Rule> rules =
                rule.isEmpty() ? List.of() : Sigma.parse("rule.yml", rule).rules();
        Audit audit = Audit.of(new Rulebook(rules, List.of(), List.of(), Map.of()), Estate.UNKNOWN, memory(counting));
        for (int call = 0; call < 2; call++) {
            for (int i = 0; i < 50; i++) {
                examine(
                        audit,
                        update("deploy", "2026-01-01T1" + call + ":00:00Z").replace("orders-api", "orders-" + i));
            }
        }
        return reads.get();
    }

    private Audit learned() {
        Audit audit = audit(HabitStore.inMemory());
        examine(audit, update("deploy", "2026-01-01T10:00:00Z"));
        return audit;
    }

    private static Memory memory(HabitStore habits) {
        return new Memory(new MemoryWindows(10), FunctionHistory.inMemory(), habits, PaceStore.inMemory());
    }

    private static Audit audit(HabitStore habits) {
        return Audit.of(ShippedRules.book(), Estate.UNKNOWN, memory(habits));
    }

    private static Audit audit(HabitStore habits, String filter) {
        List<Filter> filters = Sigma.parse("filter.yml", filter).filters();
        Rulebook book = ShippedRules.book();
        return Audit.of(
                new Rulebook(book.rules(), book.correlations(), filters, Map.of()), Estate.UNKNOWN, memory(habits));
    }

    private void examine(Audit audit, String record) {
        Calling.examine(audit, record, new Verdicts() {
            @Override
            public void accept(Finding finding) {
                if (finding.severity().atLeast(Severity.MEDIUM)) {
                    told.add(finding.detection().name());
                    findings.add(finding);
                }
            }

            @Override
            public void learning(Draft finding) {
                learning.add(finding.detection().name());
            }
        });
    }

    private static String update(String role, String time) {
        return """
                {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:build",
                  "accountId":"111122223333","arn":"arn:aws:sts::111122223333:assumed-role/%1$s/build",
                  "accessKeyId":"ASIAEXAMPLE","sessionContext":{"sessionIssuer":{"type":"Role",
                  "principalId":"AROAEXAMPLE","userName":"%1$s","arn":"arn:aws:iam::111122223333:role/%1$s",
                  "accountId":"111122223333"}}},"eventTime":"%2$s","eventSource":"lambda.amazonaws.com",
                  "eventName":"UpdateFunctionConfiguration20150331v2","awsRegion":"eu-west-1",
                  "sourceIPAddress":"198.51.100.7","userAgent":"aws-sdk-go-v2/1.30.3",
                  "requestParameters":{"functionName":"orders-api","layers":[]},
                  "responseElements":{"functionName":"orders-api"},"requestID":"r","eventID":"e-%2$s",
                  "readOnly":false,"eventType":"AwsApiCall","managementEvent":true,
                  "recipientAccountId":"111122223333","eventCategory":"Management"}""".formatted(role, time);
    }
}
