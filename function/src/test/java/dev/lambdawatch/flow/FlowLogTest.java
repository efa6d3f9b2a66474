package dev.lambdawatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the reader makes of each kind of line.
class FlowLogTest {
    private static final String V2 =
            "2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249"
                    + " 1418530010 1418530070 ACCEPT OK";
    private static final String V2_READ = "123456789010 - eni-1235b8ca123456789 - - - 172.31.16.139 172.31.16.21"
            + " 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK -1 NONE -1 - - - - -";

    @Test
    void theDefaultFormatNeedsNoHeader() {
        FlowReading reading = FlowReading.of(V2 + "\n");
        assertThat(reading.records).containsExactly(V2_READ);
        assertThat(reading.skipped).isEmpty();
    }

    @Test
    void aRowWithoutDataKeepsItsInterfaceAndWindow() {
        FlowReading reading = FlowReading.of("""
                2 123456789010 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - NODATA
                2 123456789010 eni-11111111aaaaaaaaa - - - - - - - 1431280876 1431280934 - SKIPDATA
                """);
        assertThat(reading.records)
                .containsExactly(
                        "123456789010 - eni-1235b8ca123456789 - - - :: :: :: :: -1 -1 -1 -1 -1 1431280876 1431280934 NONE"
                                + " NODATA -1 NONE -1 - - - - -",
                        "123456789010 - eni-11111111aaaaaaaaa - - - :: :: :: :: -1 -1 -1 -1 -1 1431280876 1431280934 NONE"
                                + " SKIPDATA -1 NONE -1 - - - - -");
    }

    @Test
    void theHeaderTellsTheOrderOfFields() {
        FlowReading reading = FlowReading.of("""
                version srcaddr dstaddr srcport dstport protocol start end type packets bytes account-id vpc-id subnet-id instance-id interface-id region az-id sublocation-type sublocation-id action tcp-flags pkt-srcaddr pkt-dstaddr pkt-src-aws-service pkt-dst-aws-service traffic-path flow-direction log-status
                5 52.95.128.179 10.0.0.71 80 34210 6 1616729292 1616729349 IPv4 14 15044 123456789012 vpc-abcdefab012345678 subnet-aaaaaaaa012345678 i-0c50d5961bcb2d47b eni-1235b8ca123456789 ap-southeast-2 apse2-az3 - - ACCEPT 19 52.95.128.179 10.0.0.71 S3 - - ingress OK
                """);
        assertThat(reading.records)
                .containsExactly("123456789012 ap-southeast-2 eni-1235b8ca123456789 i-0c50d5961bcb2d47b"
                        + " subnet-aaaaaaaa012345678 vpc-abcdefab012345678 52.95.128.179 10.0.0.71 52.95.128.179 10.0.0.71"
                        + " 80 34210 6 14 15044 1616729292 1616729349 ACCEPT OK 19 INGRESS -1 S3 - - - -");
        assertThat(reading.skipped).isEmpty();
    }
}
