package dev.lambdawatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How records become connections of a source.
class ConnectionsTest {
    private static final String HEADER =
            "account-id interface-id instance-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr srcport dstport"
                    + " protocol packets bytes start end action tcp-flags flow-direction log-status\n";

    /// Formats before version 5 tell neither flags nor direction.
    private static final String OLD_HEADER =
            "interface-id srcaddr dstaddr srcport dstport protocol packets bytes start\n";

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
    void everyRecordTellsItsWindow() {
        ConnectionReading reading = ConnectionReading.of("""
                2 1 eni-1 - - - - - - - 60 119 - NODATA
                2 1 eni-1 - - - - - - - 120 179 - SKIPDATA
                2 1 eni-1 203.0.113.5 10.0.0.1 40000 22 6 1 40 180 239 REJECT OK
                2 1 eni-1 10.0.0.1 10.0.0.2 40000 22 6 1 40 240 299 ACCEPT OK
                """);
        assertThat(reading.windows)
                .containsExactly("eni-1 60-119", "eni-1 120-179 SKIPDATA", "eni-1 180-239", "eni-1 240-299");
        assertThat(reading.connections).isEmpty();
    }

    /// From our 10.0.0.1 to 203.0.113.5 or back; who opened it is told by flags, direction, ports.
    @ParameterizedTest
    @CsvSource({
        // Flags decide against the ports.
        "10.0.0.1 203.0.113.5 443 40000 6 2 egress, 443 -> 40000",
        "203.0.113.5 10.0.0.1 40000 443 6 18 ingress, 443 <- 40000",
        "10.0.0.1 203.0.113.5 40000 443 6 18 egress, none",
        "203.0.113.5 10.0.0.1 443 40000 6 2 ingress, none",
        // Without a handshake in the record the ephemeral port does.
        "10.0.0.1 203.0.113.5 40000 443 6 0 egress, 40000 -> 443",
        "203.0.113.5 10.0.0.1 443 40000 6 1 ingress, 40000 <- 443",
        "10.0.0.1 203.0.113.5 443 40000 6 4 egress, none",
        "203.0.113.5 10.0.0.1 40000 443 6 0 ingress, none",
        // A known service may have the higher port.
        "10.0.0.1 203.0.113.5 1200 8443 6 0 egress, 1200 -> 8443",
        "203.0.113.5 10.0.0.1 8443 1200 6 0 ingress, 1200 <- 8443",
        "203.0.113.5 10.0.0.1 1200 8443 6 0 ingress, none",
        // Without a direction the private address is ours.
        "10.0.0.1 203.0.113.5 40000 443 6 - -, 40000 -> 443",
        "203.0.113.5 10.0.0.1 443 40000 6 - -, 40000 <- 443",
        "203.0.113.5 10.0.0.1 40000 443 6 - -, none",
        // Equal or no ports: it is ours.
        "10.0.0.1 203.0.113.5 123 123 17 - -, 123 -> 123",
        "203.0.113.5 10.0.0.1 123 123 17 0 ingress, 123 <- 123",
        "10.0.0.1 203.0.113.5 0 0 1 0 egress, 0 -> 0",
        "10.0.0.1 203.0.113.5 - - 1 0 egress, 0 -> 0",
        // So it is with two ports of clients or two of services.
        "10.0.0.1 203.0.113.5 40000 60443 17 0 egress, 40000 -> 60443",
        "203.0.113.5 10.0.0.1 60443 40000 6 - -, 40000 <- 60443",
        "10.0.0.1 203.0.113.5 80 443 6 - -, 80 -> 443",
        "203.0.113.5 10.0.0.1 40000 31000 6 - -, none",
        "203.0.113.5 10.0.0.1 40000 51820 17 - -, none",
        // Flags of another protocol than TCP mean nothing.
        "10.0.0.1 203.0.113.5 40000 53 17 18 egress, 40000 -> 53"
    })
    void theInitiatorIsToldByTheFirstRuleThatDecides(String record, String expected) {
        ConnectionReading reading = ConnectionReading.of(
                "interface-id start srcaddr dstaddr srcport dstport protocol tcp-flags flow-direction\neni-1 60 "
                        + record);
        String told = reading.connections.stream()
                .map(text -> text.replaceAll("eni-1 10.0.0.1:(\\d+) (<-|->) 203.0.113.5:(\\d+) .*", "$1 $2 $3"))
                .findFirst()
                .orElse("none");
        assertThat(reading.skipped).isEmpty();
        assertThat(told).isEqualTo(expected);
    }

