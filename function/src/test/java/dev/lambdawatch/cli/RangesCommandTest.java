package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangesCommandTest {
    private static final String AWS = """
            {"createDate": "2026-11-20-00-00-00", "prefixes": [
              {"ip_prefix": "3.0.9.0/24", "region": "us-east-1", "service": "API_GATEWAY"}]}
            """;
    private static final String GOOGLE = """
            {"creationTime": "2026-11-20", "prefixes": [{"ipv4Prefix": "8.8.4.0/24"}, {"ipv6Prefix": "2001:4860::/32"}]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private record Ran(int code, String out, String err) {}

    @Test
    void publishedFilesBecomeATableWithItsDayAndSizes() throws IOException {
        write("aws-ip-ranges.json", AWS);
        write("google-goog.json", GOOGLE);
        Ran ran = run("ranges", folder.toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo("""
                lambdawatch address table 1
                # Prefixes as their operators publish them, under the service and the Region that have
                # them. Generated; a change here is lost.
                as of 2026-11-20
                source aws: aws-ip-ranges 2026-11-20
                source google: Google's published ranges
                [aws:API_GATEWAY:us-east-1]
                3.0.9.0/24
                [google:ALL]
                8.8.4.0/24
                2001:4860::/32
                """);
        assertThat(ran.err().lines()).containsExactly("as of 2026-11-20", "aws: 1 prefixes", "google: 2 prefixes");
    }

    @Test
    void aFileThatIsNoListIsNamedAndNoTableIsMade() throws IOException {
        write("aws-ip-ranges.json", AWS);
        write("fastly-ip-ranges.json", "{\"error\": \"try later\"}");
        write("cloudflare-ipv4.txt", "<html>\n");
        Path output = folder.resolve("table");
        Ran ran = run("ranges", folder.toString(), "--output", output.toString());
        assertThat(ran.code()).isEqualTo(Main.FAILED);
        assertThat(ran.err())
                .contains("cloudflare-ipv4.txt line 1: ", "fastly-ip-ranges.json: holds no prefix", "no table is made");
        assertThat(output).doesNotExist();
    }

    @Test
    void aFolderWithoutAListGivesNoTable() {
        assertThat(run("ranges", folder.toString()).code()).isEqualTo(Main.FAILED);
    }

    @Test
    void withoutAFolderTheTableOfThisBuildIsDescribed() {
        Ran ran = run("ranges");
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).startsWith("as of 20").contains("aws: ", "azure: ", "cloudflare: ");
        assertThat(run("ranges", "--fetch").code()).isEqualTo(Main.BAD_USAGE);
    }

    @Test
    void aReplayTakesTheTableAndRefusesWhatIsNone() throws IOException {
        Path table = write("no-table", "hello\n");
        assertThat(run("replay", "--ranges", table.toString(), folder.toString())
                        .err())
                .contains("no-table: line 1 is not 'lambdawatch address table 1'");
    }

    @Test
    void listsAreFetchedFromWhereTheyArePublished() throws IOException {
        HttpServer server = server();
        try {
            new PublishedLists(Map.of("aws-ip-ranges.json", address(server, "/aws"))).fetch(folder);
            assertThat(folder.resolve("aws-ip-ranges.json")).hasContent(AWS);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aListThatIsNotThereIsNamedAndNoneIsWritten() throws IOException {
        HttpServer server = server();
        try {
            PublishedLists lists = new PublishedLists(Map.of(
                    "aws-ip-ranges.json", address(server, "/aws"),
                    "fastly-ip-ranges.json", address(server, "/nowhere")));
            assertThatThrownBy(() -> lists.fetch(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("/nowhere: it answers 404");
            assertThat(folder).isEmptyDirectory();
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/aws", exchange -> {
            byte[] list = AWS.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, list.length);
            exchange.getResponseBody().write(list);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static URI address(HttpServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Ran(code, out.toString(), err.toString());
    }
}
