package dev.lambdawatch.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class SignedHttpTest {
    private final List<String> asked = new ArrayList<>();
    private final List<String> agents = new ArrayList<>();
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            String authorization = call.getRequestHeaders().getFirst("Authorization");
            asked.add(call.getRequestMethod() + " " + call.getRequestURI() + " "
                    + authorization.replaceAll("Credential=AKIAEXAMPLE/\\d{8}/(.*), Signed.*", "$1"));
            agents.add(call.getRequestHeaders().getFirst("User-Agent"));
            boolean known = call.getRequestURI().getPath().equals("/known");
            byte[] answer = (known ? "here" : "x".repeat(1_000)).getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(known ? 200 : 404, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        http.close();
    }

    @Test
    void aRequestIsSignedForItsServiceAndRegion() throws IOException {
        SignedHttp.Answer answer = lambda().get("/known", Map.of("Marker", "a b/c"));

        assertThat(answer).isEqualTo(new SignedHttp.Answer(200, "here"));
        assertThat(answer.isSuccessful()).isTrue();
        assertThat(asked).containsExactly("GET /known?Marker=a%20b%2Fc AWS4-HMAC-SHA256 eu-west-1/lambda/aws4_request");
    }

    @Test
    void aRefusalIsAnAnswerThatAMessageShortens() throws IOException {
        SignedHttp.Answer answer = lambda().get("/unknown", Map.of());

        assertThat(answer.isSuccessful()).isFalse();
        assertThat(answer).hasToString("404: " + "x".repeat(500));
    }

    /// A function whose calls carry another agent is, to the rules, somebody with stolen credentials.
    @Test
    void theAgentIsOurOwn() throws IOException {
        lambda().post(Map.of(), "{}");

        assertThat(agents).singleElement().asString().startsWith("lambdawatch");
    }

    @Test
    void aServiceThatCannotBeReachedIsNamed() {
        server.stop(0);

        assertThatThrownBy(() -> lambda().get("/known", Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot ask lambda: ");
    }

    private SignedHttp lambda() {
        return new SignedHttp(
                http,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "secret")),
                URI.create("http://localhost:" + server.getAddress().getPort()),
                "lambda",
                "eu-west-1");
    }
}
