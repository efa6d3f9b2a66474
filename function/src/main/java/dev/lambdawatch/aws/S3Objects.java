package dev.lambdawatch.aws;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Objects in S3, by bucket and key.
public final class S3Objects {
    private final S3Client s3;

    S3Objects(S3Client s3) {
        this.s3 = s3;
    }

    /// The bytes of an object as a stream that the caller closes. Nothing is buffered: the bytes
    /// come as they are read.
    ///
    /// @throws IOException if there is no such object or S3 refuses, naming the place
    public InputStream open(String bucket, String key) throws IOException {
        try {
            return s3.getObject(request -> request.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw failure("read", bucket, key, e);
        }
    }

    /// The whole of a small object, or nothing if it is not there.
    ///
    /// @throws IOException if S3 refuses
    public Optional<byte[]> find(String bucket, String key) throws IOException {
        try {
            return Optional.of(
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                            .asByteArray());
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failure("read", bucket, key, e);
        }
    }

    /// The first bytes of an object, all if it has no more, or nothing if it is not there.
    ///
    /// @throws IOException if S3 refuses
    Optional<byte[]> begin(String bucket, String key, int most) throws IOException {
        try (ResponseInputStream<GetObjectResponse> object =
                s3.getObject(request -> request.bucket(bucket).key(key))) {
            byte[] bytes = object.readNBytes(most);
            if (bytes.length == most) {
                // To close it would read the rest.
                object.abort();
            }
            return Optional.of(bytes);
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failure("read", bucket, key, e);
        }
    }

    /// Writes an object, over an older one if there is one.
    ///
    /// @throws IOException if S3 refuses
    public void put(String bucket, String key, String contentType, byte[] bytes) throws IOException {
        try {
            s3.putObject(
                    request -> request.bucket(bucket).key(key).contentType(contentType), RequestBody.fromBytes(bytes));
        } catch (SdkException e) {
            throw failure("write", bucket, key, e);
        }
    }

    /// The keys under a prefix, in the order of their UTF-8 bytes, listed page by page as they are
    /// consumed.
    ///
    /// @throws IOException if S3 refuses the first page
    public Stream<String> keys(String bucket, String prefix) throws IOException {
        try {
            return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                    .map(S3Object::key);
        } catch (SdkException e) {
            throw failure("list", bucket, prefix, e);
        }
    }

    /// The first objects under a prefix in the order of their keys, by one request.
    ///
    /// @param limit how many at most, up to 1,000
    /// @throws IOException if S3 refuses
    List<S3Object> page(String bucket, String prefix, int limit) throws IOException {
        try {
            return s3.listObjectsV2(
                            request -> request.bucket(bucket).prefix(prefix).maxKeys(limit))
                    .contents();
        } catch (SdkException e) {
            throw failure("list", bucket, prefix, e);
        }
    }

    /// Makes something of the key and the ETag of an object.
    @FunctionalInterface
    interface Entry<T> {
        T of(String key, String tag);
    }

    /// What is made of each object under a prefix, in the order of the keys' UTF-8 bytes.
    ///
    /// @throws IOException if S3 refuses
    <T> List<T> list(String bucket, String prefix, Entry<T> entry) throws IOException {
        try {
            return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                    .map(each -> entry.of(each.key(), each.eTag()))
                    .toList();
        } catch (SdkException e) {
            throw failure("list", bucket, prefix, e);
        }
    }

    private static IOException failure(String act, String bucket, String key, SdkException e) {
        return new IOException("cannot " + act + " s3://" + bucket + "/" + key + ": " + e.getMessage(), e);
    }
}
