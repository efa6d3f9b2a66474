package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// How many invocations an hour are a flood, and what it costs to know.
class PacesTest {
    private static final Instant TEN = Instant.parse("2026-01-20T10:00:00Z");
    private static final String WEB = "111122223333 arn:aws:iam::111122223333:role/orders-web";
    private static final Occasion INVOKED = new Occasion(
            "111122223333",
            "eu-west-1",
            "arn:aws:iam::111122223333:role/orders-web",
            "Invoke",
            "arn:aws:lambda:eu-west-1:111122223333:function:orders-api",
            "aws");

    @Test
    void aFloodIsToldWhenItIsReachedAndAtEachDoubling() {
        Paces paces = new Paces(usually(20), 10);

        assertThat(told(paces, TEN, 5_000)).containsExactly(1_000L, 2_000L, 4_000L);
        assertThat(told(paces, TEN.plus(Duration.ofHours(1)), 999)).isEmpty();
    }

    @Test
    void itIsToldByTheFirstOfTwoFilesThatReachItTogether() {
        PaceStore store = usually(20);
        Paces one = new Paces(store, 10);
        Paces other = new Paces(store, 10);
        assertThat(told(one, TEN, 600)).isEmpty();
        assertThat(told(other, TEN, 600)).isEmpty();
        one.remember();
        other.remember();

        assertThat(told(one, TEN, 1)).containsExactly(1_201L);
        one.remember();
        assertThat(told(other, TEN, 1)).isEmpty();
    }

    @Test
    void theUsualIsTheMedianOfTheHundredHoursBefore() {
        Pace pace = Pace.NONE;
        for (int hour = 0; hour < 300; hour++) {
            pace = pace.plus(new Pace.Hour(hour, hour % 2 == 0 ? 3 : hour, 0));
        }
        assertThat(pace.open()).extracting(Pace.Hour::number).containsExactly(297L, 298L, 299L);
        assertThat(pace.usual()).hasSize(Pace.HOURS).startsWith(197).endsWith(3);
        assertThat(pace.median()).isEqualTo(197);
    }

    @Test
    void anHourThatComesLateCountsWhileItIsOpen() {
        Pace pace = Pace.NONE.plus(new Pace.Hour(10, 5, 0)).plus(new Pace.Hour(12, 1, 0));

        assertThat(pace.plus(new Pace.Hour(10, 2, 0)).hour(10).calls()).isEqualTo(7);
        assertThat(pace.plus(new Pace.Hour(9, 2, 0))).isSameAs(pace);
    }

    @Test
    void manyCallsOfAFileCostOneReadAndOneWrite() {
        AtomicInteger reads = new AtomicInteger();
        AtomicInteger writes = new AtomicInteger();
        PaceStore store = usually(20);
        Paces paces = new Paces(
                new PaceStore() {
                    @Override
                    public Pace read(String principal) {
                        reads.incrementAndGet();
                        return store.read(principal);
                    }

                    @Override
                    public boolean replace(String principal, Pace before, Pace after) {
                        writes.incrementAndGet();
                        return store.replace(principal, before, after);
                    }
                },
                10);

        told(paces, TEN, 10_000);
        paces.remember();
        paces.remember();

        assertThat(reads).hasValue(1);
        assertThat(writes).hasValue(1);
        assertThat(store.read(WEB).hour(Pace.Hour.of(TEN))).isEqualTo(new Pace.Hour(Pace.Hour.of(TEN), 10_000, 8_000));
    }

    @Test
    void beyondTheCapacityWhatWasCountedIsWritten() {
        PaceStore store = usually(20);
        Paces paces = new Paces(store, 1);
        told(paces, TEN, 5);
        paces.count(new Occasion("111122223333", "eu-west-1", "bob", "Invoke", "", ""), TEN);

        assertThat(store.read(WEB).hour(Pace.Hour.of(TEN)).calls()).isEqualTo(5);
    }

    @Test
    void aStoreThatFailsTellsNoFloodAndIsToldAtTheEnd() {
        Paces paces = new Paces(
                new PaceStore() {
                    @Override
                    public Pace read(String principal) {
                        throw new IllegalStateException("table is gone");
                    }

                    @Override
                    public boolean replace(String principal, Pace before, Pace after) {
                        throw new AssertionError("what could not be read is not written");
                    }
                },
                10);

        assertThat(told(paces, TEN, 2_000)).isEmpty();
        assertThatThrownBy(paces::remember).hasMessage("table is gone");
        paces.remember();
    }

    /// A store that knows a principal's pace since the first of January.
    private static PaceStore usually(int calls) {
        PaceStore store = PaceStore.inMemory();
        Instant met = Instant.parse("2026-01-01T10:00:00Z");
        store.replace(WEB, Pace.NONE, new Pace(1, met, List.of(), Collections.nCopies(50, calls)));
        return store;
    }

    /// At how many calls of an hour floods are told.
    private static List<Long> told(Paces paces, Instant hour, int calls) {
        List<Long> told = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Optional<Flood> flood = paces.count(INVOKED, hour.plusSeconds(i % 3_600));
            flood.ifPresent(one -> told.add(one.calls()));
        }
        return told;
    }
}
