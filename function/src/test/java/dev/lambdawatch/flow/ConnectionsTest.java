package dev.lambdawatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// How records become connections of a source.
class ConnectionsTest {
    private static final String HEADER = "account-id interface-id instance-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr"
            + " srcport dstport protocol packets bytes start end action tcp-flags flow-direction log-status\n";

    @Test
    void bothRecordsOfAConnectionAreTurnedToItsInitiator() {
        ConnectionReading reading = ConnectionReading.of("""
                version srcaddr dstaddr srcport dstport protocol start end type packets bytes account-id vpc-id subnet-id instance-id interface-id region az-id sublocation-type sublocation-id action tcp-flags pkt-srcaddr pkt-dstaddr pkt-src-aws-service pkt-dst-aws-service traffic-path flow-direction log-status
                5 52.95.128.179 10.0.0.71 80 34210 6 1616729292 1616729349 IPv4 14 15044 123456789012 vpc-abcdefab012345678 subnet-aaaaaaaa012345678 i-0c50d5961bcb2d47b eni-1235b8ca123456789 ap-southeast-2 apse2-az3 - - ACCEPT 19 52.95.128.179 10.0.0.71 S3 - - ingress OK
                5 10.0.0.71 52.95.128.179 34210 80 6 1616729292 1616729349 IPv4 7 471 123456789012 vpc-abcdefab012345678 subnet-aaaaaaaa012345678 i-0c50d5961bcb2d47b eni-1235b8ca123456789 ap-southeast-2 apse2-az3 - - ACCEPT 3 10.0.0.71 52.95.128.179 - S3 8 egress OK
                """);
        assertThat(reading.connections)
                .containsExactly(
                        "i-0c50d5961bcb2d47b 10.0.0.71:34210 <- 52.95.128.179:80 6 14/15044 answering S3",
                        "i-0c50d5961bcb2d47b 10.0.0.71:34210 -> 52.95.128.179:80 6 7/471 opening S3");
        assertThat(reading.windows)
                .containsExactly(
                        "i-0c50d5961bcb2d47b 1616729292-1616729349", "i-0c50d5961bcb2d47b 1616729292-1616729349");
    }

    @Test
    void aNatGatewayShowsItselfAndTheInstanceStaysTheSource() {
        ConnectionReading reading = ConnectionReading.of(HEADER + """
                1 eni-nat - 10.0.0.220 203.0.113.5 10.0.0.220 203.0.113.5 40001 443 6 5 900 60 119 ACCEPT 3 egress OK
                1 eni-nat - 203.0.113.5 10.0.0.220 203.0.113.5 10.0.0.220 443 40001 6 5 2000 60 119 ACCEPT 19 ingress OK
                1 eni-nat - 10.0.1.5 10.0.0.220 10.0.1.5 203.0.113.5 40000 443 6 5 900 60 119 ACCEPT 3 ingress OK
                1 eni-nat - 10.0.0.220 10.0.1.5 203.0.113.5 10.0.1.5 443 40000 6 5 2000 60 119 ACCEPT 19 egress OK
                1 eni-own i-1 10.0.1.5 203.0.113.5 10.0.1.5 203.0.113.5 40000 443 6 5 900 60 119 ACCEPT 3 egress OK
                """);
        assertThat(reading.intermediaries).containsExactly("1//INTERFACE/eni-nat");
        assertThat(reading.connections.stream().filter(text -> !text.startsWith("eni-nat")))
                .containsExactly("i-1 10.0.1.5:40000 -> 203.0.113.5:443 6 5/900 opening");
    }
}
