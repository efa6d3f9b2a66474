package dev.lambdawatch.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolverLogTest {

    @Test
    void aRowGivesWhoAskedForWhatAndWhatCameBack() {
        Reading reading = Reading.of("""
                {"version":"1.100000","account_id":"111122223333","region":"eu-west-1","vpc_id":"vpc-0a1b",\
                "query_timestamp":"2026-11-21T10:00:28Z","query_name":"API.Example.com.","query_type":"A",\
                "query_class":"IN","rcode":"NOERROR","answers":[\
                {"Rdata":"X.workers.dev.","Type":"CNAME","Class":"IN"},{"Rdata":"203.0.113.9","Type":"A","Class":"IN"}],\
                "srcaddr":"10.0.1.20","srcport":"40123","transport":"UDP","srcids":{"instance":"i-0abc"},\
                "firewall_rule_group_id":"rslvr-frg-1","firewall_rule_action":"ALERT","firewall_domain_list_id":"rslvr-fdl-1"}
                """);
        assertThat(reading.queries)
                .containsExactly(new Query(
                        Instant.parse("2026-11-21T10:00:28Z"),
                        "111122223333",
                        "eu-west-1",
                        "vpc-0a1b",
                        "api.example.com",
                        "A",
                        "NOERROR",
                        List.of(new Answer("CNAME", "x.workers.dev"), new Answer("A", "203.0.113.9")),
                        "10.0.1.20",
                        "40123",
                        "UDP",
                        "i-0abc",
                        "",
                        "ALERT",
                        "rslvr-frg-1",
                        "rslvr-fdl-1"));
        assertThat(reading.skipped).isEmpty();
    }

    @Test
    void aRowOfTheFewestFieldsIsRead() {
        Reading reading = Reading.of("""
                {"query_timestamp":"2026-11-21T10:00:28Z","query_name":"."}""");
        assertThat(reading.queries).singleElement().satisfies(query -> {
            assertThat(query.name()).isEmpty();
            assertThat(query.sourceAddress()).isEmpty();
            assertThat(query.answers()).isEmpty();
        });
    }

    @Test
    void linesComePlainOrPackedInMembersWithAMarkOrWithoutAndWithWindowsEnds() {
        String text = Reading.row("a.test") + Reading.row("b.test").replace("\n", "\r\n");
        byte[] two = joined(Reading.gzip(Reading.row("a.test")), Reading.gzip(Reading.row("b.test")));
        List<Reading> readings = List.of(
                Reading.of(text),
                Reading.of("\uFEFF" + text),
                Reading.of(Reading.gzip(text)),
                Reading.of(Reading.gzip("\uFEFF" + text)),
                Reading.of(two),
                Reading.of(slowly(two)),
                Reading.of(text.stripTrailing()));
        assertThat(readings).allSatisfy(reading -> {
            assertThat(reading.names()).containsExactly("a.test", "b.test");
            assertThat(reading.skipped).isEmpty();
        });
    }

    @Test
    void severalRowsOfALineAndTheTimeThatCloudWatchPutsInFrontAreRead() {
        String exported = "2026-11-21T10:00:01.000Z " + Reading.row("b.test");
        assertThat(Reading.of(Reading.row("a.test").strip() + Reading.row("c.test") + exported)
                        .names())
                .containsExactly("a.test", "c.test", "b.test");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"query_name":"a."}                                                    | a row without query_timestamp
            {"query_timestamp":"2026-11-21T10:00:28Z"}                             | a row without query_name
            {"query_timestamp":"yesterday","query_name":"a."}                      | query_timestamp is not a UTC time: yesterday
            {"query_timestamp":"+999999999-12-31T00:00:00Z","query_name":"a."}     | query_timestamp is not a UTC time: +999999999-12-31T00:00:00Z
            {"query_timestamp":null,"query_name":["a."]}                           | a row without query_timestamp
            "text"                                                                 | a row is a JSON object
            [{"query_name":"a."}]                                                  | a row is a JSON object
            """)
    void aBadRowIsNamedAndTheRestIsRead(String row, String reason) {
        Reading reading = Reading.of(Reading.row("before.test") + row + "\n" + Reading.row("after.test"));
        assertThat(reading.names()).containsExactly("before.test", "after.test");
        assertThat(reading.skipped).containsExactly("log:2: " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"query_name\":", "}", "{\"a\":[[[[", "\u0000\u0001", "{\"query_name\":\"a\",,}", "nul"})
    void aDamagedLineIsNamedAndTheRestIsRead(String line) {
        Reading reading = Reading.of(Reading.row("before.test") + line + "\n" + Reading.row("after.test"));
        assertThat(reading.names()).containsExactly("before.test", "after.test");
        assertThat(reading.skipped).singleElement().asString().startsWith("log:2: damaged JSON");
    }

    @Test
    void aDeepRowIsNamedAndTheRestIsRead() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}\n";
        Reading reading = Reading.of(deep + Reading.row("after.test"));
        assertThat(reading.names()).containsExactly("after.test");
        assertThat(reading.skipped).singleElement().asString().startsWith("log:1: damaged JSON");
    }

    @Test
    void aNameLongerThanANameCanBeIsNamed() {
        Reading reading = Reading.of(Reading.row("x".repeat(5_000)) + Reading.row("after.test"));
        assertThat(reading.names()).containsExactly("after.test");
        assertThat(reading.skipped)
                .singleElement()
                .asString()
                .startsWith("log:1: query_name is longer than a name can be: xxx")
                .hasSizeLessThan(200);
    }

    @Test
    void aLineOfManyMegabytesIsPassedOver() {
        String line = "{\"query_name\":\"" + "x".repeat(5 << 20) + "\"}\n";
        Reading reading = Reading.of(Reading.gzip(Reading.row("before.test") + line + Reading.row("after.test")));
        assertThat(reading.names()).containsExactly("before.test", "after.test");
        assertThat(reading.skipped).containsExactly("log:2: a line is too long: over 1048576 bytes");
    }

    @Test
    void aBombIsLeftWhereItShows() {
        Reading reading = Reading.of(new SequenceInputStream(
                new ByteArrayInputStream(Reading.gzip(Reading.row("before.test"))),
                new ByteArrayInputStream(Reading.gzip("\n".repeat(80 << 20)))));
        assertThat(reading.names()).containsExactly("before.test");
        assertThat(reading.counts.bytes()).isLessThan(70L << 20);
        assertThat(reading.skipped).last().asString().contains("grows more than 200 times");
    }

    @Test
    void ofAnObjectThatBreaksOffTheBeginningIsRead() {
        byte[] whole = Reading.gzip(Reading.row("a.test").repeat(20_000));
        Reading reading = Reading.of(Arrays.copyOf(whole, whole.length / 2));
        assertThat(reading.names()).hasSizeBetween(5_000, 19_999).containsOnly("a.test");
        assertThat(reading.skipped).last().asString().contains("the object is damaged");
    }

    @Test
    void aThousandFlawsOfAKindAreAHundredAndACount() {
        Reading reading = Reading.of("{}\n".repeat(1_000));
        assertThat(reading.skipped).hasSize(101);
        assertThat(reading.skipped).last().isEqualTo("log:1000: 900 more up to here: a row without query_timestamp");
        assertThat(reading.counts).isEqualTo(new ResolverCounts(0, 1_000, 3_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomDamageThrowsNothingAndHarmsNoOtherLine(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = Reading.row("x.test").strip().getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 4; i++) {
                byte octet = (byte) random.nextInt(256);
                damaged[random.nextInt(damaged.length)] = octet == '\n' ? 0 : octet;
            }
            byte[] object = joined(
                    Reading.row("before.test").getBytes(StandardCharsets.UTF_8),
                    damaged,
                    ("\n" + Reading.row("after.test")).getBytes(StandardCharsets.UTF_8));
            assertThat(Reading.of(object).names())
                    .as("seed %d, round %d: %s", seed, round, new String(damaged, StandardCharsets.ISO_8859_1))
                    .contains("before.test", "after.test");
        }
    }

    @Test
    void aStreamThatFailsIsNoDamage() {
        InputStream failing = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatThrownBy(() -> ResolverLog.read("log", failing, new Reading()))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    @ParameterizedTest
    @CsvSource({
        "A,    203.0.113.9,        ::ffff:203.0.113.9",
        "AAAA, 2001:db8::9,        2001:db8::9",
        "AAAA, ::ffff:203.0.113.9, ::ffff:203.0.113.9"
    })
    void anAddressOfAnAnswerIsRead(String type, String data, String same) {
        assertThat(new Answer(type, data).address()).isPresent().isEqualTo(new Answer("AAAA", same).address());
    }

    @ParameterizedTest
    @CsvSource({
        "A, 7",
        "A, 10.1",
        "A, 1.2.3.4.5",
        "A, 300.1.1.1",
        "AAAA, fe80::1%eth0",
        "A, host.test",
        "A, ''",
        "TXT, 1.2.3.4"
    })
    void nonsenseInAnAnswerIsNoAddress(String type, String data) {
        assertThat(new Answer(type, data).address()).isEmpty();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /// One byte at a time, and never known to be available, as from a network.
    private static InputStream slowly(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(1, length));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }
}
