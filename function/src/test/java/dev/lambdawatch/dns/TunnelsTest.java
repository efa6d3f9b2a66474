package dev.lambdawatch.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelsTest {
    private static final Asking HOST = Asking.by("10.0.1.20");

    @ParameterizedTest
    @ValueSource(strings = {"TXT", "CNAME", "MX", "KEY", "NULL", "A", "AAAA", "TYPE65400"})
    void aTunnelOfAnyTypeIsHigh(String type) {
        List<Finding> findings =
                examine(rows(300, i -> HOST.row(packet(i) + ".t.evil.com", type, "NOERROR", List.of())));
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
            assertThat(finding.resource()).isEqualTo("evil.com");
            assertThat(finding.headline()).isEqualTo("DNS tunnel 10.0.1.20 -> evil.com: 300 names in ten minutes");
            assertThat(finding.subject().key()).isEqualTo("111122223333/eu-west-1/address/10.0.1.20");
            assertThat(finding.evidence())
                    .containsExactly(new Evidence.Lookups(
                            "10.0.1.20", "evil.com", type, 300, Asking.NOON, Asking.NOON.plus(Duration.ofMinutes(10))));
            assertThat(finding.reasons())
                    .extracting(reason -> reason.name() + ": " + reason.observed())
                    .contains(
                            "different names: 300 from 2026-11-21T12:00:00Z to 2026-11-21T12:10:00Z",
                            "answers: 100 % of the names exist",
                            "record types: " + type);
        });
    }

    @Test
    void aHundredNamesAreOneFindingAndNinetyNineAreNone() {
        assertThat(examine(rows(99, i -> HOST.named(packet(i) + ".evil.com")))).isEmpty();
        assertThat(examine(rows(100, i -> HOST.named(packet(i) + ".evil.com"))))
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.MEDIUM);
    }

    @Test
    void theWindowSlidesOverTheEdgesOfTheClock() {
        // 12 names a minute from 11:55 to 12:04: in no window that begins at a round ten are 100.
        List<Query> rows = rows(
                120,
                i -> HOST.at(Instant.parse("2026-11-21T11:55:00Z").plusSeconds(i * 5L))
                        .named(packet(i) + ".evil.com"));
        assertThat(examine(rows))
                .singleElement()
                .satisfies(finding -> assertThat(finding.first()).isEqualTo(Instant.parse("2026-11-21T11:55:00Z")));
    }

    @Test
    void aWindowIsTenMinutesAndNoLonger() {
        IntFunction<Query> late =
                i -> HOST.at(Asking.NOON.plusSeconds(i < 50 ? 0 : 600)).named(packet(i) + ".evil.com");
        IntFunction<Query> early =
                i -> HOST.at(Asking.NOON.plusSeconds(i < 50 ? 0 : 599)).named(packet(i) + ".evil.com");
        assertThat(examine(rows(100, late))).isEmpty();
        assertThat(examine(rows(100, early))).hasSize(1);
    }

    @Test
    void typesOfOneTunnelCountTogether() {
        List<String> types = List.of("TXT", "CNAME", "MX", "NULL");
        assertThat(examine(rows(140, i -> HOST.row(packet(i) + ".evil.com", types.get(i % 4), "NOERROR", List.of()))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.facts())
                        .containsEntry("names", "140")
                        .containsEntry("record_types", "CNAME, MX, NULL, TXT"));
    }

    @Test
    void aTunnelUnderAPlatformIsOfTheCustomerAndNotOfThePlatform() {
        assertThat(examine(rows(150, i -> HOST.named(packet(i) + ".evil.workers.dev"))))
                .extracting(Finding::resource)
                .containsExactly("evil.workers.dev");
    }

    @Test
    void theSameNamesOverAndOverAreNoTunnel() {
        assertThat(examine(rows(5_000, i -> HOST.named("host" + i % 50 + ".example.com"))))
                .isEmpty();
    }

    @Test
    void aThousandNamesOverADayAreNoTunnel() {
        assertThat(examine(rows(
                        1_000, i -> HOST.at(Asking.NOON.plusSeconds(i * 86L)).named(packet(i) + ".example.com"))))
                .isEmpty();
    }

    @Test
    void sitesOfManyOwnersUnderOneSuffixAreNoTunnel() {
        assertThat(examine(rows(500, i -> HOST.named("site" + i + ".workers.dev"))))
                .isEmpty();
        assertThat(examine(rows(500, i -> HOST.named("shop" + i + ".com.br")))).isEmpty();
    }

    @Test
    void namesOfAddressesAndNamesThatNobodyOutsideReceivesAreNoTunnel() {
        assertThat(examine(rows(500, i -> HOST.named(i % 250 + "." + i / 250 + ".0.203.in-addr.arpa"))))
                .isEmpty();
        assertThat(examine(rows(500, i -> HOST.named("a" + i + ".com.eu-west-1.compute.internal"))))
                .isEmpty();
        assertThat(examine(rows(500, i -> HOST.named("svc" + i + ".cluster.local"))))
                .isEmpty();
    }

    @Test
    void dataUnderAReverseZoneIsATunnel() {
        assertThat(examine(rows(300, i -> HOST.named(packet(i) + ".113.0.203.in-addr.arpa"))))
                .hasSize(1);
    }

    @Test
    void aSearchForNamesThatDoNotExistIsMediumAndSaysSo() {
        List<Finding> findings =
                examine(rows(1_000, i -> HOST.row("dev" + i + ".victim.com", "A", "NXDOMAIN", List.of())));
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(finding.reasons())
                    .extracting(reason -> reason.observed())
                    .contains("0 % of the names exist");
        });
    }

    @Test
    void aResolverOfAnotherNetworkIsNamedAsOne() {
        List<Finding> findings =
                examine(rows(300, i -> HOST.through("rslvr-in-1").named(packet(i) + ".evil.com")));
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.reasons())
                        .extracting(reason -> reason.name())
                        .contains("source"));
    }

    @Test
    void hostsAndDomainsAreCountedApartAndAnInstanceIsNamed() {
        List<Query> rows = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            rows.add(HOST.on("i-0abc").named(packet(i) + ".evil.com"));
            rows.add(Asking.by("10.0.1." + i % 3).named(packet(i) + ".other.com"));
        }
        assertThat(examine(rows))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.subject().key()).isEqualTo("111122223333/eu-west-1/instance/i-0abc"));
    }

    @Test
    void partsMergeToTheSameBytesAndFindingsInAnyOrderAndHoweverOften() throws DamagedStateException {
        Random chance = new Random(5);
        List<Query> rows = rows(
                6_000,
                i -> Asking.by("10.0.0." + chance.nextInt(4))
                        .at(Asking.NOON.plusSeconds(chance.nextInt(3_000)))
                        .row(
                                packet(chance.nextInt(2_000)) + ".d" + chance.nextInt(3) + ".com",
                                chance.nextBoolean() ? "A" : "TXT",
                                chance.nextBoolean() ? "NOERROR" : "NXDOMAIN",
                                List.of()));
        Tunnels whole = tunnels(rows);
        for (int seed = 0; seed < 4; seed++) {
            Tunnels sum = merged(rows, new Random(seed));
            assertThat(sum.bytes()).isEqualTo(whole.bytes());
            assertThat(examine(sum)).isNotEmpty().isEqualTo(examine(whole));
        }
    }

    @Test
    void aMinuteOfFarMoreNamesThanAreKeptIsStillTheSameInAnyOrder() throws DamagedStateException {
        List<Query> rows = rows(5_000, i -> HOST.named(packet(i) + ".evil.com"));
        Tunnels whole = tunnels(rows);
        assertThat(merged(rows, new Random(1)).bytes()).isEqualTo(whole.bytes());
        assertThat(examine(whole))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.headline()).endsWith(": " + NameSet.LIMIT + " names in ten minutes"));
    }

    @Test
    void aFloodOfDomainsIsBoundedAndDoesNotHideATunnel() {
        Tunnels tunnels = Tunnels.bounded(1 << 20);
        for (int i = 0; i < 50_000; i++) {
            tunnels.add(HOST.named("www.flood" + i + ".com"));
            if (i % 100 == 0) {
                tunnels.add(HOST.named(packet(i) + ".evil.com"));
            }
        }
        assertThat(tunnels.evicted()).isGreaterThan(40_000);
        assertThat(tunnels.blindUpTo()).isLessThan(Tunnels.SUSPICIOUS / Tunnels.WINDOW);
        assertThat(examine(tunnels))
                .singleElement()
                .extracting(Finding::resource)
                .isEqualTo("evil.com");
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] whole =
                tunnels(rows(300, i -> HOST.named(packet(i) + ".evil.com"))).bytes();
        Random random = new Random(6);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 + random.nextInt(255));
            assertThatThrownBy(() -> Tunnels.read(damaged)).isInstanceOf(DamagedStateException.class);
        }
    }

    /// What a tunnel puts into a name: here 24 digits that are the same each time.
    private static String packet(int number) {
        return "%016x%08x".formatted(Hash.mixed(number), number);
    }

    private static List<Query> rows(int count, IntFunction<Query> row) {
        List<Query> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row.apply(i));
        }
        return rows;
    }

    private static Tunnels tunnels(List<Query> rows) {
        Tunnels tunnels = Tunnels.empty();
        rows.forEach(tunnels::add);
        return tunnels;
    }

    private static Tunnels merged(List<Query> rows, Random random) throws DamagedStateException {
        List<Query> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        List<Tunnels> parts = List.of(Tunnels.empty(), Tunnels.empty(), Tunnels.empty());
        shuffled.forEach(row -> parts.get(random.nextInt(3)).add(row));
        Tunnels sum = Tunnels.empty();
        for (int part : new int[] {2, 0, 1, 0}) {
            sum.merge(Tunnels.read(parts.get(part).bytes()));
        }
        return sum;
    }

    private static List<Finding> examine(List<Query> rows) {
        return examine(tunnels(rows));
    }

    private static List<Finding> examine(Tunnels tunnels) {
        List<Finding> findings = new ArrayList<>();
        tunnels.examine(findings::add);
        return findings;
    }
}
