package dev.lambdawatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapingTest {

    @Test
    void controlBidirectionalAndZeroWidthCharactersAreGone() {
        assertThat(Escaping.line("a\u0000b\u001b[2Jc\u202ed\u2066e\u200bf\ufeffg\u00adh\udb40\udc41i", 100))
                .isEqualTo("ab[2Jcdefghi");
    }

    @Test
    void linesBecomeOneLineWithSingleSpaces() {
        assertThat(Escaping.line("  a\r\n\r\nb\t\u2028c\u00a0 d  ", 100)).isEqualTo("a b c d");
    }

    @Test
    void halvesOfSurrogatePairsAreReplacedAndPairsStay() {
        assertThat(Escaping.line("a\ud83db\ude00c\ud83d\ude00", 100)).isEqualTo("a\ufffdb\ufffdc\ud83d\ude00");
    }

    @Test
    void accessKeysAreMaskedWhereverTheyStand() {
        assertThat(Escaping.line("key AKIAIOSFODNN7EXAMPLE, x_ASIAIOSFODNN7EXA7QX0", 100))
                .isEqualTo("key AKIA...PLE, x_ASIA...QX0");
        assertThat(Escaping.line("AKIAIO\u200bSFODNN7EXAMPLE", 100)).isEqualTo("AKIA...PLE");
        assertThat(Escaping.line("AKIA is not a key", 100)).isEqualTo("AKIA is not a key");
    }

    @Test
    void signaturesOfUrlsAreMaskedForPeopleAndForMachines() {
        String url = "https://b.s3.amazonaws.com/k?X-Amz-Security-Token=secret&X-Amz-Signature=0123&x=1";
        assertThat(Escaping.line(url, 200))
                .doesNotContain("secret")
                .doesNotContain("0123")
                .contains("x=1");
        assertThat(Escaping.json(url, 200))
                .doesNotContain("secret")
                .doesNotContain("0123")
                .contains("x=1");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/x, hxxps[:]//evil[.]example/x",
        "HTTP://EVIL.COM, HxxP[:]//EVIL[.]COM",
        "ftp://a.b1, ftp[:]//a.b1",
        "see evil.com/x now, see evil[.]com/x now",
        "evil。com, evil[.]com",
        "r7x.example.workers.dev, r7x[.]example[.]workers[.]dev",
        "xx.xn--p1ai, xx[.]xn--p1ai",
        "evil.com.amazonaws.com, evil[.]com[.]amazonaws[.]com",
        "lambda.amazonaws.com, lambda.amazonaws.com",
        "alice@example.com, alice@example.com",
        "aws-cli/2.15.59 md/awscrt#0.19.19, aws-cli/2.15.59 md/awscrt#0.19.19",
        "exec-env/AWS_Lambda_python3.12, exec-env/AWS_Lambda_python3.12",
        "203.0.113.50, 203.0.113.50",
    })
    void linksAreDefangedAndVersionsAreNot(String text, String shown) {
        assertThat(Escaping.value(text, 100)).isEqualTo(shown);
    }

    @Test
    void aCutHostNameIsNotAnotherHostName() {
        for (int limit = 0; limit < 30; limit++) {
            assertThat(Escaping.value("see evil.com.harmless.example", limit))
                    .hasSizeLessThanOrEqualTo(limit)
                    .doesNotContain("evil.com");
        }
    }

    @Test
    void chatSeesNoMarkdownNoLinkAndNoMention() {
        assertThat(Escaping.chat("<!channel> @here *b* _i_ `c` ~s~ [t](u) a|b #g a_b@c"))
                .isEqualTo("‹!channel› (at)here ∗b∗ -i_ 'c' ∼s∼ (t)(u) a¦b (#)g a_b@c");
    }

    @Test
    void htmlSeesText() {
        assertThat(Escaping.html("<a href=\"x\">'&")).isEqualTo("&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "orders-api, orders-api",
                "it's, 'it'\\''s'",
                "$(id), '$(id)'",
                "a b, 'a b'",
                "~x, '~x'",
                "\"\", ''"
            })
    void aShellSeesOneWord(String value, String word) {
        assertThat(Escaping.shell(value)).isEqualTo(word);
    }

    @Test
    void optionsReferencesAndHiddenTextAreNoArguments() {
        assertThat(Escaping.isArgument("orders-api")).isTrue();
        assertThat(Escaping.isArgument("--endpoint-url")).isFalse();
        assertThat(Escaping.isArgument("file:///etc/passwd")).isFalse();
        assertThat(Escaping.isArgument("a\nb")).isFalse();
        assertThat(Escaping.isArgument("a\u202eb")).isFalse();
        assertThat(Escaping.isArgument("AKIAIOSFODNN7EXAMPLE")).isFalse();
        assertThat(Escaping.isArgument("")).isFalse();
    }

    @Test
    void everyTextIsCutToItsLimitBetweenCodePoints() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            String text = HostileText.from(random, 20);
            int limit = random.nextInt(60);
            String value = Escaping.value(text, limit);
            assertThat(value).as("seed %d", seed).hasSizeLessThanOrEqualTo(limit);
            assertThat(value.codePoints()).as("seed %d", seed).noneMatch(c -> c < 0x20 || (c >= 0xd800 && c < 0xe000));
            assertThat(Escaping.ascii(text, limit).chars()).as("seed %d", seed).allMatch(c -> c >= 0x20 && c < 0x7f);
            assertThat(Escaping.chat(value))
                    .as("seed %d", seed)
                    .doesNotContainPattern("[<>`*~|\\[\\]\\\\&]|(?<![\\p{L}\\p{N}])[@_]");
        }
    }
}
