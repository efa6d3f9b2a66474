package dev.lambdawatch.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JoinTest {
    private static final String ACCOUNT = "111122223333";
    private static final String ORDERS = "arn:aws:lambda:eu-west-1:111122223333:function:orders-api";
    private static final String WORKER = "arn:aws:lambda:eu-west-1:111122223333:function:orders-worker";
    private static final String INTERFACE = "eni-0a1b2c3d";
    private static final Instant BEGUN = Instant.parse("2026-03-03T14:41:00Z");
    private static final Instant ENDED = BEGUN.plus(Duration.ofHours(9));

    private final FunctionHistory history = FunctionHistory.inMemory();
    private final Join join = Join.over(history, points -> points >= 120 ? Severity.HIGH : Severity.MEDIUM);

    @Test
    void anUnapprovedChangeOfTheOneFunctionIsCriticalAndNamesBothFindings() {
        used(ORDERS, BEGUN.plusSeconds(60));
        changed(ORDERS, BEGUN.minusSeconds(540));
        Finding together = examine(beacon());
        assertThat(together.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(together.headline())
                .isEqualTo("orders-api, changed by ci-legacy, now beacons: 10.20.3.17 -> 203.0.113.77:443 every 5 min");
        assertThat(together.facts())
                .containsEntry("change_finding", "lw-change")
                .containsEntry("beacon_finding", beacon().id())
                .containsEntry("changed_at", "2026-03-03T14:32:00Z")
                .containsEntry("period_seconds", "300");
        assertThat(together.reasons().getFirst().observed())
                .isEqualTo("code of orders-api by ci-legacy at 2026-03-03T14:32:00Z, 9 min before the beacon began:"
                        + " finding lw-change, \"Lambda code changed by ci-legacy\"");
        assertThat(together.evidence()).hasSize(2).first().isInstanceOf(Evidence.Call.class);
        assertThat(together.first()).isEqualTo(BEGUN.minusSeconds(540));
        assertThat(together.id()).isNotEqualTo(beacon().id());
        assertThat(together.points()).isEqualTo(beacon().points());
    }

    @Test
    void oneOfSeveralFunctionsThatRanIsHigh() {
        used(ORDERS, BEGUN.plusSeconds(60));
        used(WORKER, BEGUN.plusSeconds(90));
        changed(ORDERS, BEGUN.minusSeconds(540));
        Finding together = examine(beacon());
        assertThat(together.severity()).isEqualTo(Severity.HIGH);
        assertThat(together.headline()).contains("orders-api, changed by ci-legacy, or another of 2 functions");
    }

    @Test
    void aFunctionThatDidNotRunWhileItBeaconedIsNoCandidate() {
        used(ORDERS, BEGUN.plusSeconds(60));
        used(WORKER, BEGUN.minus(Duration.ofHours(5)));
        changed(ORDERS, BEGUN.minusSeconds(540));
        assertThat(examine(beacon()).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void anotherFunctionsChangeIsNoMatter() {
        used(ORDERS, BEGUN.plusSeconds(60));
        changed(WORKER, BEGUN.minusSeconds(540));
        assertThat(examine(beacon())).isEqualTo(beacon());
    }

    @Test
    void aChangeOlderThanSevenDaysIsNotJoined() {
        used(ORDERS, BEGUN.plusSeconds(60));
        changed(ORDERS, BEGUN.minus(Join.BEFORE).minusSeconds(1));
        assertThat(examine(beacon())).isEqualTo(beacon());
        changed(ORDERS, BEGUN.minus(Join.BEFORE));
        assertThat(examine(beacon()).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void aChangeAfterItBeganIsOnlyNamed() {
        used(ORDERS, BEGUN.plusSeconds(60));
        changed(ORDERS, BEGUN.plusSeconds(1));
        Finding beacon = examine(beacon());
        assertThat(beacon.id()).isEqualTo(beacon().id());
        assertThat(beacon.severity()).isEqualTo(beacon().severity());
        assertThat(beacon.points()).isEqualTo(beacon().points());
        assertThat(beacon.reasons().getLast().observed()).endsWith("it did so since " + BEGUN);
    }

    @Test
    void aPollerThatIsOlderThanTheChangeStaysWhatItIsWhateverSpanItIsToldFrom() {
        used(ORDERS, BEGUN.plusSeconds(60));
        changed(ORDERS, BEGUN.minus(Duration.ofHours(2)));
        // The day that is told begins after the change, the beat long before it.
        Finding poller = beacon().with(beginning(BEGUN.minus(Duration.ofDays(9)), BEGUN.minus(Duration.ofDays(12))));
        Finding examined = examine(poller);
        assertThat(examined.id()).isEqualTo(poller.id());
        assertThat(examined.severity()).isEqualTo(poller.severity());
        assertThat(examined.reasons().getLast().observed()).contains("while it went on");
    }

    @Test
    void aChangeInTheMinuteInWhichItBeganComesBeforeIt() {
        used(ORDERS, BEGUN.plusSeconds(60));
        changed(ORDERS, BEGUN);
        assertThat(examine(beacon()).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void whereNothingIsKnownOfTheTimeBeforeTheChangeItIsHighAndSaysSo() {
        used(ORDERS, BEGUN.plusSeconds(60));
        changed(ORDERS, BEGUN.minusSeconds(540));
        Finding watchedLater = examine(beacon().with(beginning(BEGUN, BEGUN.minusSeconds(539))));
        assertThat(watchedLater.severity()).isEqualTo(Severity.HIGH);
        assertThat(watchedLater.headline()).startsWith("orders-api, changed by ci-legacy, now beacons");
        assertThat(watchedLater.reasons().get(1).observed())
                .isEqualTo("unknown: what is known of the network's flow logs begins at 2026-03-03T14:32:01Z,"
                        + " after the change");
        Finding watched = examine(beacon().with(beginning(BEGUN, BEGUN.minusSeconds(540))));
        assertThat(watched.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(watched.reasons()).noneMatch(reason -> reason.name().equals("beginning"));
        assertThat(watched.id()).isEqualTo(watchedLater.id());
    }

    @Test
    void aBeaconThatTellsNoBeginningIsHighAtMost() {
        used(ORDERS, BEGUN.plusSeconds(60));
        changed(ORDERS, BEGUN.minusSeconds(540));
        Map<String, String> none = Map.of("began", "", "watched_from", "");
        assertThat(examine(beacon().with(none)).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void sevenDaysCountFromWhenItBeganAndNotFromTheSpanThatIsTold() {
        used(ORDERS, BEGUN.plusSeconds(60));
        changed(ORDERS, BEGUN.minus(Duration.ofDays(8)));
        Finding twoDaysOld = beacon().with(beginning(BEGUN.minus(Duration.ofDays(2)), BEGUN.minus(Duration.ofDays(9))));
        assertThat(examine(twoDaysOld).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void aFunctionThatFirstRanAnHourAfterTheBeaconEndedIsNoCandidate() {
        used(ORDERS, BEGUN.plusSeconds(60));
        changed(ORDERS, BEGUN.minusSeconds(540));
        used(WORKER, ENDED.plus(Join.SLACK).plusSeconds(1));
        assertThat(examine(beacon()).severity()).isEqualTo(Severity.CRITICAL);
        used(WORKER, ENDED.plus(Join.SLACK));
        assertThat(examine(beacon()).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void aFunctionThatRanBeforeAndAfterMayHaveRunMeanwhile() {
        used(ORDERS, BEGUN.plusSeconds(60));
        changed(ORDERS, BEGUN.minusSeconds(540));
        used(WORKER, BEGUN.minus(Duration.ofDays(1)));
        used(WORKER, ENDED.plus(Duration.ofDays(1)));
        assertThat(examine(beacon()).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void useIsRememberedToTheHourSoThatAnHourBeforeCounts() {
        used(ORDERS, BEGUN.minus(Join.SLACK));
        used(WORKER, BEGUN.minus(Join.SLACK).minusSeconds(1));
        changed(ORDERS, BEGUN.minusSeconds(540));
        Finding together = examine(beacon());
        assertThat(together.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(together.facts()).containsEntry("candidates", ORDERS);
    }

    @Test
    void whereNoneRanMeanwhileThoseOfTheMonthAreCandidatesAndThatIsSaid() {
        used(ORDERS, BEGUN.minus(Duration.ofDays(3)));
        changed(ORDERS, BEGUN.minusSeconds(540));
        assertThat(examine(beacon()).reasons().get(1).observed())
                .isEqualTo("only orders-api, by the records of their invocations; none is of the time of the beacon");
    }

    @Test
    void anOrdinaryDeploymentADayBeforeAddsFivePoints() {
        used(ORDERS, BEGUN.plusSeconds(60));
        history.changed(change(ORDERS, BEGUN.minus(Join.RECENT), "", ""));
        Finding beacon = examine(beacon());
        assertThat(beacon.points()).isEqualTo(beacon().points() + 5);
        assertThat(beacon.facts()).containsEntry("points", "120");
        assertThat(beacon.severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void anOrdinaryDeploymentTwoDaysBeforeIsNoMatter() {
        used(ORDERS, BEGUN.plusSeconds(60));
        history.changed(change(ORDERS, BEGUN.minus(Duration.ofDays(2)), "", ""));
        assertThat(examine(beacon())).isEqualTo(beacon());
    }

    @Test
    void anInterfaceThatNobodyWasSeenBehindIsNotJoined() {
        changed(ORDERS, BEGUN.minusSeconds(540));
        assertThat(examine(beacon())).isEqualTo(beacon());
    }

    @Test
    void aFunctionOfAnotherAccountBehindAnInterfaceOfASharedNetworkIsFound() {
        String participants = ORDERS.replace(ACCOUNT, "444455556666");
        used(participants, BEGUN.plusSeconds(60));
        changed(participants, BEGUN.minusSeconds(540));
        assertThat(examine(beacon()).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void whatIsInformationalStaysSo() {
        used(ORDERS, BEGUN.plusSeconds(60));
        changed(ORDERS, BEGUN.minusSeconds(540));
        Finding clock = beacon(Severity.INFORMATIONAL);
        assertThat(examine(clock)).isEqualTo(clock);
    }

    @Test
    void manyChangesPushOutNoEarlierOne() {
        used(ORDERS, BEGUN.plusSeconds(60));
        changed(ORDERS, BEGUN.minusSeconds(540));
        for (int i = 1; i < 1_000; i++) {
            changed(ORDERS, BEGUN.plusSeconds(i));
        }
        assertThat(examine(beacon()).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void ifTheHistoryFailsTheBeaconGoesOnAndSaysSo() {
        FunctionHistory broken = new FunctionHistory() {
            @Override
            public void changed(CodeChange change) {
                throw new IllegalStateException("no table");
            }

            @Override
            public void used(InterfaceUse use) {
                throw new IllegalStateException("no table");
            }

            @Override
            public List<CodeChange> changes(String function, LocalDate day) {
                throw new IllegalStateException("no table");
            }

            @Override
            public Map<String, InterfaceUse.Period> functions(String interfaceId) {
                throw new IllegalStateException("no table");
            }
        };
        List<RuntimeException> failures = new ArrayList<>();
        Finding beacon = Join.over(broken, points -> Severity.LOW).examine(beacon(), failures::add);
        assertThat(failures).singleElement().hasFieldOrPropertyWithValue("message", "no table");
        assertThat(beacon.id()).isEqualTo(beacon().id());
        assertThat(beacon.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(beacon.reasons().getLast().observed()).startsWith("unknown");
    }

    @Test
    void whereNoInvocationNamesTheInterfaceAFunctionOfItsSubnetIsACandidateAndHighAtMost() {
        changed(ORDERS, BEGUN.minusSeconds(540));
        Finding together = inSubnet(ORDERS).examine(lambdas("true"), JoinTest::fail);
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
        Finding together = inSubnet(ORDERS, WORKER).examine(lambdas("false"), JoinTest::fail);
        assertThat(together.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(reason(together, "functions behind the interface"))
                .endsWith("(orders-api, orders-worker); no record of an invocation names the interface,"
                        + " and the flow log does not say whether it is Lambda's");
        Finding high = beacon(Severity.HIGH).with(Map.of("subnet", "subnet-77"));
        assertThat(inSubnet(ORDERS).examine(high, JoinTest::fail).severity())
                .as("a beacon that is high by itself")
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void oneInvocationThatNamesTheInterfaceCountsMoreThanAllOfTheSubnet() {
        used(WORKER, BEGUN.plusSeconds(60));
        changed(ORDERS, BEGUN.minusSeconds(540));
        assertThat(inSubnet(ORDERS).examine(lambdas("true"), JoinTest::fail)).isEqualTo(lambdas("true"));
    }

    @Test
    void anInstanceOrTaskInTheSubnetIsNoFunction() {
        changed(ORDERS, BEGUN.minusSeconds(540));
        for (String kind : List.of("instance", "task")) {
            Finding beacon = lambdas("false").with(Map.of("workload_kind", kind));
            assertThat(inSubnet(ORDERS).examine(beacon, JoinTest::fail)).isEqualTo(beacon);
        }
    }

    @Test
    void anOrdinaryDeploymentInTheSubnetIsNamedWithoutPoints() {
        history.changed(change(ORDERS, BEGUN.minusSeconds(540), "", ""));
        Finding beacon = inSubnet(ORDERS).examine(lambdas("true"), JoinTest::fail);
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
        for (int i = 0; i < Join.MOST_CANDIDATES; i++) {
            many.add(ORDERS + i);
        }
        many.add(WORKER);
        assertThat(inSubnet(many.toArray(String[]::new)).examine(lambdas("true"), JoinTest::fail))
                .isEqualTo(lambdas("true"));
        many.addFirst(many.removeLast());
        assertThat(reason(
                        inSubnet(many.toArray(String[]::new)).examine(lambdas("true"), JoinTest::fail),
                        "functions behind the interface"))
                .contains("(orders-worker, orders-api0, ", "orders-api30 and 1 modified earlier)");
    }

    @Test
    void ifTheSubnetCannotBeLookedUpTheBeaconGoesOnAndSaysSo() {
        Finding beacon = join.with(subnet -> {
                    throw new IOException("Lambda refuses ListFunctions with 403");
                })
                .examine(lambdas("true"), JoinTest::fail);
        assertThat(beacon.id()).isEqualTo(beacon().id());
        assertThat(beacon.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(reason(beacon, "functions in the subnet"))
                .isEqualTo("unknown: Lambda refuses ListFunctions with 403");
    }

    private Join inSubnet(String... functions) {
        return join.with(SubnetFunctions.of(Map.of("subnet-77", List.of(functions))));
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

    private Finding examine(Finding beacon) {
        return join.examine(beacon, failure -> {
            throw failure;
        });
    }

    private void used(String function, Instant when) {
        history.used(new InterfaceUse(INTERFACE, function, when));
    }

    private void changed(String function, Instant when) {
        history.changed(change(function, when, "lw-change", "Lambda code changed by ci-legacy"));
    }

    private static CodeChange change(String function, Instant when, String finding, String headline) {
        Evidence.Call call = new Evidence.Call(
                "event-" + when.getEpochSecond(),
                when,
                "UpdateFunctionCode",
                "lambda.amazonaws.com",
                ACCOUNT,
                "eu-west-1",
                "203.0.113.50",
                "Boto3/1.34.162",
                "",
                "");
        return new CodeChange(function, "code", "ci-legacy", call, finding, headline);
    }

    private static Finding beacon() {
        return beacon(Severity.MEDIUM);
    }

    private static Finding beacon(Severity severity) {
        Detection detection = new Detection(
                "lambdawatch-beacon", "serverless_beacon", "A beacon", "1", "", List.of(), List.of(), List.of());
        return new Finding(
                        detection,
                        severity,
                        ACCOUNT,
                        "eu-west-1",
                        new Subject.Workload(
                                ACCOUNT + "/eu-west-1/INTERFACE/" + INTERFACE,
                                INTERFACE,
                                ACCOUNT,
                                INTERFACE,
                                "10.20.3.17"),
                        "203.0.113.77:443",
                        "Beacon 10.20.3.17 -> 203.0.113.77:443 every 5 min",
                        List.of(
                                Reason.scored("score", "below 0.60", "0.95", 95),
                                Reason.scored("destination", "", "tier A", 20)),
                        List.of(new Evidence.Connections(
                                "10.20.3.17", "203.0.113.77", 443, 6, 110, 1200, 2400, BEGUN, ENDED)),
                        List.of(),
                        Map.of("points", "115", "period_seconds", "300"))
                .with(beginning(BEGUN, BEGUN.minus(Duration.ofDays(7))));
    }

    private static Map<String, String> beginning(Instant began, Instant watchedFrom) {
        return Map.of("began", began.toString(), "watched_from", watchedFrom.toString());
    }
}
