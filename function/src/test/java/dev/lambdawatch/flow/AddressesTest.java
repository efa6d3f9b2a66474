package dev.lambdawatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses and their text.
class AddressesTest {

    /// The examples of RFC 5952, sections 4 and 5, and a few of ours.
    @ParameterizedTest
    @CsvSource({
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8::ABCD, 2001:db8::abcd",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::FFFF:C000:201, 192.0.2.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "0:0:0:0:0:0:0:0, ::",
        "::1, ::1",
        "1::, 1::",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "10.0.0.1, 10.0.0.1",
        "255.255.255.255, 255.255.255.255"
    })
    void anAddressHasOneText(String text, String canonical) {
        assertThat(Addresses.parse(text).orElseThrow()).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ":",
                ":::",
                "1",
                "1.2.3",
                "1.2.3.4.",
                ".1.2.3.4",
                "1..2.3",
                "256.1.1.1",
                "1.2.3.4444",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "1:",
                ":1",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "1.2.3.4::",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "\u0661.2.3.4",
                "::\u0661"
            })
    void otherTextIsNoAddress(String text) {
        assertThat(Addresses.parse(text)).isEmpty();
    }

    @Test
    void everyAddressComesBackFromItsText() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            // Masks make runs of zero groups likely.
            long high = random.nextLong() & mask(random);
            long low = random.nextLong() & mask(random);
            String text = Addresses.text(high, low);
            assertThat(Addresses.parse(text)).contains(new Address(high, low));
            assertThat(NaiveFlowLog.address(text)).contains(text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9.255.255.255, true",
        "10.0.0.0, false",
        "10.255.255.255, false",
        "11.0.0.0, true",
        "0.1.2.3, false",
        "127.0.0.1, false",
        "128.0.0.1, true",
        "100.63.255.255, true",
        "100.64.0.0, false",
        "100.127.255.255, false",
        "100.128.0.0, true",
        "169.253.255.255, true",
        "169.254.169.254, false",
        "169.255.0.0, true",
        "172.15.255.255, true",
        "172.16.0.0, false",
        "172.31.255.255, false",
        "172.32.0.0, true",
        "192.167.255.255, true",
        "192.168.0.1, false",
        "192.169.0.0, true",
        "223.255.255.255, true",
        "224.0.0.1, false",
        "239.1.1.1, false",
        "240.0.0.1, false",
        "255.255.255.255, false",
        "192.0.2.1, true",
        "198.51.100.1, true",
        "203.0.113.1, true",
        "2001:db8::1, true",
        "::, false",
        "::1, false",
        "fbff::1, true",
        "fc00::1, false",
        "fdff::1, false",
        "fe7f::1, true",
        "fe80::1, false",
        "febf::1, false",
        "fec0::1, false",
        "ff02::1, false",
        "2600:1f18::1, true",
        "64:ff9b::203.0.113.5, true",
        "64:ff9b::10.0.0.1, false",
        "64:ff9b:1::203.0.113.5, false"
    })
    void onlyAnAddressOutsideIsPublic(String text, boolean expected) {
        Address address = Addresses.parse(text).orElseThrow();
        assertThat(Addresses.isPublic(address.high(), address.low())).isEqualTo(expected);
    }

    private static long mask(Random random) {
        return List.of(-1L, 0L, 0xFFFFL, 0xFFFF_0000_0000_FFFFL, 0x0000_FFFF_0000_0000L)
                .get(random.nextInt(5));
    }
}
