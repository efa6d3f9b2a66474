package dev.lambdawatch.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.lambdawatch.content.Organization;
import dev.lambdawatch.content.Organization.Account;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class OrganizationTreeTest {
    private static final String NOTHING = "{}";

    /// Answers by operation and request.
    private static final Map<String, String> ANSWERS = Map.of(
            "ListAccountsForParent {\"ParentId\":\"r-ab12\"}", """
                    {"Accounts": [{"Id": "111122223333", "Name": "management", "Status": "ACTIVE",
                      "JoinedTimestamp": 1.7E9}], "NextToken": "more"}
                    """,
            "ListAccountsForParent {\"ParentId\":\"r-ab12\",\"NextToken\":\"more\"}",
                    "{\"Accounts\": [{\"Id\": \"222233334444\", \"Name\": \"security\"}]}",
            "ListOrganizationalUnitsForParent {\"ParentId\":\"r-ab12\"}",
                    "{\"OrganizationalUnits\": [{\"Id\": \"ou-ab12-1\", \"Name\": \"Workloads\"}]}",
            "ListOrganizationalUnitsForParent {\"ParentId\":\"ou-ab12-1\"}",
                    "{\"OrganizationalUnits\": [{\"Id\": \"ou-ab12-2\", \"Name\": \"Production\"}]}",
            "ListAccountsForParent {\"ParentId\":\"ou-ab12-2\"}",
                    "{\"Accounts\": [{\"Id\": \"444455556666\", \"Name\": \"shop\", \"Status\": \"SUSPENDED\"}]}");

    @Test
    void everyAccountComesWithTheUnitsAboveItPageByPage() throws IOException {
        assertThat(tree((operation, request) -> ANSWERS.getOrDefault(operation + " " + request, NOTHING))
                        .read())
                .isEqualTo(Organization.of(
                        "o-exampleorgid",
                        List.of(
                                new Account("111122223333", "management", ""),
                                new Account("222233334444", "security", ""),
                                new Account("444455556666", "shop", "Workloads/Production"))));
    }

    @Test
    void whatIsNoAnswerIsRefused() {
        assertThatThrownBy(() -> tree((operation, request) -> "[]").read()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> tree((operation, request) -> "{\"Accounts\": [{\"Id\": \"1\"}]}")
                        .read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("twelve digits");
    }

    @Test
    void unitsInACircleComeToAnEnd() {
        assertThatThrownBy(() -> tree((operation, request) ->
                                "{\"OrganizationalUnits\": [{\"Id\": \"ou-ab12-1\", \"Name\": \"Again\"}]}")
                        .read())
                .hasMessage("an Organization has less than 5000 units");
    }

    @Test
    void requestsAreSignedAndARefusalSaysWhy() throws IOException {
        List<String> asked = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            String operation = call.getRequestHeaders().getFirst("X-Amz-Target");
            String authorization = call.getRequestHeaders().getFirst("Authorization");
            asked.add(operation + " " + authorization.replaceAll("Credential=AKIAEXAMPLE/\\d{8}/", "") + " "
                    + new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            boolean known = operation.endsWith("ListAccountsForParent");
            byte[] answer =
                    (known ? NOTHING : "{\"__type\": \"AccessDeniedException\"}").getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(known ? 200 : 400, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        server.start();
        try (SdkHttpClient http = UrlConnectionHttpClient.create()) {
            OrganizationTree.Exchange exchange = new OrganizationsApi(new SignedHttp(
                    http,
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "secret")),
                    URI.create("http://localhost:" + server.getAddress().getPort()),
                    OrganizationsApi.SERVICE,
                    "us-east-1"));

            assertThat(exchange.ask("ListAccountsForParent", "{\"ParentId\":\"r-ab12\"}"))
                    .isEqualTo(NOTHING);
            assertThat(asked)
                    .singleElement()
                    .asString()
                    .startsWith("AWSOrganizationsV20161128.ListAccountsForParent AWS4-HMAC-SHA256"
                            + " us-east-1/organizations/aws4_request, ")
                    .endsWith("{\"ParentId\":\"r-ab12\"}");
            assertThatThrownBy(() -> exchange.ask("DescribeOrganization", NOTHING))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("refuses DescribeOrganization with 400")
                    .hasMessageContaining("AccessDeniedException");
        } finally {
            server.stop(0);
        }
    }

    private static OrganizationTree tree(OrganizationTree.Exchange exchange) {
        return new OrganizationTree(exchange, "o-exampleorgid", "r-ab12", Duration.ZERO);
    }
}
