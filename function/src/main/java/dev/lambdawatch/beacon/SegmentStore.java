package dev.lambdawatch.beacon;

import java.io.IOException;
import java.util.concurrent.ConcurrentSkipListMap;

/// Where segments are kept between the reading of logs and the scoring of pairs: bytes by name.
public interface SegmentStore {

    /// Takes stored segments one after the other.
    @FunctionalInterface
    interface Reader {
        /// Takes one segment; the bytes are the reader's to keep.
        void segment(String name, byte[] bytes);
    }

    /// Stores a segment; one that is there under the same name is replaced.
    void write(String name, byte[] segment) throws IOException;

    /// Gives the reader every segment whose name begins with `prefix`, in any order, one at a time.
    void read(String prefix, Reader reader) throws IOException;

    /// A store that keeps what it was given as long as it lives; any thread may use it.
    static SegmentStore inMemory() {
        return new InMemory();
    }

    /// Keeps segments sorted by name.
    final class InMemory implements SegmentStore {
        private final ConcurrentSkipListMap<String, byte[]> segments = new ConcurrentSkipListMap<>();

        private InMemory() {}

        @Override
        public void write(String name, byte[] segment) {
            segments.put(name, segment.clone());
        }

        @Override
        public void read(String prefix, Reader reader) {
            segments.subMap(prefix, prefix + Character.MAX_VALUE)
                    .forEach((name, bytes) -> reader.segment(name, bytes.clone()));
        }
    }
}
