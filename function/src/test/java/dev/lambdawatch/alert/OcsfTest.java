package dev.lambdawatch.alert;

import static dev.lambdawatch.alert.OcsfSchema.assertValid;
import static dev.lambdawatch.alert.OcsfSchema.errors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OcsfTest {
    @Test
    void theOrganizationAndTheUnitOfTheAccountAreNamed() {
        assertThat(Ocsf.line(Samples.codeChange(), Instant.EPOCH))
                .contains("\"org\":{\"uid\":\"o-exampleorgid\",\"ou_name\":\"Production\"}");
    }

    @Test
    void theSampleFindingsAreValid() {
        assertValid(Ocsf.line(Samples.codeChange(), Samples.NOW));
        assertValid(Ocsf.line(Samples.beacon(), Samples.NOW));
    }

    @Test
    void aFindingOfLookupsIsValidAndNamesWhoAskedForWhat() {
        Finding beacon = Samples.beacon();
        Finding tunnel = new Finding(
                beacon.detection(),
                Severity.HIGH,
                beacon.account(),
                beacon.region(),
                beacon.subject(),
                "evil.example",
                "DNS tunnel 10.20.3.17 -> evil.example: 300 names in ten minutes",
                List.of(Reason.of("different names", "at most about 50", "300")),
                List.of(new Evidence.Lookups(
                        "10.20.3.17",
                        "evil.example",
                        "A, TXT",
                        300,
                        Instant.parse("2026-11-21T12:00:00Z"),
                        Instant.parse("2026-11-21T12:10:00Z"))),
                beacon.observables(),
                beacon.facts());
        String line = Ocsf.line(tunnel, Samples.NOW);
        assertValid(line);
        assertThat(line)
                .contains("\"data_sources\":[\"Amazon Route 53 Resolver query logs\"]")
                .contains("\"query\":{\"hostname\":\"evil.example\",\"type\":\"A, TXT\"}")
                .contains("\"src_endpoint\":{\"ip\":\"10.20.3.17\"}");
    }

    @Test
    void theSchemaRefusesADamagedFinding() {
        String damaged = Ocsf.line(Samples.beacon(), Samples.NOW).replace("\"type_uid\":200401", "\"type_uid\":7");
        assertThat(errors(damaged)).isNotEmpty();
    }

    @Test
    void aFindingOfHostileTextsIsValidInEveryDetail() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            Finding finding = Samples.of(HostileText.from(random, 30), Severity.HIGH, 1 + random.nextInt(5));
            assertValid(Ocsf.line(finding, Samples.NOW));
            assertValid(Alert.of(finding, Decision.of(new Telling.Undecided()), Samples.NOW)
                    .ocsf());
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
    void aVeryLargeFindingNamesAllItsEventsAndSaysThatItIsCut() {
        Finding large = Samples.of("e", Severity.HIGH, 5_000);
        String line = Ocsf.line(large, Samples.NOW);
        assertThat(line).contains("\"related_events_count\":2500").contains("\"is_truncated\":true");
        assertValid(line);
    }
}
