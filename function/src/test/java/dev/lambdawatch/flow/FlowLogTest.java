package dev.lambdawatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What the reader makes of each kind of object and line.
class FlowLogTest {
    private static final String V2 =
            "2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070"
                    + " ACCEPT OK";
    private static final String V2_READ =
            "123456789010 - eni-1235b8ca123456789 - - - 172.31.16.139 172.31.16.21 172.31.16.139 172.31.16.21"
                    + " 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK -1 NONE - - - - -";

    /// The shortest header from which connections can be made.
    private static final String SHORT = "srcaddr dstaddr srcport dstport protocol start\n";

    private static final String SHORT_LINE = "10.0.0.1 203.0.113.5 40000 443 6 60\n";
    private static final String SHORT_READ = "- - - - - - 10.0.0.1 203.0.113.5 10.0.0.1 203.0.113.5"
            + " 40000 443 6 -1 -1 60 60 NONE OK -1 NONE - - - - -";

    @Test
    void theDefaultFormatNeedsNoHeader() {
        FlowReading reading = FlowReading.of(V2 + "\n");
        assertThat(reading.records).containsExactly(V2_READ);
        assertThat(reading.skipped).isEmpty();
    }

    @Test
    void aTimeInFrontIsThatOfCloudWatch() {
        FlowReading reading = FlowReading.of("2014-12-14T04:07:50.000Z " + V2 + "\n");
        assertThat(reading.records).containsExactly(V2_READ);
        assertThat(reading.skipped).isEmpty();
    }

    @Test
    void ipv6StandsInTheSameFields() {
        FlowReading reading = FlowReading.of(
                "2 123456789010 eni-1235b8ca123456789 2001:db8:1234:a100:8d6e:3477:df66:f105"
                        + " 2001:db8:1234:a102:3304:8879:34cf:4071 34892 22 6 54 8855 1477913708 1477913820 ACCEPT OK\n");
        assertThat(reading.records)
                .containsExactly("123456789010 - eni-1235b8ca123456789 - - - 2001:db8:1234:a100:8d6e:3477:df66:f105"
                        + " 2001:db8:1234:a102:3304:8879:34cf:4071 2001:db8:1234:a100:8d6e:3477:df66:f105"
                        + " 2001:db8:1234:a102:3304:8879:34cf:4071 34892 22 6 54 8855 1477913708 1477913820 ACCEPT OK -1"
                        + " NONE - - - - -");
    }

    @Test
    void aRowWithoutDataKeepsItsInterfaceAndWindow() {
        FlowReading reading = FlowReading.of("""
                2 123456789010 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - NODATA
                2 123456789010 eni-11111111aaaaaaaaa - - - - - - - 1431280876 1431280934 - SKIPDATA
                """);
        assertThat(reading.records)
                .containsExactly(
                        "123456789010 - eni-1235b8ca123456789 - - - :: :: :: :: -1 -1 -1 -1 -1 1431280876 1431280934"
                                + " NONE NODATA -1 NONE - - - - -",
                        "123456789010 - eni-11111111aaaaaaaaa - - - :: :: :: :: -1 -1 -1 -1 -1 1431280876 1431280934"
                                + " NONE SKIPDATA -1 NONE - - - - -");
    }

    @Test
    void theStatusAndNotTheDashesTellThatARowIsWithoutData() {
        FlowReading reading = FlowReading.of("""
                2 1 eni-1 10.0.0.1 203.0.113.5 40000 None 6 0 0 60 119 - NODATA
                """);
        assertThat(reading.records)
                .containsExactly("1 - eni-1 - - - :: :: :: :: -1 -1 -1 -1 -1 60 119 NONE NODATA -1 NONE - - - - -");
    }

