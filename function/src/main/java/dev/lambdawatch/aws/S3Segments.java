package dev.lambdawatch.aws;

import dev.lambdawatch.beacon.SegmentStore;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// Segments under `segments/` of a bucket.
final class S3Segments implements SegmentStore {
    private static final String FOLDER = "segments/";

    private final S3Objects objects;
    private final String bucket;

    S3Segments(S3Objects objects, String bucket) {
        this.objects = objects;
        this.bucket = bucket;
    }

    @Override
    public void write(String name, byte[] segment) throws IOException {
        objects.put(bucket, FOLDER + name, "application/octet-stream", segment);
    }

    @Override
    public void read(String prefix, Reader reader) throws IOException {
        List<String> keys;
        try (Stream<String> listed = objects.keys(bucket, FOLDER + prefix)) {
            keys = listed.toList();
        }
        for (String key : keys) {
            // One that a lifecycle rule removed since it was listed is simply no longer there.
            objects.find(bucket, key).ifPresent(bytes -> reader.segment(key.substring(FOLDER.length()), bytes));
        }
    }
}
