package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever lies beside a log in which a beacon is: it is named or counted, and the beacon is found.
class HostileFilesTest {
    private static final String DEFAULT_HEADER =
            "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n";
    private static final long DAY = Instant.parse("2026-11-21T00:00:10Z").getEpochSecond();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void randomBytesAreNamed() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        assertThat(beside(noise)).contains("hostile: skipped: neither CloudTrail records nor a flow log");
    }

    @Test
    void randomBytesThatCallThemselvesGzipAreNamed() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(2).nextBytes(noise);
        System.arraycopy(new byte[] {0x1F, (byte) 0x8B, 8, 0}, 0, noise, 0, 4);
        assertThat(beside(noise)).contains("hostile: skipped: neither CloudTrail records nor a flow log");
    }

    @Test
    void aFileThatIsCutOffIsNamedAndReadUpToThere() throws IOException {
        byte[] whole = gzip(DEFAULT_HEADER + records(5_000));
        assertThat(beside(Arrays.copyOf(whole, whole.length / 2)))
                .containsPattern(
                        "hostile: line \\d+ skipped: part of the object cannot be read: gzip member at byte 0 is"
                                + " cut off, at byte " + whole.length / 2);
    }

    @Test
    void aBombIsNamedAndLeft() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bomb)) {
            out.write(DEFAULT_HEADER.getBytes(StandardCharsets.US_ASCII));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 256; i++) {
                out.write(zeros);
            }
        }
        assertThat(beside(bomb.toByteArray())).contains("grows more than 200 times: a bomb, or no flow log");
    }

    @Test
    void aClockThatRunsWildHidesNothing() throws IOException {
        String wild = DEFAULT_HEADER
                + record(0, 253_402_290_000L)
                + record(1, 0)
                + record(2, 7_000_000_000L)
                + record(3, 128_000_000_000L);
        assertThat(beside(wild.getBytes(StandardCharsets.US_ASCII))).contains("from 292 records in 2 objects");
    }

    @Test
    void headersThatContradictEachOtherHoldForTheLinesBehindThem() throws IOException {
        String text = DEFAULT_HEADER
                + record(1, DAY)
                + DEFAULT_HEADER
                + record(2, DAY)
                + "start srcaddr dstaddr srcport dstport protocol\n"
                + DAY + " 10.0.0.9 203.0.113.5 40000 443 6\n"
                + record(3, DAY)
                + "version resource-type tgw-id\n"
                + "6 TransitGateway tgw-1\n"
                + DEFAULT_HEADER
                + record(4, DAY);
        assertThat(beside(text.getBytes(StandardCharsets.US_ASCII)))
                .contains(
                        "from 292 records in 2 objects",
                        "hostile: line 7 skipped: too many fields",
                        "hostile: line 8 skipped: a Transit Gateway flow log is not read");
    }

    @Test
    void aScanOfOneHostIsBoundedAndCounted() throws IOException {
        StringBuilder scan = new StringBuilder(DEFAULT_HEADER);
        for (int i = 0; i < 100_000; i++) {
            scan.append("2 111122223333 eni-2 10.0.0.6 %d.%d.%d.5 40000 443 6 6 1200 %d %d ACCEPT OK\n"
                    .formatted(60 + (i >> 16), i >> 8 & 255, i & 255, DAY, DAY + 58));
        }
        assertThat(beside(gzip(scan.toString())))
                .contains((100_000 - 65_536) + " connections are more than a replay holds");
    }

    /// What a replay of a beacon's log and this file says on standard error.
    private String beside(byte[] hostile) throws IOException {
        StringBuilder beats = new StringBuilder();
        for (int beat = 0; beat < 288; beat++) {
            beats.append(record(beat, DAY + 300L * beat));
        }
        Files.writeString(folder.resolve("sound"), DEFAULT_HEADER + beats);
        Files.write(folder.resolve("hostile"), hostile);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                Main.run(new PrintWriter(out), new PrintWriter(err), "replay", "--format", "ocsf", folder.toString());
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString().lines().filter(line -> line.contains("3.216.135.9")))
                .as(err.toString())
                .hasSize(1)
                .allMatch(line -> line.contains("serverless_beacon"));
        return err.toString();
    }

    private static String records(int count) {
        StringBuilder text = new StringBuilder();
        Random random = new Random(3);
        for (int i = 0; i < count; i++) {
            text.append("2 111122223333 eni-3 10.0.0.7 198.51.100.%d %d 443 6 6 %d %d %d ACCEPT OK\n"
                    .formatted(random.nextInt(256), random.nextInt(65_536), random.nextInt(5_000), DAY, DAY + 58));
        }
        return text.toString();
    }

    private static String record(int beat, long start) {
        return "2 111122223333 eni-1 10.0.0.5 3.216.135.9 %d 443 6 6 1200 %d %d ACCEPT OK\n"
                .formatted(40_000 + beat, start, start + 58);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }
}
