package dev.lambdawatch.join;

import static dev.lambdawatch.join.JoinSamples.BEGUN;
import static dev.lambdawatch.join.JoinSamples.ENDED;
import static dev.lambdawatch.join.JoinSamples.INTERFACE;
import static dev.lambdawatch.join.JoinSamples.ORDERS;
import static dev.lambdawatch.join.JoinSamples.WORKER;
import static dev.lambdawatch.join.JoinSamples.beacon;
import static dev.lambdawatch.join.JoinSamples.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Candidates by the subnet of an interface that no record of an invocation names.
class SubnetCandidatesTest {
    private final FunctionHistory history = FunctionHistory.inMemory();
    private final Join join = Join.over(history, points -> points >= 120 ? Severity.HIGH : Severity.MEDIUM);

    @Test
    void whereNoInvocationNamesTheInterfaceAFunctionOfItsSubnetIsACandidateAndHighAtMost() {
        changed(ORDERS, BEGUN.minusSeconds(540));
        Finding together = inSubnet(ORDERS).examine(lambdas("true"), SubnetCandidatesTest::fail);
        assertThat(together.severity()).isEqualTo(Severity.HIGH);
        assertThat(together.headline())
                .isEqualTo("orders-api, changed by ci-legacy, may be what beacons from its subnet:"
                        + " 10.20.3.17 -> 203.0.113.77:443 every 5 min");
        assertThat(reason(together, "functions behind the interface"))
                .isEqualTo(
                        "candidate, security groups unknown: any of the functions attached to subnet-77 (orders-api);"
                                + " no record of an invocation names the interface");
        assertThat(together.facts())
                .containsEntry("change_finding", "lw-change")
                .containsEntry("candidates", ORDERS);
        assertThat(together.detection().runbook().getFirst()).startsWith("Find out whether {function_name} is behind");
    }

