package dev.lambdawatch.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.Prerequisites;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// Our requests to Lambda, answered by somebody who was not written for them.
class LambdaApiIT {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("111122223333", "secret"));

    @Test
    void aFunctionIsFoundByItsNameAndByItsSubnet() throws IOException {
        Prerequisites.samCli(); // the suite runs whole or is left out whole
        try (LocalStackContainer emulator = Prerequisites.emulator();
                SdkHttpClient http = UrlConnectionHttpClient.create();
                LambdaClient client = client(emulator)) {
            LambdaApi lambda = new LambdaApi(new SignedHttp(
                    http, CREDENTIALS, emulator.getEndpoint(), LambdaApi.SERVICE, Region.US_EAST_1.id()));
            String subnet = EmulatedNetwork.anySubnet(CREDENTIALS, emulator.getEndpoint(), Region.US_EAST_1.id());

            EmulatedNetwork.create(client, "alone", List.of());
            EmulatedNetwork.create(client, "orders-api", List.of(subnet));

            assertThat(lambda.hasFunction("orders-api")).isTrue();
            assertThat(lambda.hasFunction("orders")).isFalse();
            assertThat(lambda.attached())
                    .singleElement()
                    .satisfies(function -> assertThat(function.arn())
                            .isEqualTo("arn:aws:lambda:us-east-1:111122223333:function:orders-api"))
                    .satisfies(function -> assertThat(function.modified()).startsWith("20"))
                    .satisfies(function -> assertThat(function.subnets()).containsExactly(subnet));
        }
    }

    private static LambdaClient client(LocalStackContainer emulator) {
        return LambdaClient.builder()
                .endpointOverride(emulator.getEndpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
