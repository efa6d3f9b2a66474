package dev.lambdawatch.aws;

import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// State in a bucket, that of flow logs and that of Resolver logs, each under its name.
/// A version is S3's ETag.
final class S3State implements StateStore {
    private final S3Objects objects;
    private final String bucket;

    S3State(S3Objects objects, String bucket) {
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
}
