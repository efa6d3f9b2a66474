package dev.lambdawatch.alert;

import static dev.lambdawatch.alert.OcsfSchema.assertValid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.join.CodeChange;
import dev.lambdawatch.join.FunctionHistory;
import dev.lambdawatch.join.InterfaceUse;
import dev.lambdawatch.join.Join;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A change of code and a beacon as one finding, on every way that it is told.
class JoinedFindingTest {
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:orders-api";
    private static final Instant CHANGED = Instant.parse("2026-11-21T11:21:10Z");

    @Test
    void theMailReadsAsInTheGoldenFile() throws IOException {
        assertThat("Subject: " + AlertText.subject(joined("ci-legacy")) + "\n\n" + AlertText.body(joined("ci-legacy")))
                .isEqualTo(AlertTextTest.golden("joined-mail.txt"));
    }

    @Test
    void theLineIsValidAndNamesTheChangeTheBeaconAndTheEndpoints() {
        String line = Ocsf.line(joined("ci-legacy"), Samples.NOW);
        assertValid(line);
        assertThat(line)
                .contains("\"severity\":\"Critical\"")
                .contains("\"related_events\":[{\"uid\":\"4672b74f-0001-4a55-9c11-00000000000c\"")
                .contains(
                        "\"src_endpoint\":{\"ip\":\"10.20.3.17\"",
                        "\"dst_endpoint\":{\"ip\":\"198.51.100.7\",\"port\":443}")
                .contains("\"beacon_finding\":\"" + Samples.beacon().id() + "\"", "\"change_finding\":\"lw-change\"")
                .contains("\"data_sources\":[\"AWS CloudTrail\",\"Amazon VPC Flow Logs\"]")
                .contains("\"sub_technique\":{\"uid\":\"T1584.007\"}", "\"uid\":\"T1648\"");
    }

    @Test
    void theCardSaysWhoChangedWhatAndWhereItTalks() {
        assertThat(ChatCard.of(joined("ci-legacy"), Decision.of(new Telling.First())))
                .contains("orders-api, changed by ci-legacy, now beacons")
                .contains("198.51.100.7:443", "Contain first");
    }

    @Test
    void thePageShowsTheCallAndTheConnections() throws Exception {
        String page = HtmlReportTest.parse(HtmlReportTest.report(List.of(joined("ci-legacy"))))
                .getElementsByTagName("article")
                .item(0)
                .getTextContent();
        assertThat(page)
                .contains("critical", "UpdateFunctionCode", "10.20.3.17 → 198.51.100.7:443", "lw-change")
                .contains("aws lambda put-function-concurrency --region eu-west-1 --function-name " + FUNCTION);
    }

    @Test
    void hostileTextsOfTheChangeBreakNoneOfThem() throws Exception {
        for (int seed = 0; seed < 40; seed++) {
            Finding hostile = joined(HostileText.from(new Random(seed), 20));
            assertValid(Ocsf.line(hostile, Samples.NOW));
            assertThat(AlertText.subject(hostile)).as("seed %d", seed).matches("[ -~]{1,99}");
            assertThat(ChatCard.of(hostile, Decision.of(new Telling.First())))
                    .as("seed %d", seed)
                    .doesNotContain("<!", "http://", "https://");
            assertThat(HtmlReportTest.parse(HtmlReportTest.report(List.of(hostile)))
                            .getElementsByTagName("script")
                            .getLength())
                    .as("seed %d", seed)
                    .isZero();
        }
    }

    /// @param by who changed the function, as a record brings it
    private static Finding joined(String by) {
        FunctionHistory history = FunctionHistory.inMemory();
        Finding beacon = Samples.beacon()
                .with(Map.of("began", "2026-11-21T11:30:00Z"))
                .with(Map.of("watched_from", "2026-11-20T15:00:00Z"));
        Subject.Workload workload = (Subject.Workload) beacon.subject();
        history.used(new InterfaceUse(workload.interfaceId(), FUNCTION, beacon.first()));
        Evidence.Call call = new Evidence.Call(
                "4672b74f-0001-4a55-9c11-00000000000c",
                CHANGED,
                "UpdateFunctionCode",
                "lambda.amazonaws.com",
                "111122223333",
                "eu-west-1",
                "203.0.113.50",
                by.equals("ci-legacy") ? "Boto3/1.34.162" : by,
                "",
                "");
        history.changed(new CodeChange(
                FUNCTION, "code", by, call, "lw-change", "Lambda code changed by " + by + ": orders-api"));
        Finding joined = Join.over(history, points -> Severity.HIGH).examine(beacon, failure -> {
            throw failure;
        });
        assertThat(joined.severity()).isEqualTo(Severity.CRITICAL);
        return joined;
    }
}