    @Test
    void withoutFlagsNothingIsAnOpening() {
        ConnectionReading reading = ConnectionReading.of(OLD_HEADER + """
                eni-1 10.0.0.1 203.0.113.5 40000 443 6 5 900 60
                eni-1 203.0.113.5 10.0.0.1 443 40000 6 5 2000 60
                """);
        assertThat(reading.connections)
                .containsExactly(
                        "eni-1 10.0.0.1:40000 -> 203.0.113.5:443 6 5/900 flagless",
                        "eni-1 10.0.0.1:40000 <- 203.0.113.5:443 6 5/2000 flagless");
    }

    @Test
    void onlyTheSynOfTheInitiatorOpens() {
        ConnectionReading reading = ConnectionReading.of(HEADER + """
                1 eni-1 i-1 10.0.0.1 203.0.113.5 - - 40000 443 6 5 900 60 119 ACCEPT 2 egress OK
                1 eni-1 i-1 10.0.0.1 203.0.113.5 - - 40000 443 6 5 900 120 179 ACCEPT 0 egress OK
                1 eni-1 i-1 10.0.0.1 203.0.113.5 - - 40000 443 6 5 900 180 239 ACCEPT 1 egress OK
                1 eni-1 i-1 10.0.0.1 203.0.113.5 - - 40001 53 17 1 90 180 239 ACCEPT 0 egress OK
                """);
        assertThat(reading.connections)
                .containsExactly(
                        "i-1 10.0.0.1:40000 -> 203.0.113.5:443 6 5/900 opening",
                        "i-1 10.0.0.1:40000 -> 203.0.113.5:443 6 5/900",
                        "i-1 10.0.0.1:40000 -> 203.0.113.5:443 6 5/900",
                        "i-1 10.0.0.1:40001 -> 203.0.113.5:53 17 1/90 flagless");
    }

    @Test
    void emptyPacketsAreKeepalivesAndOpenNothing() {
        ConnectionReading reading = ConnectionReading.of(HEADER + """
                1 eni-1 i-1 10.0.0.1 203.0.113.5 - - 40000 443 6 4 160 60 119 ACCEPT 0 egress OK
                1 eni-1 i-1 10.0.0.1 203.0.113.5 - - 40000 443 6 2 104 60 119 ACCEPT 2 egress OK
                1 eni-1 i-1 10.0.0.1 203.0.113.5 - - 40000 443 6 2 105 60 119 ACCEPT 2 egress OK
                1 eni-1 i-1 10.0.0.1 203.0.113.5 - - 40000 53 17 2 80 60 119 ACCEPT 0 egress OK
                1 eni-1 i-1 2600:1f18::1 2001:db8::5 - - 40000 443 6 2 144 60 119 ACCEPT 0 egress OK
                1 eni-1 i-1 2600:1f18::1 2001:db8::5 - - 40000 443 6 2 145 60 119 ACCEPT 2 egress OK
                1 eni-1 i-1 10.0.0.1 203.0.113.5 - - 40000 443 6 - - 60 119 ACCEPT 2 egress OK
                1 eni-1 i-1 10.0.0.1 203.0.113.5 - - 40000 443 6 999999999999999999 1 60 119 ACCEPT 0 egress OK
                """);
        assertThat(reading.connections)
                .containsExactly(
                        "i-1 10.0.0.1:40000 -> 203.0.113.5:443 6 4/160 keepalive",
                        "i-1 10.0.0.1:40000 -> 203.0.113.5:443 6 2/104 keepalive",
                        "i-1 10.0.0.1:40000 -> 203.0.113.5:443 6 2/105 opening",
                        "i-1 10.0.0.1:40000 -> 203.0.113.5:53 17 2/80 flagless",
                        "i-1 2600:1f18::1:40000 -> 2001:db8::5:443 6 2/144 keepalive",
                        "i-1 2600:1f18::1:40000 -> 2001:db8::5:443 6 2/145 opening",
                        "i-1 10.0.0.1:40000 -> 203.0.113.5:443 6 0/0 opening",
                        "i-1 10.0.0.1:40000 -> 203.0.113.5:443 6 999999999999999999/1 keepalive");
    }

    @Test
    void whatWasRejectedOpensNothing() {
        ConnectionReading reading = ConnectionReading.of(HEADER + """
                1 eni-1 i-1 10.0.0.1 203.0.113.5 - - 40000 443 6 1 60 60 119 REJECT 2 egress OK
                """);
        assertThat(reading.connections).containsExactly("i-1 10.0.0.1:40000 -> 203.0.113.5:443 6 1/60 rejected");
    }

