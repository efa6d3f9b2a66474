package dev.lambdawatch.aws;

import dev.lambdawatch.content.ContentStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Rules, filters and settings in a bucket.
final class S3Content implements ContentStore {
    private final S3Objects objects;
    private final String bucket;

    S3Content(S3Objects objects, String bucket) {
        this.objects = objects;
        this.bucket = bucket;
    }

    @Override
    public List<Entry> list(String folder, int limit) throws IOException {
        return objects.page(bucket, folder, limit).stream()
                .map(object -> new Entry(object.key(), object.eTag(), object.size(), object.lastModified()))
                .toList();
    }

    @Override
    public Optional<byte[]> read(String key, int most) throws IOException {
        return objects.begin(bucket, key, most + 1);
    }

    @Override
    public void write(String key, byte[] bytes) throws IOException {
        objects.put(bucket, key, "application/json", bytes);
    }
}
