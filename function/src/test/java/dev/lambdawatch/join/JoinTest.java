package dev.lambdawatch.join;

import static dev.lambdawatch.join.JoinSamples.ACCOUNT;
import static dev.lambdawatch.join.JoinSamples.BEGUN;
import static dev.lambdawatch.join.JoinSamples.ENDED;
import static dev.lambdawatch.join.JoinSamples.INTERFACE;
import static dev.lambdawatch.join.JoinSamples.ORDERS;
import static dev.lambdawatch.join.JoinSamples.WORKER;
import static dev.lambdawatch.join.JoinSamples.beacon;
import static dev.lambdawatch.join.JoinSamples.beginning;
import static dev.lambdawatch.join.JoinSamples.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JoinTest {
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
        used(WORKER, ENDED.plus(CandidateSearch.SLACK).plusSeconds(1));
        assertThat(examine(beacon()).severity()).isEqualTo(Severity.CRITICAL);
        used(WORKER, ENDED.plus(CandidateSearch.SLACK));
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
        used(ORDERS, BEGUN.minus(CandidateSearch.SLACK));
        used(WORKER, BEGUN.minus(CandidateSearch.SLACK).minusSeconds(1));
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
    void aDeploymentWhileItGoesOnHidesNoneFromBefore() {
        used(ORDERS, BEGUN.plusSeconds(60));
        history.changed(change(ORDERS, BEGUN.minusSeconds(540), "", ""));
        changed(ORDERS, BEGUN.plus(Duration.ofHours(4)));
        Finding beacon = examine(beacon());
        assertThat(beacon.points()).isEqualTo(beacon().points() + 5);
        assertThat(beacon.reasons())
                .filteredOn(reason -> reason.name().equals("change"))
                .extracting(Reason::observed)
                .containsExactly(
                        "code of orders-api by ci-legacy at 2026-03-03T14:32:00Z",
                        "code of orders-api by ci-legacy at 2026-03-03T18:41:00Z, while it went on: it did so since "
                                + BEGUN);
    }

    @Test
    void aChangeWhoseRecordComesLateIsJoinedWhenTheBeaconIsScoredAgain() {
        used(ORDERS, BEGUN.plusSeconds(60));
        assertThat(examine(beacon())).isEqualTo(beacon());
        changed(ORDERS, BEGUN.minusSeconds(540));
        Finding together = examine(beacon());
        assertThat(together.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(together.id()).as("which was told to nobody").isNotEqualTo(beacon().id());
    }

    @Test
    void aRunWhoseRecordComesLateIsJoinedWhenTheBeaconIsScoredAgain() {
        changed(ORDERS, BEGUN.minusSeconds(540));
        assertThat(examine(beacon())).isEqualTo(beacon());
        used(ORDERS, BEGUN.plusSeconds(60));
        assertThat(examine(beacon()).severity()).isEqualTo(Severity.CRITICAL);
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
            public void attached(Attachment attachment) {
                throw new IllegalStateException("no table");
            }

            @Override
            public List<CodeChange> changes(String function, LocalDate day) {
                throw new IllegalStateException("no table");
            }

            @Override
            public List<Attachment> attachments(String subnetId, LocalDate day) {
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
}
