package dev.lambdawatch.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.dns.ContactHistory.Known;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What every memory of contacts does, in the process or in a table.
public abstract class ContactHistoryContract {
    protected static final Instant TIME = Instant.parse("2026-11-21T14:32:10Z");
    private static final String WEB = "111122223333/eu-west-1/instance/i-0abc";
    private static final String BATCH = "111122223333/eu-west-1/address/2001:db8::1 \"'#.$";
    private static final String WORKERS = "Cloudflare Workers";
    private static final String RUN = "Google Cloud Run";

    /// A memory that holds nothing yet.
    protected abstract ContactHistory history();

    @Test
    void whatWasNeverRememberedIsKnownToNobody() {
        assertThat(history().known(WEB, WORKERS, TIME)).isEqualTo(Known.TO_NOBODY);
    }

    @Test
    void aContactIsKnownToItsWorkloadAndItsPlatformToTheFleet() {
        ContactHistory history = history();
        history.remember(WEB, WORKERS, TIME);
        assertThat(history.known(WEB, WORKERS, TIME)).isEqualTo(Known.TO_WORKLOAD);
        assertThat(history.known(BATCH, WORKERS, TIME)).isEqualTo(Known.TO_FLEET);
        assertThat(history.known(WEB, RUN, TIME)).isEqualTo(Known.TO_NOBODY);
    }

    @Test
    void aContactIsForgottenAfterThirtyDays() {
        ContactHistory history = history();
        history.remember(WEB, WORKERS, TIME);
        Instant last = TIME.plus(ContactHistory.KEPT);
        assertThat(history.known(WEB, WORKERS, last)).isEqualTo(Known.TO_WORKLOAD);
        assertThat(history.known(WEB, WORKERS, last.plusSeconds(1))).isEqualTo(Known.TO_NOBODY);
    }

    @Test
    void aContactThatIsRenewedIsKeptLonger() {
        ContactHistory history = history();
        Instant again = TIME.plus(Duration.ofDays(20));
        history.remember(WEB, WORKERS, TIME);
        history.remember(WEB, WORKERS, again);
        assertThat(history.known(WEB, WORKERS, again.plus(ContactHistory.KEPT))).isEqualTo(Known.TO_WORKLOAD);
    }

    @Test
    void oneOfAnotherWorkloadKeepsThePlatformKnownToTheFleet() {
        ContactHistory history = history();
        history.remember(WEB, WORKERS, TIME);
        history.remember(BATCH, WORKERS, TIME.plus(Duration.ofDays(20)));
        Instant later = TIME.plus(Duration.ofDays(40));
        assertThat(history.known(WEB, WORKERS, later)).isEqualTo(Known.TO_FLEET);
        assertThat(history.known(BATCH, WORKERS, later)).isEqualTo(Known.TO_WORKLOAD);
    }

    @Test
    void aLateRowDoesNotMakeAContactOlder() {
        ContactHistory history = history();
        history.remember(WEB, WORKERS, TIME);
        history.remember(WEB, WORKERS, TIME.minus(Duration.ofDays(5)));
        assertThat(history.known(WEB, WORKERS, TIME.plus(Duration.ofDays(29)))).isEqualTo(Known.TO_WORKLOAD);
    }
}
