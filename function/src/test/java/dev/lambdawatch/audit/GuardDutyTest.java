package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardDutyTest {
    /// On the shape that GuardDuty's API documents.
    private static final String FINDING = sample();

    private final List<Finding> found = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();

    @Test
    void aFindingAboutAFunctionBecomesOneOfOurs() {
        read(event(FINDING));

        Finding ours = found.getFirst();
        assertThat(ours.severity()).isEqualTo(Severity.HIGH);
        assertThat(ours.account()).isEqualTo("444455556666");
        assertThat(ours.region()).isEqualTo("eu-west-1");
        assertThat(ours.resource()).isEqualTo("arn:aws:lambda:eu-west-1:444455556666:function:orders-api");
        assertThat(ours.subject().name()).isEqualTo("orders-api");
        assertThat(ours.detection().id()).isEqualTo("guardduty:Backdoor:Lambda/C&CActivity.B");
        assertThat(ours.detection().name()).isEqualTo("guardduty_lambda");
        assertThat(ours.headline()).isEqualTo("GuardDuty: Backdoor:Lambda/C&CActivity.B: orders-api");
        assertThat(ours.evidence())
                .containsExactly(new Evidence.Report(
                        "0ac1b2c3d4e5f60718293a4b5c6d7e8f",
                        "Amazon GuardDuty",
                        "The function orders-api talks to a known command-and-control server.",
                        "10.20.3.17",
                        "203.0.113.77 port 443",
                        1,
                        Instant.parse("2026-01-01T10:00:00Z"),
                        Instant.parse("2026-01-01T10:30:00Z")));
        assertThat(ours.observables()).contains(new Observable(Observable.Type.IP_ADDRESS, "203.0.113.77"));
    }

    @ParameterizedTest
    @CsvSource({"2, LOW", "3.9, LOW", "4, MEDIUM", "5, MEDIUM", "7, HIGH", "8.9, HIGH", "9, CRITICAL"})
    void severityIsGuardDutys(String number, Severity severity) {
        read(FINDING.replace("\"severity\": 8", "\"severity\": " + number));

        assertThat(found).extracting(Finding::severity).containsExactly(severity);
    }

    @Test
    void anUpdateIsTheSameFindingAndItsCountRises() {
        read(event(FINDING));
        read(event(FINDING.replace("\"count\": 1", "\"count\": 7").replace("10:30:00Z", "11:45:00Z")));

        assertThat(found).extracting(Finding::id).containsOnly(found.getFirst().id());
        assertThat(Finding.merge(found).evidence())
                .extracting(item -> ((Evidence.Report) item).count())
                .containsExactlyInAnyOrder(1L, 7L);
    }

    @Test
    void anotherFunctionAnotherTypeAndAnotherAccountAreOtherFindings() {
        read(FINDING);
        read(FINDING.replace("orders-api", "invoices"));
        read(FINDING.replace("Backdoor:Lambda/C&CActivity.B", "UnauthorizedAccess:Lambda/TorRelay"));
        read(FINDING.replace("444455556666", "111122223333"));

        assertThat(found).extracting(Finding::id).doesNotHaveDuplicates().hasSize(4);
    }

    @Test
    void anAdministratorsEventCarriesAMembersFinding() {
        read(event(FINDING).replace("\"account\": \"444455556666\"", "\"account\": \"111122223333\""));

        assertThat(found).extracting(Finding::account).containsExactly("444455556666");
    }

    @Test
    void eventsAndFindingsAreReadALine() {
        read(event(FINDING) + flat(FINDING) + "\n");

        assertThat(found).hasSize(2);
    }

    @Test
    void aDamagedOneIsNamedAndTheNextIsRead() {
        read(flat(FINDING).substring(0, 200) + "\n" + flat(FINDING));

        assertThat(skipped).singleElement().asString().startsWith("0: damaged JSON: ");
        assertThat(found).hasSize(1);
    }

    @Test
    void anotherResourceAndAnArchivedOneAreLeftToGuardDuty() {
        read(FINDING.replace("\"resourceType\": \"Lambda\"", "\"resourceType\": \"Instance\""));
        read(FINDING.replace("\"archived\": false", "\"archived\": true"));

        assertThat(found).isEmpty();
        assertThat(skipped).isEmpty();
        assertThat(ignored).containsExactly("about another resource than a function", "archived");
    }

    @Test
    void whatAnybodyMayPutIsRefused() {
        read(event(FINDING).replace("aws.guardduty", "orders.shop"));

        assertThat(found).isEmpty();
        assertThat(skipped).containsExactly("0: a forged event: its source is 'orders.shop', not GuardDuty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"accountId\": \"444455556666\" | \"accountId\": \"4\" | accountId '4' is not twelve digits",
                "\"severity\": 8 | \"severity\": \"very\" | severity 'very' is no number",
                "\"severity\": 8 | \"severity\": null | a finding without severity",
                "\"functionArn\": | \"functionUrn\": | a finding without resource.lambdaDetails.functionArn",
                "2026-01-01T10:30:00Z | yesterday | service.eventLastSeen 'yesterday' is no UTC time"
            },
            quoteCharacter = '`')
    void whatLacksSomethingIsSkippedWithTheReason(String text, String instead, String reason) {
        read(FINDING.replace(text, instead));

        assertThat(found).isEmpty();
        assertThat(skipped).containsExactly("0: " + reason);
    }

    @Test
    void depthAndLengthEndADocumentAndNothingElse() {
        read("{\"a\":".repeat(5_000) + "\n" + flat(FINDING));
        read("{\"arn\": \"" + "a".repeat(3_000_000) + "\"}\n" + flat(FINDING));

        assertThat(found).hasSize(2);
        assertThat(skipped).hasSize(2);
    }

    @Test
    void findingsAreKnownByTheirFirstFields() {
        assertThat(isGuardDuty(event(FINDING))).isTrue();
        assertThat(isGuardDuty(FINDING)).isTrue();
        assertThat(isGuardDuty(FINDING.substring(0, 400))).isTrue();
        assertThat(isGuardDuty("{\"detail-type\": \"AWS API Call via CloudTrail\", \"detail\": {}}"))
                .isFalse();
        assertThat(isGuardDuty("{\"Records\": [{\"arn\": \"arn:aws:guardduty:\"}]}"))
                .isFalse();
        assertThat(isGuardDuty("2 123456789010 eni-0 10.0.0.1")).isFalse();
    }

    private static boolean isGuardDuty(String text) {
        return GuardDuty.isAtStartOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private void read(String text) {
        GuardDuty.Reports reports = new GuardDuty.Reports() {
            @Override
            public void found(Finding finding) {
                found.add(finding);
            }

            @Override
            public void skipped(String place, long index, String reason) {
                skipped.add(index + ": " + reason);
            }

            @Override
            public void ignored(String place, long index, String kind) {
                ignored.add(kind);
            }
        };
        try {
            GuardDuty.read("text", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), reports);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sample() {
        try {
            return Files.readString(Path.of("src/test/resources/guardduty/finding.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String flat(String json) {
        return json.replaceAll("\\s*\n\\s*", " ").strip();
    }

    private static String event(String finding) {
        return flat("""
                    {"version": "0", "id": "00000000-0000-4000-8000-000000000001", "detail-type": "GuardDuty Finding",
                     "source": "aws.guardduty", "account": "444455556666", "time": "2026-01-01T10:35:00Z",
                     "region": "eu-west-1", "resources": [],
                     "detail": %s}
                    """.formatted(finding)) + "\n";
    }
}
