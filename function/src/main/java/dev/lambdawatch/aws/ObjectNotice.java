package dev.lambdawatch.aws;

/// The news that an object was written.
///
/// @param bucket  its bucket
/// @param key     its key, decoded
/// @param version what tells two writes under one key apart: the version id, else the entity tag,
///     else empty
public record ObjectNotice(String bucket, String key, String version) {

    /// `s3://bucket/key`, for messages.
    public String place() {
        return "s3://" + bucket + "/" + key;
    }
}
