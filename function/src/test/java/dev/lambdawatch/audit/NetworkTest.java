package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "54.194.10.20, AWS",
        "2a05:d018::1, AWS",
        "10.0.3.17, PRIVATE",
        "172.31.255.1, PRIVATE",
        "192.168.1.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "100.127.255.255, PRIVATE",
        "100.128.0.1, INTERNET",
        "fd00:ec2::254, PRIVATE",
        "203.0.113.50, INTERNET",
        "2001:db8::1, INTERNET",
        "cloudformation.amazonaws.com, SERVICE",
        "AWS Internal, SERVICE",
        "3scale.example, SERVICE",
        "fe80::1%eth0, SERVICE",
        "999.1.1.1, SERVICE",
        "HIDDEN_DUE_TO_SECURITY_REASONS, SERVICE"
    })
    void aSourceIsJudgedByItsAddress(String source, Network network) {
        assertThat(Network.of(source)).contains(network);
    }

    @Test
    void noSourceIsNoNetwork() {
        assertThat(Network.of("")).isEmpty();
    }
}
