package dev.lambdawatch.beacon;

import static dev.lambdawatch.beacon.Replay.DAY;
import static dev.lambdawatch.beacon.Replay.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoursTest {
    private static final long HOUR = DAY / 3600;

    private final StateStore store = StateStore.inMemory();

    @Test
    void anHourIsMergedOnceAndThenKept() throws IOException {
        Replay.store(traffic(1).objects(5, new Random(1)), store);
        Hours first = hours(Shard.WHOLE);
        Segment merged = first.at(HOUR).orElseThrow();
        assertThat(first.segments()).isEqualTo(5);

        Hours second = hours(Shard.WHOLE);
        assertThat(bytes(second.at(HOUR))).isEqualTo(hex(merged));
        assertThat(second.segments()).isZero();
    }

    @Test
    void aLateObjectHasItsHourMergedAgain() throws IOException {
        List<byte[]> objects = traffic(2).objects(5, new Random(2));
        Replay.store(objects.subList(0, 4), store);
        Segment early = hours(Shard.WHOLE).at(HOUR).orElseThrow();
        Replay.store(objects, store);
        Segment late = hours(Shard.WHOLE).at(HOUR).orElseThrow();
        assertThat(hex(late)).isNotEqualTo(hex(early)).isEqualTo(whole(objects));
    }

    @Test
    void anObjectDeliveredAgainMergesNothing() throws IOException {
        List<byte[]> objects = traffic(3).objects(5, new Random(3));
        Replay.store(objects, store);
        hours(Shard.WHOLE).at(HOUR);
        Replay.store(objects, store);
        Hours again = hours(Shard.WHOLE);
        again.at(HOUR);
        assertThat(again.segments()).isZero();
    }

    @Test
    void anObjectWrittenAnewReplacesWhatItSaid() throws IOException {
        List<byte[]> before = traffic(4).objects(5, new Random(4));
        Replay.store(before, store);
        hours(Shard.WHOLE).at(HOUR);
        List<byte[]> after = new ArrayList<>(before);
        after.set(2, traffic(5).object());
        Replay.store(after, store);
        assertThat(bytes(hours(Shard.WHOLE).at(HOUR))).isEqualTo(whole(after));
    }

    @Test
    void aKeptHourThatIsDamagedIsNamedAndMergedAgain() throws IOException {
        List<byte[]> objects = traffic(6).objects(3, new Random(6));
        Replay.store(objects, store);
        hours(Shard.WHOLE).at(HOUR);
        String name = store.list("hours/").getFirst().name();
        store.write(name, new byte[] {1, 2, 3});

        Hours mended = hours(Shard.WHOLE);
        assertThat(bytes(mended.at(HOUR))).isEqualTo(whole(objects));
        assertThat(mended.damaged()).singleElement().asString().startsWith(name + ": a segment begins with LWS");
        assertThat(hours(Shard.WHOLE).at(HOUR)).isPresent();
    }

    @Test
    void anHourWithoutRecordsIsNotThere() throws IOException {
        assertThat(hours(Shard.WHOLE).at(HOUR)).isEmpty();
        assertThat(store.list("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void theShardsOfAnHourAreTheHour(int count) throws IOException {
        List<byte[]> objects = traffic(7).objects(6, new Random(7));
        Replay.store(objects, store);
        List<Segment> shards = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            shards.add(hours(new Shard(number, count)).at(HOUR).orElseThrow());
        }
        assertThat(hex(SegmentMerge.merged(shards, SegmentMerge.Bounds.DEFAULT)))
                .isEqualTo(whole(objects));
        assertThat(shards.stream().mapToInt(Segment::pairs).sum())
                .isEqualTo(hours(Shard.WHOLE).at(HOUR).orElseThrow().pairs());
    }

    @Test
    void aWorkloadBeyondItsBoundKeepsTheFirstKeysInWhateverOrderItsPartsCome() {
        List<Segment> parts = new ArrayList<>();
        traffic(8).objects(8, new Random(8)).forEach(object -> parts.addAll(firstHour(object)));
        SegmentMerge.Bounds tight = new SegmentMerge.Bounds(1000, 4, Long.MAX_VALUE);
        Segment atOnce = SegmentMerge.merged(parts, tight);
        Segment inSteps = SegmentMerge.merged(
                List.of(
                        SegmentMerge.merged(parts.subList(5, 8), tight),
                        SegmentMerge.merged(parts.subList(0, 5), tight)),
                tight);
        assertThat(hex(inSteps)).isEqualTo(hex(atOnce));
        assertThat(atOnce.pairs()).isEqualTo(4 * atOnce.workloads().size());
        assertThat(atOnce.leftOut()).isPositive();
    }

    @Test
    void whatWasLeftOutIsCountedByOneShardForAll() throws IOException {
        Replay.store(traffic(9).objects(4, new Random(9)), store, new Collector.Bounds(1_000_000, 3, 1_000_000));
        long whole = hours(Shard.WHOLE).at(HOUR).orElseThrow().leftOut();
        assertThat(whole).isPositive();
        assertThat(hours(new Shard(0, 2)).at(HOUR).orElseThrow().leftOut()).isEqualTo(whole);
        assertThat(hours(new Shard(1, 2)).at(HOUR).orElseThrow().leftOut()).isZero();
    }

    /// An hour of twelve hosts and thirty destinations.
    private static FlowText traffic(long seed) {
        Random random = new Random(seed);
        FlowText log = FlowText.withFlags(MINUTES);
        for (int i = 0; i < 600; i++) {
            int host = random.nextInt(12);
            log.host("10.0.0." + (5 + host), "000000000000000" + (10 + host));
            log.connection(
                    DAY + 60 + random.nextInt(3400),
                    40_000 + i,
                    "203.0.113." + random.nextInt(30),
                    443,
                    700 + random.nextInt(900),
                    900);
        }
        return log;
    }

    private Hours hours(Shard shard) {
        return new Hours(store, shard, SegmentMerge.Bounds.DEFAULT);
    }

    private static List<Segment> firstHour(byte[] object) {
        return Replay.collected(object).segments().stream()
                .filter(segment -> segment.hour() == HOUR)
                .toList();
    }

    /// The hour of all objects, merged at once.
    private static String whole(List<byte[]> objects) {
        List<Segment> parts = new ArrayList<>();
        objects.forEach(object -> parts.addAll(firstHour(object)));
        return hex(SegmentMerge.merged(parts, SegmentMerge.Bounds.DEFAULT));
    }

    private static String bytes(Optional<Segment> segment) {
        return hex(segment.orElseThrow());
    }

    private static String hex(Segment segment) {
        return HexFormat.of().formatHex(segment.bytes());
    }
}
