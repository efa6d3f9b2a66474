package dev.lambdawatch.aws;

/// The news that an object was written.
///
/// @param bucket its bucket
/// @param key    its key, decoded
public record ObjectNotice(String bucket, String key) {

    /// `s3://bucket/key`, for messages.
    public String place() {
        return "s3://" + bucket + "/" + key;
    }
}
