package dev.lambdawatch.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.platform.Platforms;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangesTest {
    private static final Instant NOW = Instant.parse("2026-11-02T00:00:00Z");
    private static final String TABLE = """
            lambdawatch address table 1
            as of 2026-10-22
            [aws:API_GATEWAY:us-east-1]
            3.5.6.0/24
            [aws:S3:us-east-1]
            52.216.0.0/15
            [aws:EC2:us-east-1]
            54.0.0.0/16
            [cloudflare:EDGE]
            104.16.0.0/13
            2606:4700::/32
            """;

    private final StoreInMemory store = new StoreInMemory();
    private final AddressRanges ranges = AddressRanges.in(store);

    @Test
    void withoutATableThatOfThisBuildIsInForceAndNothingHasChanged() throws IOException {
        AddressRanges.Look look = ranges.look(NOW);
        assertThat(look.platforms()).isSameAs(Platforms.bundled());
        assertThat(look.changes()).isEmpty();
        assertThat(look.faults()).isEmpty();
    }

    @Test
    void aTableIsInForceAtOnceAndIsNewsUntilThatIsRemembered() throws IOException {
        store.put("ranges.txt", TABLE);
        AddressRanges.Look look = ranges.look(NOW);
        assertThat(look.platforms().asOf()).isEqualTo("2026-10-22");
        assertThat(look.age(NOW)).isEqualTo("2026-10-22, 11 d ago");
        assertThat(look.changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Change.Kind.ADDED);
            assertThat(change.key()).isEqualTo("ranges.txt");
            assertThat(change.when()).isEqualTo(Instant.parse("2026-11-01T00:01:00Z"));
        });
        assertThat(ranges.look(NOW).changes()).hasSize(1);

        ranges.remember(look);
        assertThat(AddressRanges.in(store).look(NOW).changes()).isEmpty();
    }

    @Test
    void aTableThatIsTooLargeIsNotInForceAndNeitherIsSuchAMemory() throws IOException {
        store.put("ranges.txt", TABLE + "#".repeat(AddressRanges.LARGEST_FILE));
        store.put("loaded-ranges.txt", TABLE + "#".repeat(AddressRanges.LARGEST_FILE));

        AddressRanges.Look look = ranges.look(NOW);

        assertThat(look.platforms()).isSameAs(Platforms.bundled());
        assertThat(look.faults())
                .extracting(Fault::text)
                .satisfiesExactly(
                        text -> assertThat(text)
                                .startsWith("loaded-ranges.txt is damaged")
                                .endsWith("it has more than 8388608 bytes"),
                        text -> assertThat(text)
                                .startsWith("ranges.txt is no table of addresses")
                                .endsWith("it has more than 8388608 bytes"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A beacon to these is no beacon to a platform any more.
                "3.5.6.0/24         |                                  | HIGH",
                "3.5.6.0/24         | 3.5.6.0/25                       | HIGH",
                "2606:4700::/32     |                                  | HIGH",
                // Whoever polls a store is usual.
                "52.216.0.0/15      | 52.216.0.0/15+203.0.113.77/32   | HIGH",
                // What everybody calls is.
                "2606:4700::/32     | 2606:4700::/32+203.0.113.77/32  | MEDIUM",
                "as of 2026-10-22   | as of 2026-01-01                 | MEDIUM",
                "as of 2026-10-22   |                                  | MEDIUM",
                "54.0.0.0/16        |                                  | LOW",
                "as of 2026-10-22   | as of 2026-11-01                 | LOW",
                // The same addresses, cut otherwise.
                "52.216.0.0/15      | 52.216.0.0/16+52.217.0.0/16     | LOW",
            })
    void aTableIsGradedByWhatItLetsPass(String line, String instead, Severity severity) throws IOException {
        assertThat(changeTo(TABLE.replace(line, instead == null ? "" : instead.replace('+', '\n')))
                        .severity())
                .isEqualTo(severity);
    }

    @Test
    void aReasonNamesTheAddressesAndWhoseTheyWereAndAre() throws IOException {
        Change change = changeTo(TABLE.replace("3.5.6.0/24", "3.5.6.0/25"));
        assertThat(change.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.name()).isEqualTo("addresses 3.5.6.128-3.5.6.255");
            assertThat(reason.expected()).isEqualTo("aws:API_GATEWAY:us-east-1, tier B");
            assertThat(reason.observed()).isEqualTo("nobody's");
        });
    }

    @Test
    void ofManyGroupsTheWorstAreNamedAndTheRestIsCounted() throws IOException {
        StringBuilder table = new StringBuilder(TABLE.replace("3.5.6.0/24", ""));
        for (int i = 0; i < 300; i++) {
            table.append("[aws:NEW%d:us-east-1]%n203.%d.%d.0/24%n".formatted(i, i / 256, i % 256));
        }
        Change change = changeTo(table.toString());
        assertThat(change.severity()).isEqualTo(Severity.HIGH);
        assertThat(change.reasons()).hasSize(21);
        assertThat(change.reasons().getFirst().observed()).isEqualTo("nobody's");
        assertThat(change.reasons().getLast().observed()).isEqualTo("281 more");
    }

    @Test
    void aTableThatIsRemovedIsComparedWithThatOfThisBuild() throws IOException {
        Change change = changeTo("");
        assertThat(change.kind()).isEqualTo(Change.Kind.REMOVED);
        assertThat(change.digest()).isEmpty();
        assertThat(change.reasons())
                .anySatisfy(reason -> assertThat(reason.name()).isEqualTo("day of the table"));
        ranges.remember(ranges.look(NOW));
        assertThat(ranges.look(NOW).changes()).isEmpty();
        assertThat(ranges.look(NOW).platforms()).isSameAs(Platforms.bundled());
    }

    @Test
    void whatIsNoTableIsAFaultAndTheOneBeforeStaysInForce() throws IOException {
        store.put("ranges.txt", TABLE);
        ranges.remember(ranges.look(NOW));
        for (String broken : new String[] {"<html>", TABLE + "3.5.6.0/99\n", "x".repeat(9 << 20)}) {
            store.put("ranges.txt", broken);
            AddressRanges.Look look = AddressRanges.in(store).look(NOW);
            assertThat(look.platforms().asOf()).isEqualTo("2026-10-22");
            assertThat(look.changes()).isEmpty();
            assertThat(look.faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.text())
                            .startsWith(
                                    "ranges.txt is no table of addresses and is not in force; that of 2026-10-22 is"));
        }
        store.put("ranges.txt", TABLE);
        store.refuse("ranges.txt", true);
        assertThat(AddressRanges.in(store).look(NOW).faults()).hasSize(1);
    }

    @Test
    void aDamagedMemoryMakesTheTableNewAgain() throws IOException {
        store.put("ranges.txt", TABLE);
        ranges.remember(ranges.look(NOW));
        store.put("loaded-ranges.txt", "<html>");
        AddressRanges.Look look = ranges.look(NOW);
        assertThat(look.changes()).hasSize(1);
        assertThat(look.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.text()).startsWith("loaded-ranges.txt is damaged"));
    }

    @Test
    void aTableOfMoreThanNinetyDaysIsAFaultInTheSameWordsEveryDay() throws IOException {
        store.put("ranges.txt", TABLE);
        ranges.remember(ranges.look(NOW));
        assertThat(ranges.look(Instant.parse("2027-01-20T23:00:00Z")).faults()).isEmpty();
        AddressRanges.Look old = ranges.look(Instant.parse("2027-01-21T00:00:00Z"));
        assertThat(old.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.text()).contains("is of 2026-10-22, more than 90 days ago"))
                .isEqualTo(ranges.look(Instant.parse("2027-02-21T00:00:00Z"))
                        .faults()
                        .getFirst());
        store.put("ranges.txt", TABLE.replace("as of 2026-10-22", "as of spring"));
        assertThat(ranges.look(NOW).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.text()).contains("is of no known day"));
    }

    private Change changeTo(String table) throws IOException {
        store.put("ranges.txt", TABLE);
        ranges.remember(ranges.look(NOW));
        if (table.isEmpty()) {
            store.remove("ranges.txt");
        } else {
            store.put("ranges.txt", table);
        }
        return ranges.look(NOW).changes().getFirst();
    }
}
