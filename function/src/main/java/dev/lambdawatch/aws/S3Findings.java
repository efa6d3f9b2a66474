package dev.lambdawatch.aws;

import dev.lambdawatch.alert.FindingStore;
import dev.lambdawatch.finding.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Findings as objects of one OCSF line each, under `findings/` by day.
///
/// The name is made from the finding's id and its last evidence, so that a repeated delivery
/// overwrites its own object.
final class S3Findings implements FindingStore {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final S3Objects objects;
    private final String bucket;

    S3Findings(S3Objects objects, String bucket) {
        this.objects = objects;
        this.bucket = bucket;
    }

    @Override
    public void keep(Finding finding, String ocsfLine) {
        String key = "findings/" + DAY.format(finding.last()) + "/" + finding.id() + "-"
                + finding.last().toEpochMilli() + ".jsonl";
        try {
            objects.put(bucket, key, "application/json", (ocsfLine + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
