package dev.lambdawatch.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A bucket of a test. Each write gives another tag and takes a minute.
public final class StoreInMemory implements ContentStore {
    private static final class Stored {
        private final byte[] bytes;
        private final String tag;
        private final Instant written;

        Stored(byte[] bytes, String tag, Instant written) {
            this.bytes = bytes.clone();
            this.tag = tag;
            this.written = written;
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }

    private final TreeMap<String, Stored> objects = new TreeMap<>();
    private final Set<String> refused = new HashSet<>();
    private int writes;

    /// Keys in the order in which they were read.
    public final List<String> reads = new ArrayList<>();

    public void put(String key, String text) {
        write(key, text.getBytes(StandardCharsets.UTF_8));
    }

    public void remove(String key) {
        objects.remove(key);
    }

    /// From now on this object cannot be read, or can again.
    public void refuse(String key, boolean refuse) {
        if (refuse) {
            refused.add(key);
        } else {
            refused.remove(key);
        }
    }

    @Override
    public List<Entry> list(String folder, int limit) {
        return objects.entrySet().stream()
                .filter(object -> object.getKey().startsWith(folder))
                .limit(limit)
                .map(object -> new Entry(
                        object.getKey(),
                        object.getValue().tag,
                        object.getValue().bytes.length,
                        object.getValue().written))
                .toList();
    }

    @Override
    public Optional<byte[]> read(String key, int most) throws IOException {
        reads.add(key);
        if (refused.contains(key)) {
            throw new IOException("access to " + key + " is denied");
        }
        return Optional.ofNullable(objects.get(key))
                .map(Stored::bytes)
                .map(bytes -> bytes.length > most ? Arrays.copyOf(bytes, most + 1) : bytes);
    }

    @Override
    public void write(String key, byte[] bytes) {
        writes++;
        objects.put(
                key,
                new Stored(
                        bytes,
                        "tag-" + writes,
                        Instant.parse("2026-11-01T00:00:00Z").plusSeconds(60L * writes)));
    }
}
