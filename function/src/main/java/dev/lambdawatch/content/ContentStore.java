package dev.lambdawatch.content;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where people put rules, filters and settings: objects by key, as in a bucket.
public interface ContentStore {

    /// An object, known without being read.
    ///
    /// @param tag     another one whenever the object was written with other bytes
    /// @param bytes   its size
    /// @param written when
    record Entry(String key, String tag, long bytes, Instant written) {}

    /// The first objects under a folder in the order of their keys, by one request.
    ///
    /// @param folder `filters/`
    /// @param limit  how many at most, up to 1,000
    List<Entry> list(String folder, int limit) throws IOException;

    /// The whole of an object, or the first `most` and one bytes of one that has more; nothing if it
    /// is not there.
    Optional<byte[]> read(String key, int most) throws IOException;

    /// Writes an object, over an older one if there is one.
    void write(String key, byte[] bytes) throws IOException;
}
