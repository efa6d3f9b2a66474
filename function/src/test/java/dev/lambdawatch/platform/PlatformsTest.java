package dev.lambdawatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformsTest {
    private static final Platforms PLATFORMS = Platforms.bundled();

    @ParameterizedTest
    @CsvSource(textBlock = """
            3.216.136.1,     aws:API_GATEWAY:us-east-1,    B
            3.160.0.1,       aws:CLOUDFRONT:GLOBAL,        C
            104.16.1.1,      cloudflare:EDGE,              C
            2606:4700::1111, cloudflare:EDGE,              C
            151.101.1.1,     fastly:EDGE,                  C
            142.250.1.1,     google:ALL,                   C
            52.216.1.1,      aws:S3:us-east-1,             N
            """)
    void anAddressBelongsToTheServiceThatPublishesIt(String address, String group, Tier tier) {
        assertThat(ofAddress(address))
                .get()
                .extracting(Platform::group, Platform::tier)
                .containsExactly(group, tier);
    }

    private static Optional<Platform> ofAddress(String address) {
        Prefix one = Prefix.parse(address + (address.contains(":") ? "/128" : "/32"));
        return PLATFORMS.ofAddress(one.hi(), one.lo());
    }
}
