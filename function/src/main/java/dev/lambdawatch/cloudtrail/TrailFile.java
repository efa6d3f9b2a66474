package dev.lambdawatch.cloudtrail;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// What the key of an object says that CloudTrail wrote to a bucket:
/// `[prefix/]AWSLogs/[o-.../]ACCOUNT/CloudTrail/REGION/YYYY/MM/DD/NAME.json.gz`.
public final class TrailFile {
    private static final Set<String> OTHER_KINDS =
            Set.of("CloudTrail-Aggregated", "CloudTrail-Digest", "CloudTrail-Insight", "CloudTrail-NetworkActivity");

    private TrailFile() {}

    /// Whether calls may be in it. Digests, insights, network activity and roll-ups lie beside the
    /// calls in folders of their own, as large and as many, and hold none.
    ///
    /// @param key of any object; of one that is not laid out like this nothing is known
    public static boolean mayHoldCalls(String key) {
        List<String> parts = Arrays.asList(key.split("/", -1));
        // In front of this part the owner of the bucket chooses the names.
        List<String> ofCloudTrail = parts.subList(parts.lastIndexOf("AWSLogs") + 1, parts.size());
        return !parts.contains("AWSLogs") || ofCloudTrail.stream().noneMatch(OTHER_KINDS::contains);
    }
}