    @Test
    void theHeaderTellsTheOrderOfFields() {
        FlowReading reading = FlowReading.of("""
                version srcaddr dstaddr srcport dstport protocol start end type packets bytes account-id vpc-id subnet-id instance-id interface-id region az-id sublocation-type sublocation-id action tcp-flags pkt-srcaddr pkt-dstaddr pkt-src-aws-service pkt-dst-aws-service traffic-path flow-direction log-status
                5 52.95.128.179 10.0.0.71 80 34210 6 1616729292 1616729349 IPv4 14 15044 123456789012 vpc-abcdefab012345678 subnet-aaaaaaaa012345678 i-0c50d5961bcb2d47b eni-1235b8ca123456789 ap-southeast-2 apse2-az3 - - ACCEPT 19 52.95.128.179 10.0.0.71 S3 - - ingress OK
                5 10.0.0.71 52.95.128.179 34210 80 6 1616729292 1616729349 IPv4 7 471 123456789012 vpc-abcdefab012345678 subnet-aaaaaaaa012345678 i-0c50d5961bcb2d47b eni-1235b8ca123456789 ap-southeast-2 apse2-az3 - - ACCEPT 3 10.0.0.71 52.95.128.179 - S3 8 egress OK
                """);
        assertThat(reading.records)
                .containsExactly(
                        "123456789012 ap-southeast-2 eni-1235b8ca123456789 i-0c50d5961bcb2d47b subnet-aaaaaaaa012345678"
                                + " vpc-abcdefab012345678 52.95.128.179 10.0.0.71 52.95.128.179 10.0.0.71"
                                + " 80 34210 6 14 15044 1616729292 1616729349 ACCEPT OK 19 INGRESS S3 - - - -",
                        "123456789012 ap-southeast-2 eni-1235b8ca123456789 i-0c50d5961bcb2d47b subnet-aaaaaaaa012345678"
                                + " vpc-abcdefab012345678 10.0.0.71 52.95.128.179 10.0.0.71 52.95.128.179"
                                + " 34210 80 6 7 471 1616729292 1616729349 ACCEPT OK 3 EGRESS - S3 - - -");
        assertThat(reading.skipped).isEmpty();
    }

    @Test
    void theNewestFieldsAreRead() {
        FlowReading reading = FlowReading.of("""
                ecs-task-id resource-id interface-type a-field-to-come srcaddr dstaddr srcport dstport protocol start
                8a3b nat-0123 regional_nat_gateway whatever 10.0.0.1 203.0.113.5 40000 443 6 60
                """);
        assertThat(reading.records)
                .containsExactly("- - - - - - 10.0.0.1 203.0.113.5 10.0.0.1 203.0.113.5 40000 443 6 -1 -1 60 60 NONE OK"
                        + " -1 NONE - - 8a3b nat-0123 regional_nat_gateway");
    }

    @Test
    void aHeaderMayBeginWithAFieldTooNewForUs() {
        FlowReading reading = FlowReading.of("a-field-to-come " + SHORT + "whatever " + SHORT_LINE);
        assertThat(reading.records).containsExactly(SHORT_READ);
    }

    @Test
    void theAddressesInThePacketStandInForMissingOnes() {
        FlowReading reading = FlowReading.of("pkt-srcaddr pkt-dstaddr srcport dstport protocol start\n" + SHORT_LINE);
        assertThat(reading.records).containsExactly(SHORT_READ);
    }

    @Test
    void repeatedHeadersBlankLinesAndDoubleSpacesDoNoHarm() {
        FlowReading reading = FlowReading.of(SHORT + "\n   \n" + SHORT + "10.0.0.1   203.0.113.5 40000  443 6 60  \r\n"
                + SHORT + SHORT_LINE.strip());
        assertThat(reading.records).containsExactly(SHORT_READ, SHORT_READ);
        assertThat(reading.skipped).isEmpty();
    }

    @Test
    void anotherHeaderHoldsForTheLinesBehindIt() {
        FlowReading reading = FlowReading.of(SHORT + SHORT_LINE
                + "dstaddr srcaddr srcport dstport protocol start\n203.0.113.5 10.0.0.1 40000 443 6 60\n");
        assertThat(reading.records).containsExactly(SHORT_READ, SHORT_READ);
    }

