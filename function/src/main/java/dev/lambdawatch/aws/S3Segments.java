package dev.lambdawatch.aws;

import dev.lambdawatch.beacon.SegmentStore;
import dev.lambdawatch.dns.StateStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Segments and hours in a bucket, those of flow logs and those of Resolver logs, each under its name.
/// A version is S3's ETag.
final class S3Segments implements SegmentStore, StateStore {
    private final S3Objects objects;
    private final String bucket;

    S3Segments(S3Objects objects, String bucket) {
        this.objects = objects;
        this.bucket = bucket;
    }

    @Override
    public void write(String name, byte[] bytes) throws IOException {
        objects.put(bucket, name, "application/octet-stream", bytes);
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        return objects.find(bucket, name);
    }

    @Override
    public List<Stored> list(String prefix) throws IOException {
        return objects.list(bucket, prefix, (key, tag) -> new Stored(key, tag));
    }

    @Override
    public SortedMap<String, String> versions(String prefix) throws IOException {
        SortedMap<String, String> versions = new TreeMap<>();
        list(prefix).forEach(stored -> versions.put(stored.name(), stored.version()));
        return versions;
    }
}
