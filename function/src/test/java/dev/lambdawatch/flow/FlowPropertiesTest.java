package dev.lambdawatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What holds for every object, tried on many made by seeds.
class FlowPropertiesTest {
    private static final List<String> FIELDS = List.of(FlowDay.HEADER.split(" "));

    /// Values that belong somewhere, or nowhere.
    private static final List<String> VALUES = List.of(
            "-",
            "OK",
            "NODATA",
            "ACCEPT",
            "0",
            "1",
            "65535",
            "65536",
            "-1",
            "999999999999999999",
            "1000000000000000000",
            "1785542604",
            "10.0.0.1",
            "255.255.255.255",
            "1.2.3",
            "1.2.3.4.5",
            "::",
            "::1",
            "1::2::3",
            "2001:db8::5",
            "::ffff:1.2.3.4",
            "1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7",
            "1:2:3:4:5:6:1.2.3.4",
            "fe80::1%eth0",
            ":",
            "12345::",
            "egress",
            "ingress",
            "eni-1",
            "e\u00e9\u4e16",
            "\u0000",
            "\u0007",
            "a\tb",
            "\u007f",
            "01",
            "1e3",
            "+5");

    @Test
    void anySplitIntoMembersAndStepsGivesTheSameRecords() {
        byte[] text = day(11).getBytes(StandardCharsets.UTF_8);
        FlowReading whole = FlowReading.of(text);
        assertThat(whole.records).hasSizeGreaterThan(100);
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            FlowReading split = FlowReading.of("test", members(text, random), step(random), step(random));
            assertThat(split.records).as("seed %d", seed).isEqualTo(whole.records);
            assertThat(split.skipped).as("seed %d", seed).isEqualTo(whole.skipped);
        }
    }

    @Test
    void aBufferOfOneByteGivesTheSameRecords() {
        byte[] text = day(12).getBytes(StandardCharsets.UTF_8);
        assertThat(FlowReading.of("test", FlowReading.gzip(text), 1, 1).records)
                .isEqualTo(FlowReading.of(text).records);
        assertThat(FlowReading.of("test", text, 1, 1).records).isEqualTo(FlowReading.of(text).records);
    }

    @Test
    void theFastReaderReadsWhatTheNaiveOneReads() {
        int records = 0;
        for (int seed = 0; seed < 300; seed++) {
            String text = hostile(day(seed), new Random(seed));
            FlowReading fast = FlowReading.of(text);
            NaiveFlowLog naive = NaiveFlowLog.of(text);
            assertThat(fast.records).as("seed %d", seed).isEqualTo(naive.records);
            assertThat(fast.counts.skipped()).as("seed %d", seed).isEqualTo(naive.skipped);
            records += naive.records.size();
        }
        assertThat(records).isGreaterThan(10_000);
    }

    @Test
    void randomBytesNeverThrow() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(5_000)];
            random.nextBytes(bytes);
            FlowReading.of(bytes);
            FlowReading.of(FlowReading.gzip(bytes));
            byte[] magic = bytes.clone();
            System.arraycopy(new byte[] {0x1F, (byte) 0x8B, 8}, 0, magic, 0, Math.min(3, magic.length));
            FlowReading.of(magic);
        }
    }

    @Test
    void damagedBytesInACompressedDayNeverThrowAndTheDamageIsTold() {
        byte[] whole = FlowReading.gzip(day(13).getBytes(StandardCharsets.UTF_8));
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            byte[] damaged = whole.clone();
            // Byte 4 to 9 of a header (time, flags of the compressor, system) may be anything.
            int at = 10 + random.nextInt(damaged.length - 10);
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            assertThat(FlowReading.of(damaged).skipped)
                    .as("seed %d, byte %d", seed, at)
                    .isNotEmpty();
        }
    }

    @Test
    void connectionsNeverThrowWhateverTheRecords() {
        for (int seed = 0; seed < 100; seed++) {
            ConnectionReading.of(hostile(day(seed), new Random(seed)));
        }
    }

    /// A few hundred lines of a small day.
    private static String day(int seed) {
        StringBuilder text = new StringBuilder();
        FlowDay.of(seed, 60_000, 20, FlowDay.beacons(seed, 5, 20)).pieces(2, piece -> text.append(piece.text()));
        return text.toString();
    }

    private static int step(Random random) {
        return 1 + random.nextInt(1 << random.nextInt(1, 18));
    }

    private static byte[] members(byte[] text, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < text.length; ) {
            int to = Math.min(text.length, from + step(random));
            out.writeBytes(FlowReading.gzip(Arrays.copyOfRange(text, from, to)));
            from = to;
        }
        return out.toByteArray();
    }

    /// The day with its fields in another order and some values, lines and separators spoilt.
    private static String hostile(String day, Random random) {
        List<String> order = new ArrayList<>(FIELDS.subList(1, FIELDS.size()));
        Collections.shuffle(order, random);
        order.addFirst("version");
        StringBuilder text = new StringBuilder();
        for (String line : day.split("\n")) {
            List<String> fields = new ArrayList<>();
            List<String> values = List.of(line.split(" "));
            order.forEach(field -> fields.add(values.get(FIELDS.indexOf(field))));
            if (random.nextInt(8) == 0 && !line.startsWith("version")) {
                spoil(fields, random);
            }
            text.append(String.join(random.nextInt(50) == 0 ? "  " : " ", fields));
            text.append(random.nextInt(50) == 0 ? "\r\n" : "\n").append(random.nextInt(50) == 0 ? " \n" : "");
        }
        return text.toString();
    }

    private static void spoil(List<String> fields, Random random) {
        int at = 1 + random.nextInt(fields.size() - 1);
        switch (random.nextInt(6)) {
            case 0 -> fields.remove(at);
            case 1 -> fields.add(at, "extra");
            case 2 -> fields.set(at, "x".repeat(random.nextInt(400)));
            default -> fields.set(at, VALUES.get(random.nextInt(VALUES.size())));
        }
    }
}
