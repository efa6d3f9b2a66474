package dev.lambdawatch.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every history of functions keeps to.
public abstract class FunctionHistoryContract {
    private static final String ORDERS = "arn:aws:lambda:eu-west-1:111122223333:function:orders-api";
    private static final String WORKER = "arn:aws:lambda:eu-west-1:111122223333:function:orders-worker";
    private static final String INTERFACE = "eni-0a1b2c3d";
    private static final String SUBNET = "subnet-0a1b2c3d";
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-03-03");

    private final FunctionHistory history;

    /// @param history an empty one for each test
    protected FunctionHistoryContract(FunctionHistory history) {
        this.history = history;
    }

    @Test
    void aChangeIsReadAsItWasWritten() {
        CodeChange change = change(NOON, "lw-1");
        history.changed(change);
        assertThat(history.changes(ORDERS, DAY)).containsExactly(change);
        assertThat(history.changes(ORDERS, DAY.plusDays(1))).isEmpty();
        assertThat(history.changes(WORKER, DAY)).isEmpty();
    }

    @Test
    void ofADayTheFirstAndLastUnapprovedAndTheLastOtherChangeAreKept() {
        CodeChange ordinary = change(NOON.plusSeconds(5), "");
        history.changed(change(NOON.plusSeconds(4), ""));
        history.changed(ordinary);
        for (int second = 10; second < 20; second++) {
            history.changed(change(NOON.plusSeconds(second), "lw-1"));
        }
        assertThat(history.changes(ORDERS, DAY))
                .containsExactly(ordinary, change(NOON.plusSeconds(10), "lw-1"), change(NOON.plusSeconds(19), "lw-1"));
    }

    @Test
    void theSameChangeAgainIsOne() {
        history.changed(change(NOON, "lw-1"));
        history.changed(change(NOON, "lw-1"));
        assertThat(history.changes(ORDERS, DAY)).hasSize(1);
    }

    @Test
    void theUseOfAnInterfaceIsAPeriodForEachFunction() {
        use(ORDERS, NOON);
        use(WORKER, NOON.plus(Duration.ofHours(2)));
        use(ORDERS, NOON.plus(Duration.ofHours(5)));
        assertThat(history.functions(INTERFACE))
                .isEqualTo(Map.of(
                        ORDERS,
                        new InterfaceUse.Period(NOON, NOON.plus(Duration.ofHours(5))),
                        WORKER,
                        period(NOON.plus(Duration.ofHours(2)))));
        assertThat(history.functions("eni-0ffffffff")).isEmpty();
    }

    @Test
    void anEarlierUseThatComesLateDoesNotEndThePeriod() {
        use(ORDERS, NOON);
        use(ORDERS, NOON.minus(Duration.ofHours(3)));
        assertThat(history.functions(INTERFACE).values())
                .extracting(InterfaceUse.Period::last)
                .containsExactly(NOON);
    }

    @Test
    void ofAnInterfaceTheFirstFunctionsAreKept() {
        for (int i = 0; i < FunctionHistory.MOST_FUNCTIONS + 3; i++) {
            use(WORKER + i, NOON.plusSeconds(i));
        }
        assertThat(history.functions(INTERFACE))
                .hasSize(FunctionHistory.MOST_FUNCTIONS)
                .containsKey(WORKER + 0)
                .doesNotContainKey(WORKER + FunctionHistory.MOST_FUNCTIONS);
    }

    @Test
    void aSubnetsFunctionsAreThoseThatTheDaysRecordsSayToBeThere() {
        Attachment orders = new Attachment(SUBNET, ORDERS, DAY, false);
        Attachment worker = new Attachment(SUBNET, WORKER, DAY, true);
        history.attached(orders);
        history.attached(orders);
        history.attached(worker);
        assertThat(history.attachments(SUBNET, DAY)).containsExactlyInAnyOrder(orders, worker);
        assertThat(history.attachments(SUBNET, DAY.minusDays(1))).isEmpty();
        assertThat(history.attachments("subnet-0ffff", DAY)).isEmpty();
    }

    @Test
    void oneUnapprovedCallAmongOthersMakesAnAttachmentUnapproved() {
        history.attached(new Attachment(SUBNET, ORDERS, DAY, false));
        history.attached(new Attachment(SUBNET, ORDERS, DAY, true));
        history.attached(new Attachment(SUBNET, ORDERS, DAY, false));
        assertThat(history.attachments(SUBNET, DAY)).containsExactly(new Attachment(SUBNET, ORDERS, DAY, true));
    }

    @Test
    void deploymentsOfManyFunctionsPushOutNoUnapprovedOne() {
        for (int i = 0; i < FunctionHistory.MOST_FUNCTIONS + 3; i++) {
            history.attached(new Attachment(SUBNET, WORKER + i, DAY, false));
        }
        history.attached(new Attachment(SUBNET, ORDERS, DAY, true));
        assertThat(history.attachments(SUBNET, DAY))
                .hasSize(FunctionHistory.MOST_FUNCTIONS + 1)
                .contains(new Attachment(SUBNET, ORDERS, DAY, true))
                .contains(new Attachment(SUBNET, WORKER + 0, DAY, false))
                .doesNotContain(new Attachment(SUBNET, WORKER + FunctionHistory.MOST_FUNCTIONS, DAY, false));
    }

    @Test
    void functionsThatWereNotSeenForAMonthMakeRoomForNewOnes() {
        for (int i = 0; i < FunctionHistory.MOST_FUNCTIONS; i++) {
            use(WORKER + i, NOON.plus(Duration.ofDays(i < 3 ? 0 : 20)));
        }
        Instant monthLater =
                NOON.plus(Duration.ofDays(FunctionHistory.DAYS_OF_USE)).plusSeconds(1);
        use(ORDERS, monthLater.minus(Duration.ofHours(1)));
        assertThat(history.functions(INTERFACE)).as("not yet").doesNotContainKey(ORDERS);
        use(ORDERS, monthLater);
        assertThat(history.functions(INTERFACE))
                .hasSize(FunctionHistory.MOST_FUNCTIONS - 2)
                .containsEntry(ORDERS, period(monthLater))
                .containsKey(WORKER + 3)
                .doesNotContainKey(WORKER + 0);
    }

    private void use(String function, Instant time) {
        history.used(new InterfaceUse(INTERFACE, function, time));
    }

    private static InterfaceUse.Period period(Instant time) {
        return new InterfaceUse.Period(time, time);
    }

    private static CodeChange change(Instant time, String finding) {
        Evidence.Call call = new Evidence.Call(
                "event-" + time.getEpochSecond(),
                time,
                "UpdateFunctionCode",
                "lambda.amazonaws.com",
                "111122223333",
                "eu-west-1",
                "203.0.113.50",
                "Boto3/1.34.162",
                "",
                "");
        String headline = finding.isEmpty() ? "" : "Lambda code changed by bob";
        return new CodeChange(ORDERS, "code", "bob", call, finding, headline);
    }
}
