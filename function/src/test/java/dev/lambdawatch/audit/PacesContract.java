package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store of paces does, in the process or in a table.
public abstract class PacesContract {
    private static final Instant MET = Instant.parse("2026-11-21T14:00:00Z");
    private static final String WEB = "111122223333 arn:aws:iam::111122223333:role/orders-web";
    private static final long HOUR = Pace.Hour.of(MET);

    /// A store that holds nothing yet.
    protected abstract PaceStore paces();

    @Test
    void whoWasNeverMetHasNone() {
        assertThat(paces().read(WEB)).isEqualTo(Pace.NONE);
    }

    @Test
    void aPaceComesBackAsItWas() {
        PaceStore paces = paces();
        Pace pace = new Pace(
                7,
                MET,
                List.of(new Pace.Hour(HOUR, 5_000_000_000L, 1_000), new Pace.Hour(HOUR + 2, 1, 0)),
                Collections.nCopies(Pace.HOURS, Integer.MAX_VALUE));

        assertThat(paces.replace(WEB, Pace.NONE, pace)).isTrue();

        assertThat(paces.read(WEB)).isEqualTo(pace);
        assertThat(paces.read(WEB + "-2")).isEqualTo(Pace.NONE);
    }

    @Test
    void aPaceOfOneHourComesBackAsItWas() {
        PaceStore paces = paces();
        Pace pace = Pace.NONE.plus(new Pace.Hour(HOUR, 3, 0));

        assertThat(paces.replace(WEB, Pace.NONE, pace)).isTrue();

        assertThat(paces.read(WEB)).isEqualTo(pace);
    }

    @Test
    void theSlowerOfTwoWhoChangeOneChangesNothing() {
        PaceStore paces = paces();
        Pace before = Pace.NONE.plus(new Pace.Hour(HOUR, 3, 0));
        Pace faster = before.plus(new Pace.Hour(HOUR, 4, 0));
        paces.replace(WEB, Pace.NONE, before);
        assertThat(paces.replace(WEB, before, faster)).isTrue();

        assertThat(paces.replace(WEB, before, before.plus(new Pace.Hour(HOUR, 5, 0))))
                .isFalse();
        assertThat(paces.replace(WEB, Pace.NONE, before)).isFalse();

        assertThat(paces.read(WEB)).isEqualTo(faster);
    }
}
