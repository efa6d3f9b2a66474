package dev.lambdawatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Flow logs in Parquet. The files under `flow/` hold the rows of `rows.log`, written by others'
/// writers: DuckDB 1 and PyArrow, in AWS's types (32-bit ports, 64-bit counts, text; `-` is null)
/// unless their name says otherwise.
class FlowParquetTest {
    private static final Path SHARED = Path.of("../../shared/data/flow");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duckdb-gzip",
                // Several row groups.
                "gzip",
                "plain-uncompressed",
                "snappy-plain",
                // Small pages in the second layout, with checksums.
                "snappy-pages-2",
                // Ports and counts as real numbers, the protocol as text, the account as a number, a
                // start that cannot be null, and nested columns before, between and behind.
                "other-types"
            })
    void theSameRowsGiveTheSameRecordsAsText(String name) {
        FlowReading text = FlowReading.of(file("rows.log"));
        FlowReading parquet = FlowReading.of(file(name + ".parquet"));
        assertThat(text.records).hasSizeGreaterThan(100);
        assertThat(parquet.skipped).isEmpty();
        assertThat(parquet.records).isEqualTo(text.records);
    }

    @Test
    void anUnknownCompressionIsRefusedByName() {
        FlowReading reading = FlowReading.of(file("zstandard.parquet"));
        assertThat(reading.records).isEmpty();
        assertThat(reading.skipped).singleElement().asString().contains("pages in Zstandard are not read");
    }

    @Test
    void anUnknownEncodingIsRefusedByName() {
        FlowReading reading = FlowReading.of(file("differences.parquet"));
        assertThat(reading.records).isEmpty();
        assertThat(reading.skipped)
                .singleElement()
                .asString()
                .contains("column start is encoded with DELTA_BINARY_PACKED, which is not read");
    }

    @Test
    void aFileThatIsCutOffIsTold() {
        byte[] whole = file("gzip.parquet");
        assertThat(FlowReading.of(Arrays.copyOf(whole, whole.length / 2)).skipped)
                .containsExactly("test:0 part of the object cannot be read: the Parquet file does not end as one does:"
                        + " it is cut off");
        assertThat(FlowReading.of("PAR1".getBytes(StandardCharsets.UTF_8)).skipped)
                .hasSize(1);
    }

    @Test
    void aDamagedGroupOfRowsIsToldAndTheOthersAreRead() throws IOException {
        byte[] damaged = file("gzip.parquet");
        ParquetFooter.Group first = ParquetFooter.of(damaged).groups().getFirst();
        // The header of the first page of account_id.
        damaged[(int) first.chunks().get(1).offset()] = 0;
        FlowReading reading = FlowReading.of(damaged);
        FlowReading whole = FlowReading.of(file("gzip.parquet"));
        assertThat(reading.records).isEqualTo(whole.records.subList(50, whole.records.size()));
        assertThat(reading.skipped).singleElement().asString().endsWith("the rows up to 50 are lost");
    }

    @Test
    void aFooterLongerThanTheFileIsTold() {
        byte[] damaged = file("gzip.parquet");
        damaged[damaged.length - 5] = 0x7F;
        assertThat(FlowReading.of(damaged).skipped)
                .singleElement()
                .asString()
                .contains("the footer of the Parquet file is");
    }

    @Test
    void damagedBytesNeverThrow() {
        for (String name :
                List.of("duckdb-gzip", "gzip", "plain-uncompressed", "snappy-plain", "snappy-pages-2", "other-types")) {
            byte[] whole = file(name + ".parquet");
            for (int seed = 0; seed < 100; seed++) {
                Random random = new Random(seed);
                byte[] damaged = whole.clone();
                // Every second time in the last bytes, where the plan of the file is.
                int from = seed % 2 == 0 ? 4 : whole.length * 3 / 4;
                for (int i = random.nextInt(4); i >= 0; i--) {
                    damaged[random.nextInt(from, whole.length)] = (byte) random.nextInt();
                }
                FlowReading.of(damaged);
            }
        }
    }

    @Test
    void publishedFilesAreRead() throws IOException {
        assumeThat(SHARED)
                .as("../shared/data is not here: its Parquet files are not read")
                .exists();
        assertThat(published("flowlogs-reader-flows.parquet").records)
                .containsExactly(
                        "123456789010 - eni-102010ab - - - 198.51.100.1 192.0.2.1 198.51.100.1 192.0.2.1"
                                + " 443 49152 6 10 840 1439387263 1439387264 ACCEPT OK -1 NONE - - - - -",
                        "123456789010 - eni-202010ab - - - :: :: :: :: -1 -1 -1 -1 -1 1439387263 1439387264 NONE NODATA"
                                + " -1 NONE - - - - -",
                        "123456789010 - eni-202010ab - - - :: :: :: :: -1 -1 -1 -1 -1 1439387263 1439387264 NONE NODATA"
                                + " -1 NONE - - - - -");
        assertThat(published("security-lake-vpc_flow-input0.json.parquet").records)
                .containsExactly("123456789012 us-east-1 eni-000000000000000000 i-000000000000000000"
                        + " subnet-000000000000000000 vpc-00000000 1.2.3.4 172.31.2.52 1.2.3.4 172.31.2.52"
                        + " 56858 39938 6 1 40 1649721732 1649721788 REJECT OK 2 INGRESS - - - - -");
        // Real numbers for whole ones, and null.
        assertThat(published("security-lake-vpc_flow-input3.parquet").records)
                .containsExactly("374946600775 us-east-1 eni-0cc7b14e188d57e8f - subnet-0647938bd2aff135a vpc-dc001ca6"
                        + " :: :: :: :: -1 -1 -1 -1 -1 1646957737 1646957768 NONE NODATA -1 NONE - - - - -");
    }

    private static FlowReading published(String name) throws IOException {
        FlowReading reading = FlowReading.of(Files.readAllBytes(SHARED.resolve(name)));
        assertThat(reading.skipped).isEmpty();
        return reading;
    }

    private static byte[] file(String name) {
        try (InputStream in =
                Objects.requireNonNull(FlowParquetTest.class.getResourceAsStream("/flow/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
