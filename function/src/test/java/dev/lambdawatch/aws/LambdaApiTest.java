package dev.lambdawatch.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.lambdawatch.join.AttachedFunction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class LambdaApiTest {
    private static final String ORDERS = "arn:aws:lambda:eu-west-1:111122223333:function:orders-api";

    /// What is answered with 200, by path and query; anything else with 404.
    private final Map<String, String> answers = new HashMap<>();

    private final List<String> asked = new ArrayList<>();
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private HttpServer server;
    private LambdaApi lambda;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            String request = call.getRequestURI().toString();
            asked.add(request);
            String answer = answers.getOrDefault(request, "{\"Type\": \"User\"}");
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            int status = answer.equals("denied") ? 403 : answers.containsKey(request) ? 200 : 404;
            call.sendResponseHeaders(status, bytes.length);
            call.getResponseBody().write(bytes);
            call.close();
        });
        server.start();
        lambda = new LambdaApi(new SignedHttp(
                http,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "secret")),
                URI.create("http://localhost:" + server.getAddress().getPort()),
                LambdaApi.SERVICE,
                "eu-west-1"));
    }

    @AfterEach
    void close() {
        server.stop(0);
        http.close();
    }

    @Test
    void whetherThereIsAFunctionIsToldByItsConfiguration() throws IOException {
        answers.put("/2015-03-31/functions/orders-api/configuration", "{}");
        answers.put("/2015-03-31/functions/secret/configuration", "denied");

        assertThat(lambda.hasFunction("orders-api")).isTrue();
        assertThat(lambda.hasFunction("lambdawatch-canary-2026-01-01T10")).isFalse();
        assertThatThrownBy(() -> lambda.hasFunction("secret"))
                .isInstanceOf(IOException.class)
                .hasMessage("Lambda refuses GetFunctionConfiguration of secret with 403: denied");
        assertThat(asked).contains("/2015-03-31/functions/lambdawatch-canary-2026-01-01T10/configuration");
    }

    @Test
    void functionsWithASubnetAreListedPageByPage() throws IOException {
        answers.put("/2015-03-31/functions/?MaxItems=50", """
                {"Functions": [
                  {"FunctionName": "orders-api", "FunctionArn": "%s", "Runtime": "java25",
                   "LastModified": "2026-03-03T14:32:10.123+0000", "Environment": {"Variables": {"FunctionArn": "not this"}},
                   "Layers": [{"Arn": "arn:aws:lambda:eu-west-1:111122223333:layer:x:1"}],
                   "VpcConfig": {"SubnetIds": ["subnet-1", "subnet-2"], "SecurityGroupIds": ["sg-1"], "VpcId": "vpc-1"}},
                  {"FunctionName": "alone", "FunctionArn": "%1$s-2", "LastModified": "2026-03-03T14:32:10.123+0000"},
                  {"FunctionName": "left", "FunctionArn": "%1$s-3", "LastModified": "2026-03-03T14:32:10.123+0000",
                   "VpcConfig": {"SubnetIds": [], "SecurityGroupIds": [], "VpcId": ""}}],
                 "NextMarker": "a+b="}
                """.formatted(ORDERS));
        answers.put("/2015-03-31/functions/?Marker=a%2Bb%3D&MaxItems=50", """
                {"NextMarker": null, "Functions": [{"FunctionArn": "%s-4", "LastModified": "2026-01-01T00:00:00.000+0000",
                 "VpcConfig": {"VpcId": "vpc-1", "SubnetIds": ["subnet-1"]}}]}
                """.formatted(ORDERS));

        assertThat(lambda.attached())
                .containsExactly(
                        new AttachedFunction(ORDERS, "2026-03-03T14:32:10.123+0000", List.of("subnet-1", "subnet-2")),
                        new AttachedFunction(ORDERS + "-4", "2026-01-01T00:00:00.000+0000", List.of("subnet-1")));
    }

    @Test
    void whatIsNoListingIsRefused() {
        answers.put("/2015-03-31/functions/?MaxItems=50", "denied");
        assertThatThrownBy(lambda::attached)
                .isInstanceOf(IOException.class)
                .hasMessage("Lambda refuses ListFunctions with 403: denied");

        answers.put("/2015-03-31/functions/?MaxItems=50", "[]");
        assertThatThrownBy(lambda::attached).isInstanceOf(IOException.class).hasMessageContaining("this is none");
    }

    @Test
    void pagesInACircleComeToAnEnd() {
        answers.put("/2015-03-31/functions/?MaxItems=50", "{\"Functions\": [], \"NextMarker\": \"m\"}");
        answers.put("/2015-03-31/functions/?Marker=m&MaxItems=50", "{\"Functions\": [], \"NextMarker\": \"m\"}");

        assertThatThrownBy(lambda::attached)
                .isInstanceOf(IOException.class)
                .hasMessage("ListFunctions gives more than 200 pages");
    }
}
