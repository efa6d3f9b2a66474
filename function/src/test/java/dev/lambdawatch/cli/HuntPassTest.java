package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuntPassTest {
    private static final Instant MORNING = Instant.parse("2026-03-03T06:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @BeforeEach
    void aNamedBeaconOfFiveMinutesForSixHours() throws IOException {
        Files.writeString(
                folder.resolve("flow.log"),
                "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action"
                        + " log-status vpc-id subnet-id instance-id tcp-flags\n"
                        + IntStream.range(0, 72).mapToObj(HuntPassTest::records).collect(Collectors.joining()));
        Files.writeString(folder.resolve("resolver.log"), """
                {"version":"1.100000","account_id":"111122223333","region":"eu-west-1","vpc_id":"vpc-1",\
                "query_timestamp":"2026-03-03T05:59:59Z","query_name":"relay.workers.dev.","query_type":"A",\
                "query_class":"IN","rcode":"NOERROR",\
                "answers":[{"Rdata":"203.0.113.77","Type":"A","Class":"IN"}],\
                "srcaddr":"10.0.1.20","srcport":"40000","transport":"UDP","srcids":{}}
                """);
    }

    private static String records(int beat) {
        long start = MORNING.plusSeconds(300L * beat).getEpochSecond();
        String times = start + " " + (start + 59) + " ACCEPT OK vpc-1 subnet-1 - ";
        return "5 111122223333 eni-0a1b2c3d 10.0.1.20 203.0.113.77 %1$d 443 6 8 900 %2$s3\n"
                        .formatted(40_000 + beat, times)
                + "5 111122223333 eni-0a1b2c3d 203.0.113.77 10.0.1.20 443 %1$d 6 7 1500 %2$s19\n"
                        .formatted(40_000 + beat, times);
    }

    @Test
    void withoutTheOptionNoHuntIsTold() {
        assertThat(replay().out()).contains("[MEDIUM] Beacon").doesNotContainIgnoringCase("hunt");
    }

    @Test
    void besideABeaconStandsWhatEachHuntSays() {
        assertThat(replay("--hunts").out().replaceAll("\n {3,}", " "))
                .contains(
                        "hunt SPL: expected rows more than 30",
                        "reports it: rows 72 (yes), deviation 0.000 s (yes), mean 300.000 s (yes)",
                        "reports it: gaps 71 (yes)",
                        "reports it: names relay[.]workers[.]dev (yes), requests 72 (yes), hours 6 (yes),"
                                + " sent 900 bytes (yes), received 1500 bytes (yes), rate 12.0 an hour (yes)",
                        "Hunt SPL reports 10.0.1.20 -> 203.0.113.77",
                        "Hunt KQL reports 10.0.1.20 -> 203.0.113.77:443",
                        "Hunt serverless reports 10.0.1.20");
    }

    @Test
    void machinesReadTheConditionsUnderUnmapped() {
        assertThat(replay("--hunts", "--format", "ocsf")
                        .out()
                        .lines()
                        .filter(line -> line.contains("\"name\":\"serverless_beacon\"")))
                .singleElement()
                .asString()
                .contains(
                        "\"hunt_spl\":\"reports\"",
                        "\"hunt_kql_gaps\":\"71\"",
                        "\"hunt_serverless_names\":\"relay.workers.dev\"");
    }

    private MainTest.Ran replay(String... options) {
        return History.run(IntStream.range(0, options.length + 2)
                .mapToObj(i -> i == 0 ? "replay" : i <= options.length ? options[i - 1] : folder)
                .toArray());
    }
}
