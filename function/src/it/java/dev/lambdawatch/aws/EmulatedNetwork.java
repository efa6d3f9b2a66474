package dev.lambdawatch.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;

/// Subnets of LocalStack, and functions in them.
public final class EmulatedNetwork {
    private static final Pattern SUBNET = Pattern.compile("<subnetId>(.*?)</subnetId>");

    private EmulatedNetwork() {}

    /// A subnet of the default network. EC2 has no client here.
    public static String anySubnet(AwsCredentialsProvider credentials, URI endpoint, String region) throws IOException {
        try (SdkHttpClient http = UrlConnectionHttpClient.create()) {
            String subnets = new SignedHttp(http, credentials, endpoint, "ec2", region)
                    .post(
                            Map.of("Content-Type", "application/x-www-form-urlencoded"),
                            "Action=DescribeSubnets&Version=2016-11-15")
                    .text();
            Matcher subnet = SUBNET.matcher(subnets);
            assertThat(subnet.find()).as("a subnet in %s", subnets).isTrue();
            return subnet.group(1);
        }
    }

    /// Makes a function that cannot run.
    public static void create(LambdaClient client, String name, List<String> subnets) throws IOException {
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
}
