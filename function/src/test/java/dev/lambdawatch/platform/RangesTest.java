package dev.lambdawatch.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangesTest {
    private static final Path PUBLISHED = Path.of("../../shared/data/ranges");
    private static final Path FRESH = Path.of("target/ranges.txt");

    @TempDir
    private Path folder;

    @Test
    void theShippedTableIsWhatThePublishedFilesGive() throws IOException {
        assumeTrue(Files.isDirectory(PUBLISHED), "the published files are not at " + PUBLISHED);
        Ranges ranges = Ranges.read(PUBLISHED);
        assertThat(ranges.skipped()).isEmpty();
        Files.writeString(FRESH, ranges.table());
        assertThat(ranges.table().equals(Resource.text("ranges.txt")))
                .as("copy %s over src/main/resources/platforms/ranges.txt", FRESH)
                .isTrue();
    }

    @Test
    void aBlockThatTwoServicesPublishBelongsToTheOneThatSaysMore() throws IOException {
        Files.writeString(folder.resolve("aws-ip-ranges.json"), """
                {"createDate": "2026-08-22-15-17-05",
                 "prefixes": [
                  {"ip_prefix": "3.0.0.0/15", "region": "us-east-1", "service": "AMAZON"},
                  {"ip_prefix": "3.0.0.0/15", "region": "us-east-1", "service": "EC2"},
                  {"ip_prefix": "3.0.8.0/24", "region": "us-east-1", "service": "AMAZON"},
                  {"ip_prefix": "3.0.9.0/24", "region": "us-east-1", "service": "API_GATEWAY"}],
                 "ipv6_prefixes": [
                  {"ipv6_prefix": "2600:1f14::/35", "region": "us-west-2", "service": "EC2"}]}
                """);
        assertThat(Ranges.read(folder).table()).isEqualTo("""
                lambdawatch address table 1
                # Prefixes as their operators publish them, under the service and the Region that have
                # them. Generated; a change here is lost.
                as of 2026-08-22
                source aws: aws-ip-ranges 2026-08-22
                [aws:API_GATEWAY:us-east-1]
                3.0.9.0/24
                [aws:EC2:us-east-1]
                3.0.0.0/15
                [aws:EC2:us-west-2]
                2600:1f14::/35
                """);
    }

    @Test
    void whatIsNoPrefixIsNamedAndTheRestIsRead() throws IOException {
        Files.writeString(folder.resolve("azure-AppService.txt"), """
                4.232.99.0/24
                4.232.99.1/24
                <html>
                4.232.98.0/24
                """);
        Files.writeString(folder.resolve("aws-ip-ranges.json"), "{\"prefixes\": [{\"ip_prefix\": ");
        Files.writeString(folder.resolve("fastly-ip-ranges.json.gz"), "no gzip at all");
        Files.writeString(folder.resolve("notes.txt"), "not a list of ours");
        Ranges ranges = Ranges.read(folder);
        assertThat(ranges.size()).isEqualTo(2);
        assertThat(ranges.skipped())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).startsWith("aws-ip-ranges.json: "))
                .anySatisfy(line -> assertThat(line).startsWith("fastly-ip-ranges.json.gz: "))
                .anySatisfy(line -> assertThat(line).startsWith("azure-AppService.txt line 2: "))
                .anySatisfy(line -> assertThat(line).startsWith("azure-AppService.txt line 3: "));
    }

    @Test
    void aPublishersTextCannotWriteLinesOfTheTable() throws IOException {
        Files.writeString(folder.resolve("aws-ip-ranges.json"), """
                {"createDate": "[evil]\\n1",
                 "prefixes": [
                  {"ip_prefix": "3.0.0.0/15", "region": "us-east-1]\\n[x", "service": "EC2"},
                  {"ip_prefix": "3.0.0.0/15\\n4.0.0.0/8", "region": "us-east-1", "service": "EC2"},
                  {"region": "us-east-1"}, {}]}
                """);
        Ranges ranges = Ranges.read(folder);
        assertThat(ranges.table()).doesNotContain("evil", "[");
        assertThat(ranges.skipped()).hasSize(4);
    }
}
