package dev.lambdawatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CallerNetworkTest {
    @Test
    void aSingleAddressIsItsOwnNetwork() {
        assertThat(networks("203.0.113.7")).isEqualTo("203.0.113.7/32");
        assertThat(networks("2001:db8::7")).isEqualTo("2001:db8:0:0:0:0:0:7/128");
    }

    @Test
    void addressesOfOneBlockAreTakenTogetherAsTightAsTheyAre() {
        assertThat(networks("203.0.113.4", "203.0.113.7")).isEqualTo("203.0.113.4/30");
        assertThat(networks("203.0.113.1", "203.0.113.200")).isEqualTo("203.0.113.0/24");
        assertThat(networks("2001:db8::1", "2001:db8::3")).isEqualTo("2001:db8:0:0:0:0:0:0/126");
    }

    @Test
    void othersStayApart() {
        assertThat(networks("203.0.112.255", "203.0.113.0")).isEqualTo("203.0.112.255/32 203.0.113.0/32");
        assertThat(networks("2001:db8::1", "2001:db8:0:1::1"))
                .isEqualTo("2001:db8:0:0:0:0:0:1/128 2001:db8:0:1:0:0:0:1/128");
    }

    @Test
    void aServiceIsKnownByItsName() {
        assertThat(CallerNetwork.of(List.of("AWS Internal")).keySet())
                .extracting(CallerNetwork::item)
                .containsExactly("sourceIPAddress: 'AWS Internal'");
    }

    private static String networks(String... sources) {
        return CallerNetwork.of(List.of(sources)).keySet().stream()
                .map(CallerNetwork::words)
                .collect(Collectors.joining(" "));
    }
}
