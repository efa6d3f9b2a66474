package dev.lambdawatch.beacon;

import static dev.lambdawatch.beacon.Replay.DAY;
import static dev.lambdawatch.beacon.Replay.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void recordsInAnySplitAndOrderGiveTheSameBytes(long seed) {
        Random random = new Random(seed);
        FlowText log = traffic(seed % 2 == 0 ? FlowText.withFlags(MINUTES) : FlowText.version2(MINUTES), random);
        Map<Long, String> whole = hours(List.of(log.object()));
        for (int parts : List.of(2, 7, 40)) {
            assertThat(hours(log.objects(parts, random))).isEqualTo(whole);
        }
    }

    @Test
    void mergingIsAssociativeAndCommutative() {
        Random random = new Random(7);
        FlowText log = traffic(FlowText.withFlags(MINUTES), random);
        List<Segment> parts = new ArrayList<>();
        log.objects(5, random).forEach(object -> parts.add(ofFirstHour(object)));
        byte[] whole = merged(parts).bytes();
        for (int trial = 0; trial < 20; trial++) {
            List<Segment> left = new ArrayList<>(parts);
            Collections.shuffle(left, random);
            while (left.size() > 1) {
                int count = 2 + random.nextInt(left.size() - 1);
                List<Segment> taken = new ArrayList<>(left.subList(0, count));
                left.subList(0, count).clear();
                left.add(random.nextInt(left.size() + 1), merged(taken));
            }
            assertThat(left.getFirst().bytes()).isEqualTo(whole);
        }
    }

    @Test
    void anObjectDeliveredTwiceCountsOnce() {
        byte[] object = traffic(FlowText.withFlags(MINUTES), new Random(1)).object();
        StateStore store = Replay.store(List.of(object));
        Map<String, String> before = stored(store);
        Replay.store(List.of(object), store);
        assertThat(stored(store)).containsExactlyEntriesOf(before);
    }

    @Test
    void eachObjectHasANameOfItsOwn() {
        Segment segment =
                ofFirstHour(traffic(FlowText.withFlags(MINUTES), new Random(1)).object());
        assertThat(new SourceObject("b", "k").nameOf(segment))
                .startsWith("segments/2026-11-21T00/")
                .isNotEqualTo(new SourceObject("b", "l").nameOf(segment))
                .isNotEqualTo(new SourceObject("bk", "").nameOf(segment));
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        Segment segment =
                ofFirstHour(traffic(FlowText.withFlags(MINUTES), new Random(2)).object());
        Segment read = Segment.read(segment.bytes());
        assertThat(read.bytes()).isEqualTo(segment.bytes());
        assertThat(read.pairs()).isEqualTo(segment.pairs()).isPositive();
        assertThat(merged(List.of(segment)).bytes()).isEqualTo(segment.bytes());
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = ofFirstHour(
                        traffic(FlowText.withFlags(MINUTES), new Random(3)).object())
                .bytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Segment.read(cut)).isInstanceOf(DamagedSegmentException.class);
        }
    }

    @Test
    void aChangedByteIsRefusedOrChangesNothing() throws IOException {
        byte[] bytes = ofFirstHour(
                        traffic(FlowText.withFlags(MINUTES), new Random(3)).object())
                .bytes();
        int refused = 0;
        for (int place = 0; place < bytes.length; place++) {
            byte[] changed = bytes.clone();
            changed[place] ^= 0x10;
            try {
                assertThat(Segment.read(changed).bytes()).isEqualTo(bytes);
            } catch (DamagedSegmentException e) {
                refused++;
            }
        }
        // The same body may be deflated in more than one way.
        assertThat(refused).isGreaterThan(bytes.length * 9 / 10);
    }

    @Test
    void aForgedBodyIsReadOrRefusedAndNothingElse() throws IOException {
        byte[] body = SegmentFile.body(
                ofFirstHour(traffic(FlowText.withFlags(MINUTES), new Random(4)).object())
                        .bytes());
        Random random = new Random(5);
        int refused = 0;
        for (int trial = 0; trial < 3000; trial++) {
            byte[] forged = body.clone();
            for (int change = 0; change <= random.nextInt(3); change++) {
                forged[random.nextInt(forged.length)] = (byte) random.nextInt(256);
            }
            try {
                Segment segment = Segment.read(SegmentFile.bytes(forged));
                assertThat(merged(List.of(segment, segment)).pairs()).isEqualTo(segment.pairs());
            } catch (DamagedSegmentException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void otherBytesAreRefusedInWords() {
        assertThatThrownBy(() -> Segment.read(new byte[0]))
                .hasMessage("a segment begins with LWS and version 3; got 0 bytes that begin otherwise");
        byte[] huge = HexFormat.of().parseHex("4c575303ffffffffffff7f");
        assertThatThrownBy(() -> Segment.read(huge)).hasMessageStartingWith("a number up to ");
    }

    @Test
    void moreRecordsThanAreKeptOnePortEachBecomeACrowd() {
        assertThat(halvesMerged(Entry.RECORD)).containsExactly("2 0:8 138", "2 1:8 8056");
    }

    @ParameterizedTest
    @ValueSource(ints = {Entry.STANDING, Entry.REJECTED})
    void moreEntriesThanAreKeptOnePortEachLoseTheirPorts(int kind) {
        assertThat(halvesMerged(kind)).containsExactly(kind + " 0:8 138", kind + " 1:8 8056");
    }

    @Test
    void whatLostItsPortsTakesTheOthersOfItsKindAlong() {
        PairHour forgotten = pair(Entry.of(Entry.STANDING, 0, 7, 3));
        PairHour known = pair(Entry.of(Entry.STANDING, 40_000, 7, 3));
        assertThat(entries(merged(forgotten, known)))
                .isEqualTo(entries(merged(known, forgotten)))
                .containsExactly("5 7:3 2");
    }

    /// One entry more than is kept, each of a port of its own, merged from two halves in both orders.
    private static List<String> halvesMerged(int kind) {
        PairHour pair = new PairHour();
        pair.begin("");
        for (int port = 1; port <= PairHour.MOST_RECORDS + 1; port++) {
            pair.append(Entry.of(kind, port, (port - 1) % 60 == 0 ? 0 : 1, 8), 2);
        }
        List<PairHour> halves = List.of(half(pair, 0), half(pair, 1));
        List<String> oneWay = entries(merged(halves.get(0), halves.get(1)));
        assertThat(entries(merged(halves.get(1), halves.get(0)))).isEqualTo(oneWay);
        return oneWay;
    }

    private static PairHour pair(int entry) {
        PairHour pair = new PairHour();
        pair.begin("");
        pair.append(entry, 1);
        return pair;
    }

    private static PairHour half(PairHour pair, int parity) {
        PairHour half = new PairHour();
        half.begin("");
        List<int[]> sorted = new ArrayList<>();
        for (int i = parity; i < pair.length(); i += 2) {
            sorted.add(new int[] {pair.entry(i), pair.count(i)});
        }
        sorted.sort((a, b) -> Integer.compare(a[0], b[0]));
        sorted.forEach(each -> half.append(each[0], each[1]));
        return half;
    }

    private static Segment merged(List<Segment> segments) {
        return SegmentMerge.merged(segments, SegmentMerge.Bounds.DEFAULT);
    }

    private static PairHour merged(PairHour a, PairHour b) {
        PairHour sum = new PairHour();
        sum.begin("");
        sum.merge(a);
        sum.merge(b);
        return sum;
    }

    private static List<String> entries(PairHour pair) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < pair.length(); i++) {
            int entry = pair.entry(i);
            entries.add("%d %d:%d %d"
                    .formatted(Entry.kind(entry), Entry.minute(entry), Entry.sizeClass(entry), pair.count(i)));
        }
        return entries;
    }

    /// Two hours of several hosts, destinations, protocols and sizes.
    private static FlowText traffic(FlowText log, Random random) {
        for (int i = 0; i < 300; i++) {
            int host = random.nextInt(3);
            log.host("10.0.0." + (5 + host), "0000000000000000" + host);
            log.service(random.nextBoolean() ? "API_GATEWAY" : "-");
            long second = DAY + 60 + random.nextInt(7000);
            String destination =
                    random.nextInt(4) == 0 ? "2600:1f18::" + random.nextInt(5) : "3.216.135." + random.nextInt(9);
            int port = random.nextBoolean() ? 443 : 8443;
            switch (random.nextInt(4)) {
                case 0 -> log.udp(second, 40_000 + i, destination, 53, 80, 200 + random.nextInt(400));
                case 1 -> log.standing(second, second + 900, 40_000 + i, destination, port, 10, 5200);
                case 2 -> log.skipData(second);
                default -> log.connection(second, 40_000 + i, destination, port, 900, 100 + random.nextInt(50_000));
            }
        }
        return log;
    }

    private static Segment ofFirstHour(byte[] object) {
        return Replay.collected(object).segments().getFirst();
    }

    /// The bytes of each hour, merged, in hexadecimal.
    private static Map<Long, String> hours(List<byte[]> objects) {
        TreeMap<Long, List<Segment>> parts = new TreeMap<>();
        for (byte[] object : objects) {
            for (Segment segment : Replay.collected(object).segments()) {
                parts.computeIfAbsent(segment.hour(), unknown -> new ArrayList<>())
                        .add(segment);
            }
        }
        TreeMap<Long, String> hours = new TreeMap<>();
        parts.forEach((hour, segments) ->
                hours.put(hour, HexFormat.of().formatHex(merged(segments).bytes())));
        return hours;
    }

    private static Map<String, String> stored(StateStore store) {
        TreeMap<String, String> all = new TreeMap<>();
        try {
            store.list("").forEach(each -> all.put(each.name(), each.version()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return all;
    }
}
