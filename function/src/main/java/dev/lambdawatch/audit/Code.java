package dev.lambdawatch.audit;

import java.util.Optional;

/// Where the code of a call that sets some comes from. The code itself is in no record.
///
/// @param kind  `bucket`, `image` or `inline`
/// @param place `s3://bucket/key`, the image, or words for code that was sent with the call
record Code(String kind, String place) {

    /// Of a call that sets code; empty for any other.
    static Optional<Code> of(Request request) {
        return switch (request.call().apiName()) {
            case "CreateFunction" ->
                Optional.of(of(
                        request.parameter(Captures.NEW_CODE_BUCKET),
                        request.parameter(Captures.NEW_CODE_KEY),
                        request.parameter(Captures.NEW_IMAGE)));
            case "UpdateFunctionCode" ->
                Optional.of(of(
                        request.parameter(Captures.CODE_BUCKET),
                        request.parameter(Captures.CODE_KEY),
                        request.parameter(Captures.IMAGE)));
            default -> Optional.empty();
        };
    }

    private static Code of(String bucket, String key, String image) {
        if (!bucket.isEmpty()) {
            return new Code("bucket", "s3://" + bucket + "/" + key);
        }
        return image.isEmpty() ? new Code("inline", "a zip sent with the call") : new Code("image", image);
    }
}