    @Test
    void whatStaysInsideOrComesFromOutsideIsNoConnection() {
        ConnectionReading reading = ConnectionReading.of(HEADER + """
                1 eni-1 i-1 10.0.0.1 10.0.0.2 - - 40000 443 6 5 900 60 119 ACCEPT 3 egress OK
                1 eni-1 i-1 10.0.0.1 169.254.169.254 - - 40000 80 6 5 900 60 119 ACCEPT 3 egress OK
                1 eni-1 i-1 10.0.0.1 224.0.0.251 - - 5353 5353 17 5 900 60 119 ACCEPT 0 egress OK
                1 eni-1 i-1 2600:1f18::1 fd00::5 - - 40000 443 6 5 900 60 119 ACCEPT 3 egress OK
                1 eni-1 i-1 203.0.113.5 10.0.0.1 - - 40000 443 6 5 900 60 119 ACCEPT 3 ingress OK
                1 eni-1 i-1 10.0.0.1 203.0.113.5 - - 443 40000 6 5 900 60 119 ACCEPT 19 egress OK
                """);
        assertThat(reading.connections).isEmpty();
        assertThat(reading.windows).hasSize(6);
    }

    @Test
    void ipv6WithoutADirectionIsTakenToBeOpenedByOurs() {
        ConnectionReading reading = ConnectionReading.of(OLD_HEADER + """
                eni-1 2600:1f18::1 2001:db8::5 40000 443 6 5 900 60
                eni-1 2001:db8::5 2600:1f18::1 443 40000 6 5 2000 60
                """);
        assertThat(reading.connections)
                .containsExactly(
                        "eni-1 2600:1f18::1:40000 -> 2001:db8::5:443 6 5/900 flagless",
                        "eni-1 2600:1f18::1:40000 <- 2001:db8::5:443 6 5/2000 flagless");
    }

    /// The four legs of one flow through a NAT gateway, in any order, and the instance's own
    /// record.
    @Test
    void aNatGatewayShowsItselfAndTheInstanceIsTheOneSource() {
        List<String> legs = List.of(
                "1 eni-nat - 10.0.1.5 10.0.0.220 10.0.1.5 203.0.113.5 40000 443 6 5 900 60 119 ACCEPT 3 ingress OK\n",
                "1 eni-nat - 10.0.0.220 203.0.113.5 10.0.0.220 203.0.113.5 1024 443 6 5 900 60 119 ACCEPT 3 egress OK\n",
                "1 eni-nat - 203.0.113.5 10.0.0.220 203.0.113.5 10.0.0.220 443 1024 6 5 2000 60 119 ACCEPT 19 ingress OK\n",
                "1 eni-nat - 10.0.0.220 10.0.1.5 203.0.113.5 10.0.1.5 443 40000 6 5 2000 60 119 ACCEPT 19 egress OK\n",
                "1 eni-own i-1 10.0.1.5 203.0.113.5 10.0.1.5 203.0.113.5 40000 443 6 5 900 60 119 ACCEPT 3 egress OK\n");
        for (int first = 0; first < legs.size(); first++) {
            List<String> turned = new ArrayList<>(legs.subList(first, legs.size()));
            turned.addAll(legs.subList(0, first));
            ConnectionReading reading = ConnectionReading.of(HEADER + String.join("", turned));
            assertThat(reading.intermediaries).containsExactly("1//INTERFACE/eni-nat");
            assertThat(reading.connections.stream().filter(text -> !text.startsWith("eni-nat")))
                    .containsExactly("i-1 10.0.1.5:40000 -> 203.0.113.5:443 6 5/900 opening");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "network_load_balancer",
        "gateway_load_balancer",
        "regional_nat_gateway",
        "transit_gateway",
        "vpc_endpoint"
    })
    void anInterfaceWhoseTypeIsKnownToPassOnTrafficIsNoSource(String type) {
        ConnectionReading reading = ConnectionReading.of(
                "interface-type " + OLD_HEADER + type + " eni-1 10.0.0.1 203.0.113.5 40000 443 6 5 900 60\n");
        assertThat(reading.connections).isEmpty();
        assertThat(reading.intermediaries).containsExactly("//INTERFACE/eni-1");
    }

    /// As it does without a type until it is told by what it translates.
    @Test
    void aNatGatewayOfAKnownTypeIsToldWithWhatItSaysInItsOwnName() {
        ConnectionReading reading = ConnectionReading.of("interface-type " + HEADER + """
                nat_gateway 1 eni-nat - 10.0.1.5 10.0.0.220 10.0.1.5 203.0.113.5 40000 443 6 5 900 60 119 ACCEPT 3 ingress OK
                nat_gateway 1 eni-nat - 10.0.0.220 203.0.113.5 10.0.0.220 203.0.113.5 1024 443 6 5 900 60 119 ACCEPT 3 egress OK
                """);
        assertThat(reading.intermediaries).containsExactly("1//INTERFACE/eni-nat");
        assertThat(reading.connections).containsExactly("eni-nat 10.0.0.220:1024 -> 203.0.113.5:443 6 5/900 opening");
    }

