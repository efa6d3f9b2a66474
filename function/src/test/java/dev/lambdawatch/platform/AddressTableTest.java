package dev.lambdawatch.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lambdawatch.platform.AddressTable.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AddressTableTest {
    @Test
    void theLongestPrefixOwnsAnAddress() {
        AddressTable table = AddressTable.parse("""
                lambdawatch address table 1
                as of 2026-08-22
                source aws: aws-ip-ranges 2026-08-22
                [aws:EC2:us-east-1]
                3.0.0.0/15
                [aws:API_GATEWAY:us-east-1]
                3.0.0.0/24
                3.1.255.0/24
                """);
        assertThat(owner(table, "2.255.255.255")).isEmpty();
        assertThat(owner(table, "3.0.0.0")).isEqualTo("aws:API_GATEWAY:us-east-1");
        assertThat(owner(table, "3.0.1.0")).isEqualTo("aws:EC2:us-east-1");
        assertThat(owner(table, "3.1.255.255")).isEqualTo("aws:API_GATEWAY:us-east-1");
        assertThat(owner(table, "3.2.0.0")).isEmpty();
        assertThat(table.asOf()).isEqualTo("2026-08-22");
    }

    @Test
    void aTableMayReachBothEndsOfTheAddressSpace() {
        AddressTable table = AddressTable.parse("""
                lambdawatch address table 1
                [low]
                ::/8
                [high]
                ff00::/8
                [last]
                ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128
                """);
        assertThat(owner(table, "::")).isEqualTo("low");
        assertThat(owner(table, "100::")).isEmpty();
        assertThat(owner(table, "ff00::")).isEqualTo("high");
        assertThat(owner(table, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")).isEqualTo("last");
    }

    @Test
    void anEmptyTableOwnsNothing() {
        assertThat(owner(AddressTable.parse(AddressTable.MAGIC), "3.0.0.0")).isEmpty();
    }

    @Test
    void aLineThatDoesNotBelongThereIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressTable.parse("<html>"))
                .withMessageContaining("line 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressTable.parse(""))
                .withMessageContaining("line 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressTable.parse(AddressTable.MAGIC + "\n3.0.0.0/24"))
                .withMessageContaining("line 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressTable.parse(AddressTable.MAGIC + "\n[aws:EC2]\n3.0.0.0"))
                .withMessageContaining("line 3");
    }

    /// Small random tables in a space of 256 addresses, each address asked, against the plain
    /// search for the longest prefix.
    @Test
    void theFlatTableAnswersAsASearchOverAllPrefixes() {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            Set<Prefix> prefixes = new TreeSet<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                int bits = 24 + random.nextInt(9);
                prefixes.add(Prefix.parse("255.255.255." + (random.nextInt(256) & (-1 << (32 - bits))) + "/" + bits));
            }
            StringBuilder text = new StringBuilder(AddressTable.MAGIC);
            prefixes.forEach(
                    prefix -> text.append("\n[").append(prefix).append("]\n").append(prefix));
            AddressTable table = AddressTable.parse(text.toString());
            for (int last = 0; last < 256; last++) {
                assertThat(owner(table, "255.255.255." + last))
                        .as("%s in %s", last, prefixes)
                        .isEqualTo(longest(prefixes, "255.255.255." + last));
            }
        }
    }

    @Test
    void twoTablesAreComparedAddressByAddress() {
        Random random = new Random(12);
        for (int round = 0; round < 300; round++) {
            AddressTable table = table(random);
            AddressTable other = table(random);
            Map<Integer, String> moved = new TreeMap<>();
            table.compare(other, (owner, otherOwner, range) -> {
                String[] ends = range.split("-", -1);
                for (int last = last(ends[0]); last <= last(ends[1]); last++) {
                    String words = group(table, owner) + " " + group(other, otherOwner);
                    assertThat(moved.put(last, words)).as(range).isNull();
                }
            });
            for (int last = 0; last < 256; last++) {
                String here = owner(table, "255.255.255." + last);
                String there = owner(other, "255.255.255." + last);
                assertThat(moved.getOrDefault(last, ""))
                        .as("%s in %s and %s", last, table, other)
                        .isEqualTo(here.equals(there) ? "" : here + " " + there);
            }
        }
    }

    @Test
    void tablesAreComparedToTheEndOfTheAddressSpace() {
        AddressTable nothing = AddressTable.parse(AddressTable.MAGIC);
        AddressTable end = AddressTable.parse(AddressTable.MAGIC + "\n[end]\nff00::/8\n[low]\n::/128");
        List<String> ranges = new ArrayList<>();
        nothing.compare(end, (owner, otherOwner, range) -> ranges.add(range));
        end.compare(nothing, (owner, otherOwner, range) -> ranges.add(range));
        nothing.compare(nothing, (owner, otherOwner, range) -> ranges.add(range));
        assertThat(ranges)
                .containsExactly(
                        "::-::",
                        "ff00::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                        "::-::",
                        "ff00::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    }

    /// Of three groups, in a space of 256 addresses.
    private static AddressTable table(Random random) {
        StringBuilder text = new StringBuilder(AddressTable.MAGIC);
        for (int i = random.nextInt(6); i > 0; i--) {
            int bits = 24 + random.nextInt(9);
            text.append("\n[group").append(random.nextInt(3)).append("]\n255.255.255.");
            text.append(random.nextInt(256) & (-1 << (32 - bits))).append('/').append(bits);
        }
        return AddressTable.parse(text.toString());
    }

    private static String group(AddressTable table, int owner) {
        return owner < 0 ? "" : table.at(owner).group();
    }

    private static int last(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
    }

    private static String longest(Set<Prefix> prefixes, String address) {
        return prefixes.stream()
                .filter(prefix -> prefix.contains(Prefix.parse(address + "/32")))
                .max(Comparator.comparingInt(Prefix::bits))
                .map(Prefix::toString)
                .orElse("");
    }

    private static String owner(AddressTable table, String address) {
        Prefix one = Prefix.parse(address + (address.contains(":") ? "/128" : "/32"));
        int index = table.indexOf(one.hi(), one.lo());
        if (index < 0) {
            return "";
        }
        Block block = table.at(index);
        assertThat(block.prefix().contains(one)).isTrue();
        return block.group();
    }
}
