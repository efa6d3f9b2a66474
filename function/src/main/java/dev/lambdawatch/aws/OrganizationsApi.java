package dev.lambdawatch.aws;

import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// AWS Organizations by its JSON protocol.
final class OrganizationsApi implements OrganizationTree.Exchange {
    static final String SERVICE = "organizations";
    private static final String VERSION = "AWSOrganizationsV20161128";

    /// Where Organizations is, in partitions other than the public one.
    private static final Map<String, String> HOME_REGIONS =
            Map.of("aws-cn", "cn-northwest-1", "aws-us-gov", "us-gov-west-1");

    private final SignedHttp http;

    OrganizationsApi(SignedHttp http) {
        this.http = http;
    }

    /// At the endpoint of the partition in which we run, with the credentials that we were given.
    static OrganizationsApi fromEnvironment(SdkHttpClient http) {
        String partition = PartitionMetadata.of(new DefaultAwsRegionProviderChain().getRegion())
                .id();
        String region = HOME_REGIONS.getOrDefault(partition, "us-east-1");
        return new OrganizationsApi(SignedHttp.fromEnvironment(http, SERVICE, region));
    }

    @Override
    public String ask(String operation, String request) throws IOException {
        SignedHttp.Answer answer = http.post(
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", VERSION + "." + operation),
                request);
        if (!answer.isSuccessful()) {
            throw new IOException("Organizations refuses " + operation + " with " + answer);
        }
        return answer.text();
    }
}
