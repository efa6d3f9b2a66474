package dev.lambdawatch.beacon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EntryTest {
    @Test
    void aSizeClassIsAQuarterOfAPowerOfTwo() {
        assertThat(LongStream.of(-1, 0, 1, 31, 39, 40, 47, 48, 56, 63, 64, 80, 1200, 1 << 30, Long.MAX_VALUE)
                        .map(Entry::classOf))
                .containsExactly(0L, 0L, 1L, 1L, 1L, 2L, 2L, 3L, 4L, 4L, 5L, 6L, 21L, 63L, 63L);
    }

    @Test
    void anEntrySaysWhatItWasMadeOf() {
        int entry = Entry.of(Entry.STANDING, 65_535, 59, 63);
        assertThat(Entry.kind(entry)).isEqualTo(Entry.STANDING);
        assertThat(Entry.sourcePort(entry)).isEqualTo(65_535);
        assertThat(Entry.minute(entry)).isEqualTo(59);
        assertThat(Entry.sizeClass(entry)).isEqualTo(63);
        assertThat(Entry.payload(entry)).isEqualTo(Entry.largestPayload(Entry.STANDING));
        assertThat(Entry.sourcePort(Entry.withoutPort(entry))).isZero();
        assertThat(Entry.minute(Entry.withoutPort(entry))).isEqualTo(59);
    }
}