    @Test
    void tooFewOrTooManyFieldsSkipTheLine() {
        FlowReading reading =
                FlowReading.of(SHORT + "10.0.0.1 203.0.113.5 40000 443 6\n" + "x ".repeat(300) + "\n" + SHORT_LINE);
        assertThat(reading.records).containsExactly(SHORT_READ);
        assertThat(reading.skipped)
                .containsExactly(
                        "test:2 too few fields: 5, the header has 6", "test:3 too many fields: 300, the header has 6");
    }

    @Test
    void aLineThatIsNoHeaderAndNotInTheDefaultFormatIsNotGuessedAt() {
        FlowReading reading = FlowReading.of(SHORT_LINE + SHORT + SHORT_LINE);
        assertThat(reading.records).containsExactly(SHORT_READ);
        assertThat(reading.skipped)
                .containsExactly("test:1 no header came before, and the line is not in the default format");
    }

    @Test
    void aFieldThatIsNotWhatItShouldBeSkipsTheLineAndIsQuoted() {
        FlowReading reading = FlowReading.of("""
                srcaddr dstaddr srcport dstport protocol start end bytes action log-status
                10.0.0.256 203.0.113.5 40000 443 6 60 119 900 ACCEPT OK
                10.0.0.1 203.0.113.5.1 40000 443 6 60 119 900 ACCEPT OK
                10.0.0.1 203.0.113.5 65536 443 6 60 119 900 ACCEPT OK
                10.0.0.1 203.0.113.5 40000 -443 6 60 119 900 ACCEPT OK
                10.0.0.1 203.0.113.5 40000 443 256 60 119 900 ACCEPT OK
                10.0.0.1 203.0.113.5 40000 443 6 1785542542000 1785542600000 900 ACCEPT OK
                10.0.0.1 203.0.113.5 40000 443 6 60 119 9000000000000000000 ACCEPT OK
                10.0.0.1 203.0.113.5 40000 443 6 60 119 9e2 ACCEPT OK
                10.0.0.1 203.0.113.5 40000 443 6 60 119 900 PERHAPS OK
                10.0.0.1 203.0.113.5 40000 443 6 60 119 900 ACCEPT FINE
                """);
        assertThat(reading.records).isEmpty();
        assertThat(reading.skipped)
                .containsExactly(
                        "test:2 field srcaddr is not what it should be: 10.0.0.256",
                        "test:3 field dstaddr is not what it should be: 203.0.113.5.1",
                        "test:4 field srcport is not what it should be: 65536",
                        "test:5 field dstport is not what it should be: -443",
                        "test:6 field protocol is not what it should be: 256",
                        "test:7 field end is not what it should be: 1785542600000",
                        "test:8 field bytes is not what it should be: 9000000000000000000",
                        "test:9 field bytes is not what it should be: 9e2",
                        "test:10 field action is not what it should be: PERHAPS",
                        "test:11 field log-status is not what it should be: FINE");
    }

    @Test
    void aContradictionSkipsTheLine() {
        FlowReading reading = FlowReading.of("""
                srcaddr dstaddr srcport dstport protocol start end log-status
                10.0.0.1 203.0.113.5 40000 443 6 60 59 OK
                10.0.0.1 203.0.113.5 40000 443 6 - 59 OK
                10.0.0.1 - 40000 443 6 60 119 OK
                10.0.0.1 203.0.113.5 40000 443 - 60 119 OK
                """);
        assertThat(reading.records).isEmpty();
        assertThat(reading.skipped)
                .containsExactly(
                        "test:2 a record without a start, or that ends before it",
                        "test:3 a record without a start, or that ends before it",
                        "test:4 a record with status OK that lacks an address or the protocol",
                        "test:5 a record with status OK that lacks an address or the protocol");
    }

    @Test
    void aNameLongerThanAnyOfAwsSkipsTheLine() {
        FlowReading reading = FlowReading.of("interface-id " + SHORT + "e".repeat(200) + " " + SHORT_LINE);
        assertThat(reading.skipped)
                .containsExactly("test:2 field interface-id is not what it should be: " + "e".repeat(40));
    }

