package dev.lambdawatch.dns;

import dev.lambdawatch.finding.Fingerprint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Where the states of [Hours] are kept: bytes by name.
public interface StateStore {

    /// Stores bytes; what is there under the same name is replaced.
    void write(String name, byte[] bytes) throws IOException;

    /// The bytes under a name; nothing if there are none, or no longer.
    Optional<byte[]> read(String name) throws IOException;

    /// All whose name begins with `prefix`, each with a version that changes when other bytes are
    /// written under the name.
    SortedMap<String, String> versions(String prefix) throws IOException;

    /// A store that keeps what it was given as long as it lives; any thread may use it.
    static StateStore inMemory() {
        return new InMemory();
    }

    /// Keeps what is stored sorted by name.
    final class InMemory implements StateStore {
        private final ConcurrentNavigableMap<String, byte[]> stored = new ConcurrentSkipListMap<>();

        private InMemory() {}

        @Override
        public void write(String name, byte[] bytes) {
            stored.put(name, bytes.clone());
        }

        @Override
        public Optional<byte[]> read(String name) {
            return Optional.ofNullable(stored.get(name)).map(byte[]::clone);
        }

        @Override
        public SortedMap<String, String> versions(String prefix) {
            SortedMap<String, String> versions = new TreeMap<>();
            stored.subMap(prefix, prefix + Character.MAX_VALUE)
                    .forEach((name, bytes) -> versions.put(name, Fingerprint.ofBytes(List.of(bytes))));
            return versions;
        }
    }
}
