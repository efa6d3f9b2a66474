package dev.lambdawatch.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// Requests to AWS Organizations in its JSON protocol, signed by the SDK's signer. The two calls
/// that are needed are no reason for a client of its own in the package.
final class SignedExchange implements OrganizationTree.Exchange {
    private static final String SERVICE = "organizations";
    private static final String VERSION = "AWSOrganizationsV20161128";
    private static final int SHOWN = 500;

    /// Where Organizations is, in partitions other than the public one.
    private static final Map<String, String> HOME_REGIONS =
            Map.of("aws-cn", "cn-northwest-1", "aws-us-gov", "us-gov-west-1");

    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final URI endpoint;
    private final String region;

    /// Requests to an endpoint.
    ///
    /// @param region where the endpoint of the partition is, which signatures name
    SignedExchange(SdkHttpClient http, AwsCredentialsProvider credentials, URI endpoint, String region) {
        this.http = http;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.region = region;
    }

    /// At the endpoint of the partition in which we run, with the credentials that we were given.
    static SignedExchange fromEnvironment(SdkHttpClient http) {
        String partition = PartitionMetadata.of(new DefaultAwsRegionProviderChain().getRegion())
                .id();
        String region = HOME_REGIONS.getOrDefault(partition, "us-east-1");
        String suffix = partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
        return new SignedExchange(
                http,
                DefaultCredentialsProvider.builder().build(),
                URI.create("https://" + SERVICE + "." + region + "." + suffix),
                region);
    }

    @Override
    public String ask(String operation, String request) throws IOException {
        ContentStreamProvider body = ContentStreamProvider.fromUtf8String(request);
        try {
            return answer(
                    operation,
                    http.prepareRequest(HttpExecuteRequest.builder()
                                    .request(signed(operation, body))
                                    .contentStreamProvider(body)
                                    .build())
                            .call());
        } catch (SdkException e) {
            throw new IOException("cannot ask Organizations " + operation + ": " + e.getMessage(), e);
        }
    }

    private SdkHttpRequest signed(String operation, ContentStreamProvider body) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", VERSION + "." + operation)
                .build();
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(body)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
    }

    private static String answer(String operation, HttpExecuteResponse response) throws IOException {
        String text = "";
        if (response.responseBody().isPresent()) {
            try (InputStream in = response.responseBody().get()) {
                text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        if (!response.httpResponse().isSuccessful()) {
            throw new IOException("Organizations refuses " + operation + " with "
                    + response.httpResponse().statusCode() + ": "
                    + text.substring(0, Math.min(text.length(), SHOWN)));
        }
        return text;
    }
}