    @Test
    void aBlockedRowWithoutBytesIsRead() {
        FlowReading reading = FlowReading.of("bytes packets action " + SHORT + "- - REJECT " + SHORT_LINE);
        assertThat(reading.records)
                .containsExactly(
                        "- - - - - - 10.0.0.1 203.0.113.5 10.0.0.1 203.0.113.5 40000 443 6 -1 -1 60 60 REJECT OK"
                                + " -1 NONE - - - - -");
    }

    @Test
    void aTransitGatewayLogIsRefusedByName() {
        FlowReading reading = FlowReading.of("""
                version resource-type account-id tgw-id tgw-attachment-id srcaddr dstaddr srcport dstport protocol start
                6 TransitGateway 123456789012 tgw-1 tgw-attach-1 10.0.0.1 203.0.113.5 40000 443 6 60
                6 TransitGateway 123456789012 tgw-1 tgw-attach-1 10.0.0.1 203.0.113.5 40000 443 6 60
                """);
        assertThat(reading.records).isEmpty();
        assertThat(reading.skipped)
                .containsExactly("test:1 a Transit Gateway flow log is not read: its records are no interface's");
        assertThat(reading.counts).isEqualTo(new FlowCounts(0, 3, 275));
    }

    @Test
    void aHeaderWithoutWhatConnectionsNeedIsRefusedByTheMissingNames() {
        FlowReading reading = FlowReading.of("version srcaddr dstaddr start end\n5 10.0.0.1 203.0.113.5 60 119\n");
        assertThat(reading.records).isEmpty();
        assertThat(reading.skipped)
                .containsExactly("test:1 the header lacks fields that connections need: dstport protocol srcport");
    }

    @Test
    void aHeaderThatNamesAFieldTwiceIsRefusedAndTheNextOneCounts() {
        FlowReading reading = FlowReading.of("srcaddr " + SHORT + "10.0.0.2 " + SHORT_LINE + SHORT + SHORT_LINE);
        assertThat(reading.records).containsExactly(SHORT_READ);
        assertThat(reading.skipped).containsExactly("test:1 the header names a field twice: srcaddr");
    }

    @Test
    void theRegionMayStandInTheKeyAlone() {
        byte[] text = (SHORT + SHORT_LINE).getBytes(StandardCharsets.UTF_8);
        assertThat(FlowReading.of("s3://b/any/AWSLogs/o-1/1/vpcflowlogs/eu-west-1/2026/08/01/f.log.gz", text).records)
                .containsExactly(SHORT_READ.replaceFirst("- -", "- eu-west-1"));
        assertThat(FlowReading.of("b/AWSLogs/aws-account-id=1/aws-service=vpcflowlogs/aws-region=us-gov-east-1/f", text)
                        .records)
                .containsExactly(SHORT_READ.replaceFirst("- -", "- us-gov-east-1"));
    }

    @Test
    void aLineLongerThanTheBufferIsPassedOver() {
        FlowReading reading = FlowReading.of(
                SHORT + "1".repeat(LineReader.CAPACITY) + "\n" + SHORT_LINE + "2".repeat(3 * LineReader.CAPACITY));
        assertThat(reading.records).containsExactly(SHORT_READ);
        assertThat(reading.skipped)
                .containsExactly(
                        "test:2 a line is too long: over 327680 bytes", "test:4 a line is too long: over 327680 bytes");
    }

    @Test
    void aHundredFlawsOfAKindAreToldAndTheRestCounted() {
        FlowReading reading = FlowReading.of(SHORT + "x\n".repeat(250) + SHORT_LINE);
        assertThat(reading.records).containsExactly(SHORT_READ);
        assertThat(reading.skipped).hasSize(101).last().isEqualTo("test:253 150 more up to here: too few fields");
        assertThat(reading.counts.skipped()).isEqualTo(250);
    }

    @Test
    void anEmptyObjectHoldsNothing() {
        assertThat(FlowReading.of("").counts).isEqualTo(new FlowCounts(0, 0, 0));
        assertThat(FlowReading.of(FlowReading.gzip(new byte[0])).counts).isEqualTo(new FlowCounts(0, 0, 0));
    }
}
