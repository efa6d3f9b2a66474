package dev.lambdawatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OcsfTest {
    private static final Path SCHEMA = Path.of("../../shared/schemas/ocsf_detection_finding_2004.schema.json");

    @Test
    void theSampleFindingsAreValid() throws IOException {
        assertValid(Ocsf.line(Samples.codeChange(), Samples.NOW));
        assertValid(Ocsf.line(Samples.beacon(), Samples.NOW));
    }

    @Test
    void theSchemaRefusesADamagedFinding() throws IOException {
        String damaged = Ocsf.line(Samples.beacon(), Samples.NOW).replace("\"type_uid\":200401", "\"type_uid\":7");
        assertThat(errors(damaged)).isNotEmpty();
    }

    @Test
    void aFindingOfHostileTextsIsValidInEveryDetail() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            Finding finding = Samples.of(HostileText.from(random, 30), Severity.HIGH, 1 + random.nextInt(5));
            assertValid(Ocsf.line(finding, Samples.NOW));
            assertValid(Alert.of(finding, new Telling.Undecided(), Samples.NOW).ocsf());
        }
    }

    @Test
    void theLineIsAsciiWithoutALineBreak() {
        String line = Ocsf.line(Samples.of("\u2028\n\u202e\ud800\u001b", Severity.LOW, 2), Samples.NOW);
        assertThat(line.chars()).allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    @Test
    void theSameFindingGivesTheSameBytes() {
        assertThat(Ocsf.line(Samples.beacon(), Samples.NOW)).isEqualTo(Ocsf.line(Samples.beacon(), Samples.NOW));
    }

    @Test
    void everyEventOfCloudTrailIsNamed() {
        assertThat(Ocsf.line(Samples.codeChange(), Samples.NOW))
                .contains("\"finding_info\":{\"uid\":\"" + Samples.codeChange().id() + "\"")
                .contains("\"analytic\":{\"uid\":\"7d1c6c8e-5a36-4b6e-9d5e-0b8f8b7a1f01\"")
                .contains("\"related_events\":[{\"uid\":\"4672b74f-0001-4a55-9c11-000000000001\"")
                .contains("{\"uid\":\"4672b74f-0001-4a55-9c11-000000000002\"")
                .contains("\"credential_uid\":\"ASIAIOSFODNN7EXA7QX0\"");
    }

    @Test
    void aBeaconNamesItsEndpointsItsScoreAndItsTerms() {
        assertThat(Ocsf.line(Samples.beacon(), Samples.NOW))
                .contains("\"src_endpoint\":{\"ip\":\"10.20.3.17\"")
                .contains("\"dst_endpoint\":{\"ip\":\"198.51.100.7\",\"port\":443}")
                .contains("\"connection_info\":{\"direction_id\":2")
                .contains("\"unmapped\":{\"score\":0.9312,\"points\":123,\"reasons\":[{\"name\":\"timing\"")
                .contains("\"T\":\"0.97\"")
                .contains("\"sub_technique\":{\"uid\":\"T1584.007\"},\"version\":\"18\"");
    }

    @Test
    void aVeryLargeFindingNamesAllItsEventsAndSaysThatItIsCut() throws IOException {
        Finding large = Samples.of("e", Severity.HIGH, 5_000);
        String line = Ocsf.line(large, Samples.NOW);
        assertThat(line).contains("\"related_events_count\":2500").contains("\"is_truncated\":true");
        assertValid(line);
    }

    private static void assertValid(String line) throws IOException {
        assertThat(errors(line)).as(line).isEmpty();
    }

    private static List<String> errors(String line) throws IOException {
        assumeThat(SCHEMA).as("the OCSF schema stands in ../shared/schemas").exists();
        return Holder.SCHEMA.validate(line, InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    /// Compiled once, and only where the file is.
    private static final class Holder {
        private static final Schema SCHEMA = compile();

        private static Schema compile() {
            try {
                return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(OcsfTest.SCHEMA), InputFormat.JSON);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