    @Test
    void aRegionalNatGatewayIsKnownByItsOwnId() {
        ConnectionReading reading = ConnectionReading.of(
                "resource-id " + OLD_HEADER + "nat-1 - 10.0.0.1 203.0.113.5 40000 443 6 5 900 60\n");
        assertThat(reading.connections).isEmpty();
        assertThat(reading.intermediaries).containsExactly("//INTERFACE/nat-1");
    }

    @Test
    void anInterfaceOfLambdaIsASourceWhateverItTranslates() {
        ConnectionReading reading = ConnectionReading.of("interface-type " + HEADER + """
                lambda 1 eni-1 - 10.0.0.1 203.0.113.5 10.0.9.9 203.0.113.5 40000 443 6 5 900 60 119 ACCEPT 3 egress OK
                """);
        assertThat(reading.connections).containsExactly("eni-1 10.0.0.1:40000 -> 203.0.113.5:443 6 5/900 opening");
        assertThat(reading.intermediaries).isEmpty();
    }

    @Test
    void aPodIsSeenByTheAddressInItsPackets() {
        ConnectionReading reading = ConnectionReading.of(HEADER + """
                1 eni-1 i-1 10.0.0.1 203.0.113.5 10.0.0.77 203.0.113.5 40000 443 6 5 900 60 119 ACCEPT 3 egress OK
                """);
        assertThat(reading.connections).containsExactly("i-1 10.0.0.77:40000 -> 203.0.113.5:443 6 5/900 opening");
    }

    @Test
    void aFormatWithoutInstancesStillTellsANatGatewayFromPods() {
        ConnectionReading reading = ConnectionReading.of("""
                interface-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr srcport dstport protocol start
                eni-pods 10.0.0.1 203.0.113.5 10.0.0.77 203.0.113.5 40000 443 6 60
                eni-nat 10.0.1.5 10.0.0.220 10.0.1.5 203.0.113.5 40000 443 6 60
                """);
        assertThat(reading.connections).containsExactly("eni-pods 10.0.0.77:40000 -> 203.0.113.5:443 6 0/0 flagless");
        assertThat(reading.intermediaries).containsExactly("//INTERFACE/eni-nat");
    }

    @Test
    void theSurestNameOfAWorkloadIsItsKey() {
        String header = "account-id region ecs-task-id instance-id " + OLD_HEADER;
        String flow = " 10.0.0.1 203.0.113.5 40000 443 6 5 900 60\n";
        assertThat(key(header + "1 eu-west-1 task-1 i-1 eni-1" + flow)).isEqualTo("1/eu-west-1/TASK/task-1");
        assertThat(key(header + "1 eu-west-1 - i-1 eni-1" + flow)).isEqualTo("1/eu-west-1/INSTANCE/i-1");
        assertThat(key(header + "unknown eu-west-1 - - eni-1" + flow)).isEqualTo("unknown/eu-west-1/INTERFACE/eni-1");
        assertThat(key(header + "1 - - - -" + flow)).isEqualTo("1//ADDRESS/10.0.0.1");
    }

    @Test
    void oneObjectStandsForASourceInAllLogsOfARegion() {
        String flow = "10.0.0.1 203.0.113.5 40000 443 6 5 900 60\n";
        String log = OLD_HEADER + "eni-1 " + flow;
        String otherFields = "account-id " + OLD_HEADER + "1 eni-1 " + flow;
        ConnectionReading reading = new ConnectionReading()
                .read("AWSLogs/1/vpcflowlogs/eu-west-1/a", log)
                .read("AWSLogs/1/vpcflowlogs/eu-west-1/b", log)
                .read("AWSLogs/1/vpcflowlogs/eu-west-2/c", log)
                .read("AWSLogs/1/vpcflowlogs/eu-west-1/d", otherFields);
        assertThat(reading.sources)
                .extracting(Source::key)
                .containsExactly(
                        "/eu-west-1/INTERFACE/eni-1",
                        "/eu-west-1/INTERFACE/eni-1",
                        "/eu-west-2/INTERFACE/eni-1",
                        "1/eu-west-1/INTERFACE/eni-1");
        assertThat(reading.sources.get(1)).isSameAs(reading.sources.getFirst());
    }

    @Test
    void moreSourcesThanAreKeptAreToldAllTheSame() {
        StringBuilder log = new StringBuilder(OLD_HEADER);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < Sources.LIMIT + 100; i++) {
                log.append("eni-").append(i).append(" 10.0.0.1 203.0.113.5 40000 443 6 5 900 60\n");
            }
        }
        List<Source> sources = ConnectionReading.of(log.toString()).sources;
        assertThat(sources).hasSize(2 * (Sources.LIMIT + 100));
        assertThat(new HashSet<>(sources)).hasSize(Sources.LIMIT + 100);
        assertThat(sources.getLast().id()).isEqualTo("eni-" + (Sources.LIMIT + 99));
    }

    private static String key(String text) {
        return ConnectionReading.of(text).sources.getFirst().key();
    }
}
