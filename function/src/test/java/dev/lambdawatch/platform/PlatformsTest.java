package dev.lambdawatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformsTest {
    private static final Platforms PLATFORMS = Platforms.bundled();

    @ParameterizedTest
    @CsvSource(textBlock = """
            3.216.136.1,     aws:API_GATEWAY:us-east-1,    B
            4.232.99.1,      azure:AppService,             B
            3.160.0.1,       aws:CLOUDFRONT:GLOBAL,        C
            13.113.203.1,    aws:CLOUDFRONT:GLOBAL,        C
            104.16.1.1,      cloudflare:EDGE,              C
            2606:4700::1111, cloudflare:EDGE,              C
            151.101.1.1,     fastly:EDGE,                  C
            142.250.1.1,     google:ALL,                   C
            3.216.0.1,       aws:EC2:us-east-1,            D
            2600:1f14::1,    aws:EC2:us-west-2,            D
            52.216.1.1,      aws:S3:us-east-1,             N
            52.94.0.1,       aws:DYNAMODB:us-east-1,       N
            """)
    void anAddressBelongsToTheServiceThatPublishesIt(String address, String group, Tier tier) {
        assertThat(ofAddress(address))
                .get()
                .extracting(Platform::group, Platform::tier)
                .containsExactly(group, tier);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "192.0.2.1", "0.0.0.0", "255.255.255.255", "::", "::1", "2001:db8::1"})
    void anAddressThatNobodyPublishesIsSilent(String address) {
        assertThat(ofAddress(address)).isEmpty();
    }

    @Test
    void anAttributionNamesThePrefixAndTheListItRestsOn() {
        assertThat(ofAddress("3.216.136.1"))
                .contains(new Platform(
                        "Amazon API Gateway",
                        "AWS",
                        "aws:API_GATEWAY:us-east-1",
                        Tier.B,
                        "address in 3.216.136.0/21 (aws-ip-ranges 2026-08-22)"));
        assertThat(PLATFORMS.asOf()).isEqualTo("2026-08-22");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            API_GATEWAY, us-east-1, aws:API_GATEWAY:us-east-1, B
            API_GATEWAY, '',        aws:API_GATEWAY,           B
            CLOUDFRONT,  us-east-1, aws:CLOUDFRONT:GLOBAL,     C
            EC2,         us-east-1, aws:EC2:us-east-1,         D
            AMAZON,      us-east-1, aws:AMAZON:us-east-1,      D
            S3,          us-east-1, aws:S3:us-east-1,          N
            """)
    void theServiceThatTheLogNamesFormsTheGroupThatItsAddressesForm(
            String tag, String region, String group, Tier tier) {
        assertThat(PLATFORMS.ofServiceTag(tag, region))
                .get()
                .extracting(Platform::group, Platform::tier, Platform::evidence)
                .containsExactly(group, tier, "pkt-dst-aws-service is " + tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "", "*", "api_gateway", "API_GATEWAY:us-east-1", "NEVER_HEARD_OF"})
    void whatIsNoServiceTagIsSilent(String tag) {
        assertThat(PLATFORMS.ofServiceTag(tag, "us-east-1")).isEmpty();
    }

    @Test
    void aServiceThatAwsAddsIsGeneralCloudUnderItsOwnName() {
        Platforms platforms = Platforms.of("""
                lambdawatch address table 1
                as of 2027-01-01
                source aws: aws-ip-ranges 2027-01-01
                [aws:BRAND_NEW:us-east-1]
                3.0.0.0/24
                """);
        assertThat(platforms.ofAddress(0, 0xffff_0300_0001L))
                .contains(new Platform(
                        "BRAND_NEW",
                        "aws",
                        "aws:BRAND_NEW:us-east-1",
                        Tier.D,
                        "address in 3.0.0.0/24 (aws-ip-ranges 2027-01-01)"));
        assertThat(platforms.ofName("tile.workers.dev")).isPresent();
    }

    private static Optional<Platform> ofAddress(String address) {
        Prefix one = Prefix.parse(address + (address.contains(":") ? "/128" : "/32"));
        return PLATFORMS.ofAddress(one.hi(), one.lo());
    }
}
