package dev.lambdawatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Objects larger than any memory. The reader holds its buffers and nothing that grows.
class EndlessTest {
    private static final String HEADER = "srcaddr dstaddr srcport dstport protocol start\n";
    private static final String LINE = "10.0.0.5 203.0.113.5 40000 443 6 1785542604\n";
    private static final long GIGABYTE = 1L << 30;

    @Test
    void aLineOfAGigabyteIsPassedOverAndCountedOnce() throws IOException {
        List<String> skipped = new ArrayList<>();
        InputStream object = new SequenceInputStream(Collections.enumeration(
                List.of(text(HEADER + LINE), new Repeated((byte) 'x', GIGABYTE), text("\n" + LINE))));
        FlowCounts counts = FlowLog.read("endless", object, sink(skipped));
        assertThat(counts.records()).isEqualTo(2);
        assertThat(counts.bytes()).isGreaterThan(GIGABYTE);
        assertThat(skipped).containsExactly("endless:3 a line is too long: over " + LineReader.CAPACITY + " bytes");
    }

    @Test
    void aGigabyteOfBlanksIsNothing() throws IOException {
        List<String> skipped = new ArrayList<>();
        InputStream object = new SequenceInputStream(
                Collections.enumeration(List.of(text(HEADER), new Repeated((byte) '\n', GIGABYTE / 8), text(LINE))));
        assertThat(FlowLog.read("endless", object, sink(skipped)).records()).isEqualTo(1);
        assertThat(skipped).isEmpty();
    }

    private static FlowRecords sink(List<String> skipped) {
        return new FlowRecords() {
            @Override
            public void record(FlowRecord record) {}

            @Override
            public void skipped(String place, long line, String reason) {
                skipped.add(place + ":" + line + " " + reason);
            }
        };
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
