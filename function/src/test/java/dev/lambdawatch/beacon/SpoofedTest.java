package dev.lambdawatch.beacon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.flow.Connections;
import dev.lambdawatch.flow.FlowLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// Pairs as many as a forger likes. What is kept of them stays below its bounds however many come,
/// the rest is counted.
class SpoofedTest {
    /// The least of what [OpenHour] keeps of sources.
    private static final int MOST_SOURCES = 1 << 17;

    private static final int MOST_DESTINATIONS = 1 << 16;

    @Test
    void destinationsOfOneSourceAreBounded() throws IOException {
        for (int records : new int[] {100_000, 300_000}) {
            Segment hour = hour(records, i -> line("10.0.0.5", address(60, i)));
            assertThat(hour.pairs()).isEqualTo(MOST_DESTINATIONS);
            assertThat(hour.leftOut()).isEqualTo(records - MOST_DESTINATIONS);
        }
    }

    @Test
    void sourcesAreBounded() throws IOException {
        for (int records : new int[] {150_000, 300_000}) {
            Segment hour = hour(records, i -> line(address(10, i), "203.0.113.5"));
            assertThat(hour.pairs()).isEqualTo(MOST_SOURCES);
            assertThat(hour.workloads()).hasSize(MOST_SOURCES);
            assertThat(hour.leftOut()).isEqualTo(records - MOST_SOURCES);
        }
    }

    @Test
    void pairsOfAllSourcesAreBounded() throws IOException {
        Collector collector = collected(
                new Collector.Bounds(50_000, MOST_DESTINATIONS, 10_000),
                200_000,
                i -> line(address(10, i % 1_000), address(60, i)));
        assertThat(collector.segments())
                .singleElement()
                .extracting(Segment::pairs)
                .isEqualTo(50_000);
        assertThat(collector.leftOut()).isEqualTo(150_000);
    }

    private static Segment hour(int records, IntFunction<String> line) throws IOException {
        return collected(Collector.Bounds.DEFAULT, records, line).segments().getFirst();
    }

    private static Collector collected(Collector.Bounds bounds, int records, IntFunction<String> line)
            throws IOException {
        Collector collector = new Collector(bounds, (place, number, reason) -> {
            throw new AssertionError(place + ":" + number + " " + reason);
        });
        FlowLog.read("spoofed", new Lines(records, line), Connections.to(collector));
        return collector;
    }

    /// The last three bytes of an address count.
    private static String address(int first, int number) {
        return "%d.%d.%d.%d".formatted(first + (number >> 24), number >> 16 & 255, number >> 8 & 255, number & 255);
    }

    private static String line(String source, String destination) {
        return "2 111122223333 - %s %s 40000 443 6 6 1200 1785542400 1785542458 ACCEPT OK\n"
                .formatted(source, destination);
    }

    /// Lines that are made as they are read.
    private static final class Lines extends InputStream {
        private final int count;
        private final IntFunction<String> line;
        private byte[] current = {};
        private int position;
        private int made;

        Lines(int count, IntFunction<String> line) {
            this.count = count;
            this.line = line;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (position == current.length) {
                if (made == count) {
                    return -1;
                }
                current = line.apply(made++).getBytes(StandardCharsets.US_ASCII);
                position = 0;
            }
            int read = Math.min(length, current.length - position);
            System.arraycopy(current, position, into, from, read);
            position += read;
            return read;
        }
    }
}
