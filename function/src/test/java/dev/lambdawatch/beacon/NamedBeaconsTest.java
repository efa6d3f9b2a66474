package dev.lambdawatch.beacon;

import static dev.lambdawatch.beacon.Replay.DAY;
import static dev.lambdawatch.beacon.Replay.NEXT_MIDNIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.dns.Names;
import dev.lambdawatch.dns.Queries;
import dev.lambdawatch.dns.Query;
import dev.lambdawatch.dns.ResolverLog;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.stored.StateStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Flows joined with the names that their hosts asked for.
class NamedBeaconsTest {
    private static final String FUNCTION_URL = "abc123.lambda-url.us-east-1.on.aws";
    private static final String HOST = "10.0.0.5";

    @Test
    void aNameOfAFunctionUrlTellsWhatItsAddressCannot() throws IOException {
        Finding finding = only(everyFiveMinutes("203.0.113.77"), row(FUNCTION_URL, HOST, "203.0.113.77"));
        assertThat(finding.resource()).isEqualTo(FUNCTION_URL + ":443");
        assertThat(finding.facts()).containsEntry("name", FUNCTION_URL).containsEntry("tier", "A");
        assertThat(finding.observables())
                .contains(
                        new Observable(Observable.Type.DOMAIN, FUNCTION_URL),
                        new Observable(Observable.Type.IP_ADDRESS, "203.0.113.77"));
        assertThat(points(finding, "destination")).isEqualTo(20);
    }

    @Test
    void aNameThatAnotherHostAskedForIsAlittleLessSure() throws IOException {
        Finding finding = only(everyFiveMinutes("203.0.113.77"), row(FUNCTION_URL, "10.0.0.99", "203.0.113.77"));
        assertThat(finding.facts()).containsEntry("tier", "A_MINUS");
    }

    @Test
    void aHarmlessNameOfTheSameAddressMakesItUnsure() throws IOException {
        Finding finding = only(
                everyFiveMinutes("203.0.113.77"),
                row(FUNCTION_URL, HOST, "203.0.113.77"),
                row("www.example.com", HOST, "203.0.113.77"));
        assertThat(finding.resource()).isEqualTo("203.0.113.77:443");
        assertThat(finding.facts())
                .containsEntry("tier", "C")
                .containsEntry("names", FUNCTION_URL + ", www.example.com")
                .doesNotContainKey("name");
    }

    @Test
    void aBeaconOverManyAddressesOfNobodyIsFoundByItsName() throws IOException {
        FlowText log = log();
        Random random = new Random(3);
        String[] addresses = new String[12];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = "203.0.113." + (10 + i);
        }
        for (int beat = 0; beat < 96; beat++) {
            log.connection(
                    DAY + 300 + 890L * beat + random.nextInt(60),
                    40_000 + beat,
                    addresses[random.nextInt(addresses.length)],
                    443,
                    1200,
                    3400);
        }
        assertThat(findings(log)).isEmpty();
        Finding finding = only(log, row(FUNCTION_URL, HOST, addresses));
        assertThat(finding.facts()).containsEntry("addresses", "12").containsEntry("connections", "96");
        assertThat(finding.headline()).contains(FUNCTION_URL + " (12 addresses):443");
    }

    @Test
    void anAddressThatNobodyAskedForIsALittleMoreSuspicious() throws IOException {
        Finding finding = only(everyFiveMinutes("203.0.113.77"), row("www.example.com", HOST, "198.51.100.1"));
        assertThat(points(finding, "name")).isEqualTo(5);
        assertThat(only(everyFiveMinutes("203.0.113.77")).reasons())
                .extracting(Reason::name)
                .doesNotContain("name");
    }

    @Test
    void whatAgentsPollIsKnownByItsName() throws IOException {
        Finding finding = only(
                everyFiveMinutes("203.0.113.77"), row("ssmmessages.us-east-1.amazonaws.com", HOST, "203.0.113.77"));
        assertThat(finding.severity()).isEqualTo(Severity.INFORMATIONAL);
        assertThat(only(
                                everyFiveMinutes("203.0.113.77"),
                                row("ssmmessages.us-east-1.amazonaws.com.evil.example", HOST, "203.0.113.77"))
                        .severity())
                .isEqualTo(Severity.MEDIUM);
    }

    @Test
    void aNameThatWasLearntTodayIsCalledSinceItsAddressIs() throws IOException {
        FlowText log = log();
        for (long second = DAY - 43_200; second < DAY + 86_400; second += 300) {
            log.connection(second, 40_000, "203.0.113.77", 443, 1200, 3400);
        }
        StateStore store = Replay.store(List.of(object(log)));
        Beacons beacons = Beacons.of(Platforms.bundled());
        Instant yesterday = NEXT_MIDNIGHT.minus(Duration.ofDays(1));
        beacons.evaluate(Beacons.Span.day(yesterday), store, nameless -> {});

        List<Finding> findings = new ArrayList<>();
        beacons.withNames(names(row(FUNCTION_URL, HOST, "203.0.113.77")))
                .evaluate(Beacons.Span.day(NEXT_MIDNIGHT), store, findings::add);
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.facts())
                        .containsEntry("name", FUNCTION_URL)
                        .containsEntry("began", "2026-11-20T11:59:00Z"));
    }

    private static int points(Finding finding, String name) {
        return finding.reasons().stream()
                .filter(reason -> reason.name().equals(name))
                .mapToInt(reason -> reason.points().orElse(0))
                .sum();
    }

    private static Finding only(FlowText log, String... rows) throws IOException {
        List<Finding> findings = findings(log, rows);
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private static List<Finding> findings(FlowText log, String... rows) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Beacons.of(Platforms.bundled())
                .withNames(names(rows))
                .evaluate(Beacons.Span.day(NEXT_MIDNIGHT), Replay.store(List.of(object(log))), findings::add);
        return findings;
    }

    private static byte[] object(FlowText log) {
        return FlowText.object(
                log.header() + " vpc-id",
                log.lines().stream().map(line -> line + " vpc-1").toList());
    }

    private static Names names(String... rows) throws IOException {
        Names names = Names.empty(Platforms.bundled());
        ResolverLog.read(
                "rows",
                new ByteArrayInputStream(String.join("\n", rows).getBytes(StandardCharsets.UTF_8)),
                new Queries() {
                    @Override
                    public void query(Query query) {
                        names.add(query);
                    }

                    @Override
                    public void skipped(String place, long line, String reason) {
                        throw new AssertionError(reason);
                    }
                });
        return names;
    }

    private static String row(String name, String asker, String... addresses) {
        String answers = List.of(addresses).stream()
                .map("{\"Rdata\":\"%s\",\"Type\":\"A\",\"Class\":\"IN\"}"::formatted)
                .collect(Collectors.joining(","));
        return """
                {"version":"1.100000","account_id":"111122223333","region":"us-east-1","vpc_id":"vpc-1",\
                "query_timestamp":"2026-11-21T03:00:00Z","query_name":"%s.","query_type":"A","query_class":"IN",\
                "rcode":"NOERROR","answers":[%s],"srcaddr":"%s","srcport":"40000","transport":"UDP","srcids":{}}""".formatted(name, answers, asker);
    }

    private static FlowText everyFiveMinutes(String destination) {
        FlowText log = log();
        for (int beat = 0; beat < 288; beat++) {
            log.connection(DAY + 120 + 300L * beat, 40_000 + beat, destination, 443, 1200, 3400);
        }
        return log;
    }

    private static FlowText log() {
        return FlowText.withFlags(new FlowText.Windows(DAY + 13, 60));
    }
}
