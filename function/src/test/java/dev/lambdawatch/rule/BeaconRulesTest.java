package dev.lambdawatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.beacon.Beacons;
import dev.lambdawatch.beacon.Collector;
import dev.lambdawatch.beacon.SourceObject;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.flow.Connections;
import dev.lambdawatch.flow.FlowDay;
import dev.lambdawatch.flow.FlowLog;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Parsed;
import dev.lambdawatch.sigma.Sigma;
import dev.lambdawatch.stored.StateStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BeaconRulesTest {
    private static final String GATEWAY = """
            title: A beat to API Gateway from where nothing should call it
            name: beat_to_gateway
            logsource: {product: aws, service: vpcflow}
            detection:
              gateway: {platform_group|startswith: 'aws:API_GATEWAY', dst_port: 443}
              condition: gateway
            level: critical
            """;

    private static Finding beacon;

    private final List<Finding> told = new ArrayList<>();
    private final List<String> approved = new ArrayList<>();

    @BeforeAll
    static void oneBeaconOfADay() throws IOException {
        Beacons beacons = Beacons.of(Platforms.bundled());
        StateStore store = StateStore.inMemory();
        Collector collector = beacons.collector((place, line, reason) -> {});
        List<FlowDay.Piece> day = new ArrayList<>();
        FlowDay.of(7, 8_000, 4, List.of(new FlowDay.Beacon(2, "3.5.6.7", "API_GATEWAY", 300, 0.1, 0)))
                .pieces(day::add);
        for (FlowDay.Piece piece : day) {
            byte[] log = piece.text().getBytes(StandardCharsets.UTF_8);
            FlowLog.read(piece.key(), new ByteArrayInputStream(log), Connections.to(collector));
        }
        beacons.store(new SourceObject("logs", "day"), collector, store);
        List<Finding> found = new ArrayList<>();
        beacons.evaluate(Beacons.Span.day(FlowDay.DAY.plus(Duration.ofDays(1))), store, found::add);
        assertThat(found).hasSize(1);
        beacon = found.getFirst();
    }

    @Test
    void aRuleFindsABeaconByItsFieldsAndTellsItAtItsOwnLevel() {
        examine(GATEWAY);
        assertThat(told).singleElement().satisfies(finding -> {
            assertThat(finding.detection().name()).isEqualTo("beat_to_gateway");
            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(finding.headline()).startsWith("A beat to API Gateway from where nothing should call it: ");
            assertThat(finding.subject()).isEqualTo(beacon.subject());
            assertThat(finding.evidence()).isEqualTo(beacon.evidence());
            assertThat(finding.id()).isNotEqualTo(beacon.id());
        });
    }

    @Test
    void aRuleOnAnotherPortOrAnotherLogIsSilent() {
        examine(GATEWAY.replace("443", "8443"));
        examine(GATEWAY.replace("{product: aws, service: vpcflow}", "{product: aws, service: cloudtrail}"));
        examine(GATEWAY.replace("{product: aws, service: vpcflow}", "{category: dns}"));
        assertThat(told).isEmpty();
    }

    @Test
    void aFilterApprovesOfWhatARuleFound() {
        examine(GATEWAY + """
                ---
                title: The poller may
                logsource: {product: aws, service: vpcflow}
                filter:
                  rules: [beat_to_gateway]
                  poller: {srcaddr: '%s'}
                  condition: not poller
                owner: orders
                ticket: CHG-4
                expires: '2030-01-01T00:00:00Z'
                """.formatted(FlowDay.address(2)));
        assertThat(told).isEmpty();
        assertThat(approved).containsExactly("The poller may");
    }

    @Test
    void beaconsGoOnBesideWhatRulesFindInThem() {
        List<Finding> beacons = new ArrayList<>();
        rules(GATEWAY).beside(beacons::add, told::add).accept(beacon);
        assertThat(beacons).containsExactly(beacon);
        assertThat(told).hasSize(1);
    }

    private void examine(String sigma) {
        rules(sigma).examine(beacon, new Verdicts() {
            @Override
            public void accept(Finding finding) {
                told.add(finding);
            }

            @Override
            public void suppressed(Draft finding, Filter filter) {
                approved.add(filter.title());
            }
        });
    }

    private static BeaconRules rules(String sigma) {
        Parsed parsed = Sigma.parse("rule.yml", sigma);
        assertThat(parsed.refusals()).isEmpty();
        return BeaconRules.of(new Rulebook(parsed.rules(), List.of(), parsed.filters(), Map.of()));
    }
}
