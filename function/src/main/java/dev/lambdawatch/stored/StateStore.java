package dev.lambdawatch.stored;

import dev.lambdawatch.finding.Fingerprint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Where what was read of logs is kept until it is looked at, segments of pairs and names of hosts
/// among it: bytes by name.
public interface StateStore {

    /// What is stored.
    ///
    /// @param version changes when other bytes are written under the name
    record Stored(String name, String version) {}

    /// Stores bytes; what is there under the same name is replaced.
    void write(String name, byte[] bytes) throws IOException;

    /// The bytes under a name, the caller's to keep; nothing if there are none, or no longer.
    Optional<byte[]> read(String name) throws IOException;

    /// All whose name begins with `prefix`, in order of their names.
    List<Stored> list(String prefix) throws IOException;

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
        public List<Stored> list(String prefix) {
            return stored.subMap(prefix, prefix + Character.MAX_VALUE).entrySet().stream()
                    .map(each -> new Stored(each.getKey(), version(each.getValue())))
                    .toList();
        }

        private static String version(byte[] bytes) {
            return Fingerprint.ofBytes(List.of(bytes));
        }
    }
}
