package dev.lambdawatch.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.Prerequisites;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;

/// Our requests to Lambda, answered by somebody who was not written for them.
class LambdaApiIT {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("111122223333", "secret"));
    private static final Pattern SUBNET = Pattern.compile("<subnetId>(.*?)</subnetId>");

    @Test
    void aFunctionIsFoundByItsNameAndByItsSubnet() throws IOException {
        Prerequisites.samCli(); // the suite runs whole or is left out whole
        try (LocalStackContainer emulator = Prerequisites.emulator();
                SdkHttpClient http = UrlConnectionHttpClient.create();
                LambdaClient client = client(emulator)) {
            LambdaApi lambda = new LambdaApi(signed(http, emulator, LambdaApi.SERVICE));
            String subnet = anySubnet(signed(http, emulator, "ec2"));

            create(client, "alone", List.of());
            create(client, "orders-api", List.of(subnet));

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

    /// One of the default network's; EC2 has no client here.
    private static String anySubnet(SignedHttp ec2) throws IOException {
        Matcher subnet = SUBNET.matcher(ec2.post(
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        "Action=DescribeSubnets&Version=2016-11-15")
                .text());
        assertThat(subnet.find()).as("a subnet").isTrue();
        return subnet.group(1);
    }

    private static void create(LambdaClient client, String name, List<String> subnets) throws IOException {
        SdkBytes code = SdkBytes.fromByteArray(zip());
        client.createFunction(request -> request.functionName(name)
                .runtime(Runtime.JAVA21)
                .handler("none")
                .role("arn:aws:iam::111122223333:role/none")
                .code(with -> with.zipFile(code))
                .vpcConfig(with -> with.subnetIds(subnets)));
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("nothing"));
        }
        return bytes.toByteArray();
    }

    private static SignedHttp signed(SdkHttpClient http, LocalStackContainer emulator, String service) {
        return new SignedHttp(http, CREDENTIALS, emulator.getEndpoint(), service, "us-east-1");
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
