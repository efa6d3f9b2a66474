package dev.lambdawatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// What the reader makes of the members of a gzip file, whole and damaged.
class GunzipTest {
    private static final String HEADER = "srcaddr dstaddr srcport dstport protocol start\n";
    private static final byte[] TEN = FlowReading.gzip(text(HEADER + lines(0, 10)));

    @Test
    void severalMembersAreOneText() {
        FlowReading reading =
                FlowReading.of(joined(TEN, FlowReading.gzip(new byte[0]), FlowReading.gzip(text(lines(10, 15)))));
        assertThat(reading.records).hasSize(15);
        assertThat(reading.skipped).isEmpty();
    }

    @Test
    void everyOptionalPartOfAHeaderIsPassedOver() {
        byte[] flagged = joined(
                new byte[] {0x1F, (byte) 0x8B, 8, 4 | 8 | 16 | 2, 1, 2, 3, 4, 0, 3},
                new byte[] {3, 0, 'a', 'b', 'c'},
                text("name\0comment\0"),
                new byte[] {0x12, 0x34},
                Arrays.copyOfRange(TEN, 10, TEN.length));
        FlowReading reading = FlowReading.of(flagged);
        assertThat(reading.records).hasSize(10);
        assertThat(reading.skipped).isEmpty();
    }

    @Test
    void zerosBehindAMemberArePadding() {
        assertThat(FlowReading.of(joined(TEN, new byte[512])).skipped).isEmpty();
    }

    @Test
    void otherBytesBehindAMemberAreTold() {
        FlowReading reading = FlowReading.of(joined(TEN, text("junk")));
        assertThat(reading.records).hasSize(10);
        assertThat(reading.skipped)
                .containsExactly("test:12 part of the object cannot be read: gzip member at byte " + TEN.length
                        + " is none: other bytes stand there, at byte " + (TEN.length + 1));
    }

    @Test
    void aMemberThatIsCutOffGivesTheWholeLinesBeforeTheCut() {
        byte[] day = FlowReading.gzip(text(HEADER + lines(0, 5_000)));
        FlowReading reading = FlowReading.of(Arrays.copyOf(day, day.length / 2));
        assertThat(reading.records).hasSizeBetween(1_000, 4_000);
        assertThat(reading.records).last().asString().contains(" 6 -1 -1 " + (reading.records.size() - 1) + " ");
        assertThat(reading.skipped)
                .containsExactly("test:" + (reading.records.size() + 2)
                        + " part of the object cannot be read: gzip member at byte 0 is cut off, at byte "
                        + day.length / 2);
    }

    @Test
    void aFileThatIsCutOffInItsHeaderIsTold() {
        assertThat(FlowReading.of(Arrays.copyOf(TEN, 6)).skipped)
                .containsExactly(
                        "test:1 part of the object cannot be read: gzip member at byte 0 is cut off, at byte 6");
    }

    @Test
    void aCorruptMemberGivesWhatCameBeforeTheDamage() {
        byte[] day = FlowReading.gzip(text(HEADER + lines(0, 5_000)));
        // The second member is a header and a block of the type that does not exist.
        byte[] corrupt = joined(day, Arrays.copyOf(day, 10), new byte[] {7}, new byte[100]);
        FlowReading reading = FlowReading.of(corrupt);
        assertThat(reading.records).hasSize(5_000);
        assertThat(reading.skipped)
                .containsExactly("test:5002 part of the object cannot be read: gzip member at byte " + day.length
                        + " is corrupt (invalid block type), at byte " + (day.length + 11));
    }

    @Test
    void aWrongChecksumIsToldAndTheNextMemberIsRead() {
        byte[] wrong = TEN.clone();
        wrong[wrong.length - 8] ^= 1;
        FlowReading reading = FlowReading.of(joined(wrong, TEN));
        assertThat(reading.records).hasSize(20);
        assertThat(reading.skipped)
                .containsExactly(
                        "test:12 part of the object cannot be read: gzip member at byte 0 does not match its checksum at byte "
                                + (TEN.length - 8));
    }

    @Test
    void aBombIsLeftWhereItIsSeen() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 512; i++) {
                out.write(zeros);
            }
        }
        FlowReading reading = FlowReading.of(bomb.toByteArray());
        assertThat(reading.skipped).singleElement().asString().contains("grows more than 200 times");
        assertThat(reading.counts.bytes()).isLessThan(Gunzip.HARMLESS * 2);
    }

    @Test
    void oneByteAtATimeIsTheSameText() throws Exception {
        try (InputStream gunzip = new Gunzip(new ByteArrayInputStream(TEN), 1)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int next = gunzip.read(); next >= 0; next = gunzip.read()) {
                out.write(next);
            }
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(HEADER + lines(0, 10));
        }
    }

    /// Lines that end in their own number, so that a wrong one shows.
    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "10.0.%d.%d 203.0.113.5 %d 443 6 %d\n".formatted(i >> 8, i & 255, i * 7 % 65_536, i))
                .collect(Collectors.joining());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