    @Test
    void whereTheFlowLogDoesNotSayThatTheInterfaceIsLambdasItIsMediumAtMost() {
        changed(ORDERS, BEGUN.minusSeconds(540));
        Finding together = inSubnet(ORDERS, WORKER).examine(lambdas("false"), SubnetCandidatesTest::fail);
        assertThat(together.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(reason(together, "functions behind the interface"))
                .endsWith("(orders-api, orders-worker); no record of an invocation names the interface,"
                        + " and the flow log does not say whether it is Lambda's");
        Finding high = beacon(Severity.HIGH).with(Map.of("subnet", "subnet-77"));
        assertThat(inSubnet(ORDERS).examine(high, SubnetCandidatesTest::fail).severity())
                .as("a beacon that is high by itself")
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void oneInvocationThatNamesTheInterfaceCountsMoreThanAllOfTheSubnet() {
        used(WORKER, BEGUN.plusSeconds(60));
        changed(ORDERS, BEGUN.minusSeconds(540));
        assertThat(inSubnet(ORDERS).examine(lambdas("true"), SubnetCandidatesTest::fail))
                .isEqualTo(lambdas("true"));
    }

    @Test
    void invocationsThatAreRecordedOnlyAfterTheBeaconTakeNoCandidateAway() {
        changed(ORDERS, BEGUN.minusSeconds(540));
        attached(ORDERS, 0, true);
        used(WORKER, ENDED.plus(Duration.ofDays(1)));
        assertThat(join.examine(lambdas("true"), SubnetCandidatesTest::fail).severity())
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void anInstanceOrTaskInTheSubnetIsNoFunction() {
        changed(ORDERS, BEGUN.minusSeconds(540));
        for (String kind : List.of("instance", "task")) {
            Finding beacon = lambdas("false").with(Map.of("workload_kind", kind));
            assertThat(inSubnet(ORDERS).examine(beacon, SubnetCandidatesTest::fail))
                    .isEqualTo(beacon);
        }
    }

    @Test
    void anOrdinaryDeploymentInTheSubnetIsNamedWithoutPoints() {
        history.changed(change(ORDERS, BEGUN.minusSeconds(540), "", ""));
        Finding beacon = inSubnet(ORDERS).examine(lambdas("true"), SubnetCandidatesTest::fail);
        assertThat(beacon.points()).isEqualTo(beacon().points());
        assertThat(beacon.severity()).isEqualTo(beacon().severity());
        assertThat(reason(beacon, "change"))
                .startsWith(
                        "code of orders-api by ci-legacy at 2026-03-03T14:32:00Z, candidate, security groups unknown");
    }

    @Test
    void ofAFullSubnetThoseModifiedLastAreLookedAt() {
        changed(WORKER, BEGUN.minusSeconds(540));
        List<String> many = new ArrayList<>();
        for (int i = 0; i < CandidateSearch.MOST; i++) {
            many.add(ORDERS + i);
        }
        many.add(WORKER);
        assertThat(inSubnet(many.toArray(String[]::new)).examine(lambdas("true"), SubnetCandidatesTest::fail))
                .isEqualTo(lambdas("true"));
        many.addFirst(many.removeLast());
        assertThat(reason(
                        inSubnet(many.toArray(String[]::new)).examine(lambdas("true"), SubnetCandidatesTest::fail),
                        "functions behind the interface"))
                .contains("(orders-worker, orders-api0, ", "orders-api30 and 1 modified earlier)");
    }

    @Test
    void ifTheSubnetCannotBeLookedUpTheBeaconGoesOnAndSaysSo() {
        Finding beacon = join.with(subnet -> {
                    throw new IOException("Lambda refuses ListFunctions with 403");
                })
                .examine(lambdas("true"), SubnetCandidatesTest::fail);
        assertThat(beacon.id()).isEqualTo(beacon().id());
        assertThat(beacon.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(reason(beacon, "functions in the subnet"))
                .isEqualTo("unknown: Lambda refuses ListFunctions with 403");
    }

    @Test
    void withoutAListAChangesRecordTellsOfTheSubnet() {
        changed(ORDERS, BEGUN.minusSeconds(540));
        attached(ORDERS, 0, true);
        Finding together = join.examine(lambdas("true"), SubnetCandidatesTest::fail);
        assertThat(together.severity()).isEqualTo(Severity.HIGH);
        assertThat(together.facts()).containsEntry("candidates", ORDERS);
        assertThat(reason(together, "functions behind the interface"))
                .isEqualTo("candidate, security groups unknown: any of the functions attached to subnet-77"
                        + " (orders-api, by the records of their changes; others may be);"
                        + " no record of an invocation names the interface");
        assertThat(join.examine(lambdas("true").with(Map.of("subnet", "subnet-78")), SubnetCandidatesTest::fail)
                        .severity())
                .as("the beacon of another subnet")
                .isEqualTo(beacon().severity());
    }

    @Test
    void aListAddsToWhatRecordsTell() {
        changed(ORDERS, BEGUN.minusSeconds(540));
        attached(ORDERS, 0, true);
        assertThat(reason(
                        inSubnet(WORKER, ORDERS).examine(lambdas("true"), SubnetCandidatesTest::fail),
                        "functions behind the interface"))
                .contains("(orders-api, orders-worker);");
        assertThat(inSubnet(WORKER)
                        .examine(lambdas("true"), SubnetCandidatesTest::fail)
                        .severity())
                .as("a function that was deleted before it was listed")
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void aFunctionAttachedAfterItsCodeWasChangedIsACandidate() {
        changed(ORDERS, BEGUN.minus(Duration.ofDays(3)));
        attached(ORDERS, 1, false);
        assertThat(join.examine(lambdas("true"), SubnetCandidatesTest::fail).severity())
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void aDayOfDeploymentsPushesOutNoUnapprovedChange() {
        changed(ORDERS, BEGUN.minus(Duration.ofDays(5)));
        attached(ORDERS, 5, true);
        for (int i = 0; i < 2 * CandidateSearch.MOST; i++) {
            attached(WORKER + i, 0, false);
        }
        Finding together = join.examine(lambdas("true"), SubnetCandidatesTest::fail);
        assertThat(together.headline()).startsWith("orders-api, changed by ci-legacy");
        assertThat(reason(together, "functions behind the interface"))
                .contains("(orders-api, orders-worker0, ")
                .contains(" and 33 modified earlier, by the records of their changes; others may be)");
    }

    @Test
    void ifTheListFailsRecordsStillTell() {
        changed(ORDERS, BEGUN.minusSeconds(540));
        attached(ORDERS, 0, true);
        Finding together = join.with(subnet -> {
                    throw new IOException("Lambda refuses ListFunctions with 403");
                })
                .examine(lambdas("true"), SubnetCandidatesTest::fail);
        assertThat(together.severity()).isEqualTo(Severity.HIGH);
        assertThat(reason(together, "functions behind the interface")).contains("others may be");
        assertThat(reason(together, "functions in the subnet"))
                .isEqualTo("unknown: Lambda refuses ListFunctions with 403");
    }

    private void attached(String function, int daysBefore, boolean unapproved) {
        LocalDate day = LocalDate.ofInstant(BEGUN, ZoneOffset.UTC).minusDays(daysBefore);
        history.attached(new Attachment("subnet-77", function, day, unapproved));
    }

    private Join inSubnet(String... functions) {
        return join.with(subnet -> subnet.equals("subnet-77") ? List.of(functions) : List.of());
    }

    private static Finding lambdas(String interfaceOfLambda) {
        return beacon().with(Map.of("subnet", "subnet-77", "lambda_interface", interfaceOfLambda));
    }

    private static String reason(Finding finding, String name) {
        return finding.reasons().stream()
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElseThrow()
                .observed();
    }

    private static void fail(RuntimeException failure) {
        throw failure;
    }

    private void used(String function, Instant when) {
        history.used(new InterfaceUse(INTERFACE, function, when));
    }

    private void changed(String function, Instant when) {
        history.changed(change(function, when, "lw-change", "Lambda code changed by ci-legacy"));
    }
}
