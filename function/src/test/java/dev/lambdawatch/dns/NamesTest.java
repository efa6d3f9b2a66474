package dev.lambdawatch.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdawatch.platform.Platform;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.platform.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final Asking MINE = Asking.by("10.0.1.20");
    private static final Asking OTHER = Asking.by("10.0.1.99");
    private static final String ADDRESS = "203.0.113.9";

    @Test
    void aPlatformThatTheWorkloadAskedForIsOfTierA() {
        Resolution resolution = lookup(MINE.named("c2.workers.dev", ADDRESS));
        assertThat(tier(resolution)).contains(Tier.A);
        assertThat(resolution.platform().orElseThrow().evidence())
                .isEqualTo("name c2.workers.dev, asked for by the workload");
        assertThat(resolution.names()).singleElement().satisfies(name -> {
            assertThat(name.name()).isEqualTo("c2.workers.dev");
            assertThat(name.own()).isTrue();
            assertThat(name.asked()).isEqualTo(Asking.NOON);
        });
    }

    @Test
    void aPlatformThatAnotherHostOfTheNetworkAskedForIsOfTierAMinus() {
        assertThat(tier(lookup(OTHER.named("c2.workers.dev", ADDRESS)))).contains(Tier.A_MINUS);
    }

    @Test
    void aPlatformThatAHostOfAnotherNetworkAskedForIsNone() {
        assertThat(lookup(MINE.in("vpc-2").named("c2.workers.dev", ADDRESS))).isEqualTo(Resolution.UNKNOWN);
    }

    @Test
    void anAddressThatIsAlsoAnotherSiteIsOfTierCAndBothNamesAreListed() {
        Resolution resolution = lookup(
                MINE.named("c2.workers.dev", ADDRESS),
                MINE.at("2026-11-21T12:00:30Z").named("shop.test", ADDRESS));
        assertThat(tier(resolution)).contains(Tier.C);
        assertThat(resolution.names())
                .extracting(Resolution.Candidate::name)
                .containsExactly("shop.test", "c2.workers.dev");
    }

    @Test
    void whatTheWorkloadAskedForCountsMoreThanWhatOthersDid() {
        Resolution resolution = lookup(MINE.named("shop.test", ADDRESS), OTHER.named("c2.workers.dev", ADDRESS));
        assertThat(resolution.platform()).isEmpty();
        assertThat(resolution.names()).extracting(Resolution.Candidate::name).containsExactly("shop.test");
    }

    @Test
    void aNameThatStandsForAPlatformIsOneUnderItsOwnName() {
        Resolution resolution = lookup(MINE.aliased("api.victim.test", "d111.cloudfront.net", ADDRESS));
        assertThat(tier(resolution)).contains(Tier.A);
        assertThat(resolution.names()).extracting(Resolution.Candidate::name).containsExactly("api.victim.test");
        assertThat(resolution.platform().orElseThrow().evidence())
                .isEqualTo("name api.victim.test by name d111.cloudfront.net, asked for by the workload");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T11:59:59Z, false",
        "2026-11-20T12:00:00Z, true",
        "2026-11-21T12:01:00Z, true",
        "2026-11-21T12:01:01Z, false"
    })
    void aNameCountsFromADayBeforeAConnectionToAMinuteAfter(String asked, boolean counts) {
        assertThat(lookup(MINE.at(asked).named("c2.workers.dev", ADDRESS))
                        .platform()
                        .isPresent())
                .isEqualTo(counts);
    }

    @Test
    void aLaterQuestionOfTheHourDoesNotHideTheEarlier() {
        Resolution resolution = lookup(
                MINE.at("2026-11-21T12:00:10Z").named("c2.workers.dev", ADDRESS),
                MINE.at("2026-11-21T12:50:00Z").named("c2.workers.dev", ADDRESS));
        assertThat(resolution.names())
                .extracting(Resolution.Candidate::asked)
                .containsExactly(Instant.parse("2026-11-21T12:00:10Z"));
    }

    @Test
    void withoutANetworkTheSourceAddressTellsUnlessTwoNetworksHaveIt() {
        Names one =
                names(MINE.named("c2.workers.dev", ADDRESS), OTHER.in("vpc-2").named("shop.test", ADDRESS));
        assertThat(tier(lookup(one, ""))).contains(Tier.A);
        Names two =
                names(MINE.named("c2.workers.dev", ADDRESS), MINE.in("vpc-2").named("shop.test", ADDRESS));
        assertThat(lookup(two, "")).isEqualTo(Resolution.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.1.2.3", "172.31.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "nonsense"
            })
    void addressesThatNoConnectionOutsideHasAreNotKept(String address) {
        assertThat(names(MINE.named("c2.workers.dev", address)).isEmpty()).isTrue();
    }

    @Test
    void partsMergeToTheSameBytesInAnyOrderAndHoweverOften() throws DamagedStateException {
        List<Query> rows = rows(2_000, new Random(7));
        byte[] whole = names(rows.toArray(Query[]::new)).bytes();
        for (int seed = 0; seed < 5; seed++) {
            assertThat(merged(rows, 7, new Random(seed), 64 << 20).bytes()).isEqualTo(whole);
        }
    }

    @Test
    void boundedPartsMergeToTheSameBytesToo() throws DamagedStateException {
        List<Query> rows = rows(2_000, new Random(8));
        Names first = merged(rows, 3, new Random(1), 50_000);
        assertThat(first.isComplete()).isFalse();
        assertThat(first.evicted()).isPositive();
        for (int seed = 2; seed < 6; seed++) {
            assertThat(merged(rows, 9, new Random(seed), 50_000).bytes()).isEqualTo(first.bytes());
        }
    }

    @Test
    void whatGoesFirstIsWhatIsNoPlatform() {
        Names names = Names.bounded(Platforms.bundled(), 2_000);
        names.add(MINE.at("2026-11-21T01:00:00Z").named("c2.workers.dev", ADDRESS));
        for (int i = 0; i < 1_000; i++) {
            names.add(OTHER.named("host" + i + ".test", "198.51.100.7"));
        }
        assertThat(tier(lookup(names, "vpc-1"))).contains(Tier.A);
        assertThat(names.evicted()).isGreaterThan(900);
    }

    @Test
    void theHoursOfAnObjectAreStatesOfTheirOwnAndTheirSumIsTheWhole() {
        Names whole = names(
                MINE.at("2026-11-21T11:59:00Z").named("a.test", ADDRESS),
                MINE.at("2026-11-21T12:01:00Z").named("b.test", ADDRESS));
        assertThat(whole.hours().keySet())
                .containsExactly(Instant.parse("2026-11-21T11:00:00Z"), Instant.parse("2026-11-21T12:00:00Z"));
        Names sum = Names.empty(Platforms.bundled());
        whole.hours().descendingMap().values().forEach(sum::merge);
        assertThat(sum.bytes()).isEqualTo(whole.bytes());
    }

    @Test
    void whatIsForgottenIsTheHoursBefore() {
        Names names = names(
                MINE.at("2026-11-20T11:59:00Z").named("a.test", ADDRESS),
                MINE.at("2026-11-21T11:01:00Z").named("b.test", ADDRESS));
        names.forgetBefore(Instant.parse("2026-11-21T11:30:00Z"));
        assertThat(names.bytes())
                .isEqualTo(names(MINE.at("2026-11-21T11:01:00Z").named("b.test", ADDRESS))
                        .bytes());
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] whole = names(rows(50, new Random(3)).toArray(Query[]::new)).bytes();
        Random random = new Random(4);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 + random.nextInt(255));
            assertThatThrownBy(() -> Names.read(damaged, Platforms.bundled()))
                    .isInstanceOf(DamagedStateException.class);
            assertThatThrownBy(
                            () -> Names.read(Arrays.copyOf(whole, random.nextInt(whole.length)), Platforms.bundled()))
                    .isInstanceOf(DamagedStateException.class);
        }
    }

    private static List<Query> rows(int count, Random random) {
        List<Query> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "n" + random.nextInt(200) + (random.nextInt(5) == 0 ? ".workers.dev" : ".example.com");
            rows.add(Asking.by("10.0.0." + random.nextInt(20))
                    .at(Asking.NOON.plusSeconds(random.nextInt(20_000)))
                    .named(name, "198.51.100." + random.nextInt(40), "2001:db8::" + random.nextInt(10)));
        }
        return rows;
    }

    /// The rows in parts, of which some come twice, each stored and read again, merged by chance.
    private static Names merged(List<Query> rows, int parts, Random random, int bound) throws DamagedStateException {
        List<Query> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        List<Names> all = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            all.add(Names.bounded(Platforms.bundled(), bound));
        }
        for (Query row : shuffled) {
            all.get(random.nextInt(parts)).add(row);
        }
        all.addAll(all.subList(0, parts / 2));
        Collections.shuffle(all, random);
        Names sum = Names.bounded(Platforms.bundled(), bound);
        for (Names part : all) {
            sum.merge(Names.read(part.bytes(), Platforms.bundled()));
        }
        return sum;
    }

    private static Names names(Query... rows) {
        Names names = Names.empty(Platforms.bundled());
        List.of(rows).forEach(names::add);
        return names;
    }

    private static Resolution lookup(Query... rows) {
        return lookup(names(rows), "vpc-1");
    }

    private static Resolution lookup(Names names, String vpc) {
        return names.lookup(vpc, "10.0.1.20", 0, 0xFFFF_CB00_7109L, Asking.NOON);
    }

    private static Optional<Tier> tier(Resolution resolution) {
        return resolution.platform().map(Platform::tier);
    }
}
