package dev.lambdawatch.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/// Requests to one service's API over HTTP, signed by the SDK's signer. For the few calls that are
/// no reason for a client of that service in the package, which every function carries.
final class SignedHttp {
    /// Some pages of a list; more than any answer that is asked for here.
    private static final int LONGEST_ANSWER = 16 << 20;

    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final URI endpoint;
    private final String service;
    private final String region;

    /// What a service answered.
    ///
    /// @param status as HTTP has it
    /// @param text   the body, which may be empty
    record Answer(int status, String text) {
        private static final int SHOWN = 500;

        boolean isSuccessful() {
            return status / 100 == 2;
        }

        /// The status and the beginning of the text, for messages.
        @Override
        public String toString() {
            return status + ": " + text.substring(0, Math.min(text.length(), SHOWN));
        }
    }

    /// Requests to an endpoint.
    ///
    /// @param service as signatures name it: `lambda`
    /// @param region  where the endpoint is, which signatures name too
    SignedHttp(SdkHttpClient http, AwsCredentialsProvider credentials, URI endpoint, String service, String region) {
        this.http = http;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.service = service;
        this.region = region;
    }

    /// With the credentials that we were given, at the service's own endpoint in a Region or at the one
    /// that the environment names for all services.
    static SignedHttp fromEnvironment(SdkHttpClient http, String service, String region) {
        String named = System.getenv("AWS_ENDPOINT_URL");
        String own = "https://" + service + "." + region + "."
                + PartitionMetadata.of(Region.of(region)).dnsSuffix();
        return new SignedHttp(
                http,
                DefaultCredentialsProvider.builder().build(),
                URI.create(named == null ? own : named),
                service,
                region);
    }

    /// The answer to a `GET`.
    ///
    /// @param path  below the endpoint, escaped: `/2015-03-31/functions/`
    /// @param query by name, not escaped; sent in order of names
    /// @throws IOException if the service cannot be reached; one that refuses answers
    Answer get(String path, Map<String, String> query) throws IOException {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(endpoint).encodedPath(path);
        new TreeMap<>(query).forEach(request::putRawQueryParameter);
        return send(request, "");
    }

    /// The answer to a `POST` at the endpoint itself.
    ///
    /// @throws IOException as for [#get]
    Answer post(Map<String, String> headers, String body) throws IOException {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(endpoint);
        headers.forEach(request::putHeader);
        return send(request, body);
    }

    private Answer send(SdkHttpRequest.Builder request, String text) throws IOException {
        ContentStreamProvider body = ContentStreamProvider.fromUtf8String(text);
        try {
            HttpExecuteRequest.Builder execution = HttpExecuteRequest.builder()
                    .request(signed(request.putHeader("User-Agent", agent()).build(), body));
            if (!text.isEmpty()) {
                execution.contentStreamProvider(body);
            }
            return answer(http.prepareRequest(execution.build()).call());
        } catch (IOException | SdkException e) {
            throw new IOException("cannot ask " + service + ": " + e.getMessage(), e);
        }
    }

    /// Names the runtime as the SDK's clients do: by that our own audit, and others', tell a function
    /// that uses its credentials from somebody else who does.
    private static String agent() {
        String runtime = System.getenv("AWS_EXECUTION_ENV");
        return runtime == null ? "lambdawatch" : "lambdawatch exec-env/" + runtime;
    }

    private SdkHttpRequest signed(SdkHttpRequest request, ContentStreamProvider body) {
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(body)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
    }

    private static Answer answer(HttpExecuteResponse response) throws IOException {
        String text = "";
        if (response.responseBody().isPresent()) {
            try (InputStream in = response.responseBody().get()) {
                text = new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
            }
        }
        return new Answer(response.httpResponse().statusCode(), text);
    }
}
