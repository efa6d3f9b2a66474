package dev.lambdawatch.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.platform.Platforms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Resolvers draw the case of letters by chance for each question (draft-vixie-dnsext-dns0x20), and
/// so may a tunnel: through the reader a name is one name in whatever case.
class LetterCaseTest {
    private static final int PACKETS = 150;
    private static final Instant TIME = Instant.parse("2026-11-21T10:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void namesOfATunnelInAnyCaseAreTheSameCountsNamesAndFinding(long seed) {
        Random random = new Random(seed);
        Log plain = Log.of(packets(3, name -> name));
        Log cased = Log.of(packets(3, name -> cased(name, random)));
        assertThat(cased.tunnels.bytes()).isEqualTo(plain.tunnels.bytes());
        assertThat(cased.names.bytes()).isEqualTo(plain.names.bytes());
        assertThat(cased.findings())
                .isEqualTo(plain.findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.headline()).endsWith(" -> evil.com: " + PACKETS + " names in ten minutes"));
    }

    @Test
    void onlyTheCaseOfFewNamesIsNoTunnel() {
        Random random = new Random(6);
        String rows = IntStream.range(0, 500)
                .mapToObj(i -> Reading.row(cased("a-name-of-many-letters" + i % 20 + ".evil.com.", random)))
                .collect(Collectors.joining());
        assertThat(Log.of(rows).findings()).isEmpty();
    }

    @Test
    void aPlatformIsKnownInAnyCaseAlsoBehindAnAlias() {
        String alias = Reading.row("WWW.Shop.Example.")
                .replace(
                        "\"answers\":[]",
                        "\"answers\":[{\"Rdata\":\"C2.x.WoRkErS.dEv.\",\"Type\":\"CNAME\"},{\"Rdata\":\"203.0.113.9\",\"Type\":\"A\"}]");
        for (String rows : List.of(Reading.row("C2.x.WoRkErS.dEv."), alias)) {
            List<Finding> findings = new ArrayList<>();
            Log.of(rows)
                    .contacts
                    .examine(
                            ContactHistory.inMemory(TIME.minus(Duration.ofDays(20))),
                            (finding, approval) -> findings.add(finding));
            assertThat(findings)
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.resource()).isEqualTo("Cloudflare Workers"));
        }
    }

    /// Each of the tunnel's names so many times.
    private static String packets(int times, UnaryOperator<String> as) {
        StringBuilder rows = new StringBuilder();
        for (int packet = 0; packet < PACKETS; packet++) {
            String name = "%016x%08x.evil.com.".formatted(Hash.mixed(packet), packet);
            for (int time = 0; time < times; time++) {
                rows.append(Reading.row(as.apply(name)));
            }
        }
        return rows.toString();
    }

    private static String cased(String name, Random random) {
        return name.codePoints()
                .mapToObj(letter -> Character.toString(random.nextBoolean() ? Character.toUpperCase(letter) : letter))
                .collect(Collectors.joining());
    }

    /// What is made of the rows of one log.
    private static final class Log {
        private final Tunnels tunnels = Tunnels.empty();
        private final Names names = Names.empty(Platforms.bundled());
        private final FirstContacts contacts = FirstContacts.empty(Platforms.bundled());

        static Log of(String rows) {
            Log log = new Log();
            Reading.of(rows).queries.forEach(log::add);
            return log;
        }

        List<Finding> findings() {
            List<Finding> findings = new ArrayList<>();
            tunnels.examine(findings::add);
            return findings;
        }

        private void add(Query query) {
            tunnels.add(query);
            names.add(query);
            contacts.add(query);
        }
    }
}
