package dev.lambdawatch.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final long SOMEWHERE = Destinations.key(0, 1);
    private static final long ELSEWHERE = Destinations.key("aws:API_GATEWAY:us-east-1");

    @Test
    void aDestinationIsKnownSinceItsFirstHour() {
        History history = History.empty();
        history.learn(SOMEWHERE, days(8), days(1));
        history.learn(SOMEWHERE, days(2), days(0));
        assertThat(history.firstSeen(SOMEWHERE, NOW)).contains(NOW.minus(Duration.ofDays(8)));
        assertThat(history.firstSeen(ELSEWHERE, NOW)).isEmpty();
    }

    @Test
    void aHistoryOfLessThanSevenDaysCallsNothingNew() {
        History history = History.empty();
        history.learn(SOMEWHERE, days(6), days(0));
        assertThat(history.firstSeen(SOMEWHERE, NOW)).isEmpty();
        assertThat(History.empty().firstSeen(SOMEWHERE, NOW)).isEmpty();
    }

    @Test
    void whatIsKeptIsReadAgainAndThirtyDaysOfSilenceAreForgotten() throws IOException {
        StateStore store = StateStore.inMemory();
        History history = History.empty();
        history.learn(SOMEWHERE, days(50), days(29));
        history.learn(ELSEWHERE, days(50), days(31));
        history.keep(store, Shard.WHOLE, NOW);

        History read = History.in(store, new ArrayList<>());
        assertThat(read.bytes()).isEqualTo(history.bytes());
        assertThat(read.firstSeen(SOMEWHERE, NOW)).contains(NOW.minus(Duration.ofDays(50)));
        assertThat(read.firstSeen(ELSEWHERE, NOW)).isEmpty();
    }

    @Test
    void whatShardsKnowAddsUpAndADamagedPartIsNamed() throws IOException {
        StateStore store = StateStore.inMemory();
        keep(store, 0, days(20));
        keep(store, 1, days(3));
        store.write("history/broken", new byte[] {1});
        List<String> damaged = new ArrayList<>();
        assertThat(History.in(store, damaged).firstSeen(SOMEWHERE, NOW))
                .isEqualTo(Optional.of(NOW.minus(Duration.ofDays(20))));
        assertThat(damaged).hasSize(1).first().asString().startsWith("history/broken: a segment begins with LWS");
    }

    @Test
    void theSameDestinationsGiveTheSameBytesInAnyOrder() {
        List<Long> keys = new ArrayList<>(new Random(1).longs(1000).boxed().toList());
        byte[] inOrder = learned(keys);
        assertThat(learned(keys.reversed())).isEqualTo(inOrder);
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = learned(List.of(1L, 2L, 3L));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> History.read(cut)).isInstanceOf(DamagedSegmentException.class);
        }
    }

    @Test
    void beyondAMillionDestinationsNoMoreAreTakenAndThatIsCounted() {
        Destinations destinations = new Destinations();
        for (int i = 0; i < Destinations.MOST + 5; i++) {
            destinations.add(Destinations.key(0, i), 10, 10);
        }
        assertThat(destinations.size()).isEqualTo(Destinations.MOST);
        assertThat(destinations.leftOut()).isEqualTo(5);
        assertThat(destinations.firstHour(Destinations.key(0, 7))).isEqualTo(10);
        assertThat(destinations.firstHour(Destinations.key(0, Destinations.MOST)))
                .isNegative();
    }

    private static byte[] learned(List<Long> keys) {
        History history = History.empty();
        for (long key : keys) {
            history.learn(key, (int) (key & 0xFFF), (int) (key & 0xFFF) + 5);
        }
        return history.bytes();
    }

    private static void keep(StateStore store, int shard, int firstHour) throws IOException {
        History history = History.empty();
        history.learn(SOMEWHERE, firstHour, days(1));
        history.keep(store, new Shard(shard, 2), NOW);
    }

    private static int days(int ago) {
        return (int) (NOW.minus(Duration.ofDays(ago)).getEpochSecond() / 3600);
    }
}
