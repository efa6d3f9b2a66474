package dev.lambdawatch.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicSuffixesTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "example.com,                       example.com",
                "a.b.example.com,                   example.com",
                "com,                               none",
                "'',                                none",
                "localhost,                         none",
                "www.example.co.uk,                 example.co.uk",
                "co.uk,                             none",
                "t.evil.com.br,                     evil.com.br",
                "x.unlisted-tld,                    x.unlisted-tld",
                "a.b.ck,                            a.b.ck",
                "b.ck,                              none",
                "a.www.ck,                          www.ck",
                "x.y.city.kobe.jp,                  city.kobe.jp",
                "x.y.z.kobe.jp,                     y.z.kobe.jp",
                "a.shop.workers.dev,                shop.workers.dev",
                "workers.dev,                       none",
                "x.bucket.s3.amazonaws.com,         bucket.s3.amazonaws.com",
                "www.xn--85x722f.xn--55qx5d.cn,     xn--85x722f.xn--55qx5d.cn",
                "..com,                             .com",
                ".,                                 none"
            })
    void theRegisteredDomainIsTheLabelBeforeThePublicSuffix(String name, String domain) {
        assertThat(PublicSuffixes.bundled().registeredDomain(name)).isEqualTo(domain == null ? "" : domain);
    }

    @Test
    void theListKeepsItsLicence() {
        assertThat(getClass().getResourceAsStream("/dns/public_suffix_list.dat"))
                .asString(java.nio.charset.StandardCharsets.UTF_8)
                .contains("Mozilla Public", "===BEGIN PRIVATE DOMAINS===");
    }

    @Test
    void aNameOfAHundredLabelsIsCutWhereAnyOtherIs() {
        assertThat(PublicSuffixes.bundled().registeredDomain("x.".repeat(500) + "example.com"))
                .isEqualTo("example.com");
    }
}
