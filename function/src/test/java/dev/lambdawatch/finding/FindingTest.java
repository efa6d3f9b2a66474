package dev.lambdawatch.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingTest {
    private static final Detection DETECTION =
            new Detection("rule-1", "lambda_code_changed", "Code changed", "1", "", List.of(), List.of(), List.of());

    @Test
    void theIdIsTheSameForARepeat() {
        assertThat(finding("bob", "f", Severity.HIGH, call("1", "10:00:00")).id())
                .isEqualTo(
                        finding("bob", "f", Severity.LOW, call("2", "11:00:00")).id());
    }

    @Test
    void aNewSubjectOrResourceIsANewId() {
        String id = finding("bob", "f", Severity.HIGH, call("1", "10:00:00")).id();
        assertThat(finding("eve", "f", Severity.HIGH, call("1", "10:00:00")).id())
                .isNotEqualTo(id);
        assertThat(finding("bob", "g", Severity.HIGH, call("1", "10:00:00")).id())
                .isNotEqualTo(id);
    }

    @Test
    void textThatMovesFromOnePartToTheNextIsANewId() {
        assertThat(finding("ab", "c", Severity.HIGH, call("1", "10:00:00")).id())
                .isNotEqualTo(
                        finding("a", "bc", Severity.HIGH, call("1", "10:00:00")).id());
    }

    @Test
    void mergingKeepsAllEvidenceOnceInOrderOfTimeAndTheHigherSeverity() {
        Finding first = finding("bob", "f", Severity.MEDIUM, call("2", "10:00:02"));
        Finding repeat = finding("bob", "f", Severity.HIGH, call("1", "10:00:01"), call("2", "10:00:02"));
        Finding merged = Finding.merge(List.of(first, repeat));
        assertThat(merged.evidence()).containsExactly(call("1", "10:00:01"), call("2", "10:00:02"));
        assertThat(merged.severity()).isEqualTo(Severity.HIGH);
        assertThat(merged.first()).isEqualTo(Instant.parse("2026-01-01T10:00:01Z"));
        assertThat(merged.last()).isEqualTo(Instant.parse("2026-01-01T10:00:02Z"));
    }

    @Test
    void mergingAnotherFindingIsRefused() {
        Finding bob = finding("bob", "f", Severity.HIGH, call("1", "10:00:00"));
        Finding eve = finding("eve", "f", Severity.HIGH, call("1", "10:00:00"));
        assertThatThrownBy(() -> Finding.merge(List.of(bob, eve))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFindingWithoutEvidenceIsRefused() {
        assertThatThrownBy(() -> finding("bob", "f", Severity.HIGH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lambda_code_changed");
    }

    @Test
    void anUnknownLevelIsRefusedByName() {
        assertThatThrownBy(() -> Severity.parse("urgent")).hasMessageContaining("'urgent'");
        assertThat(Severity.parse("Medium")).isEqualTo(Severity.MEDIUM);
    }

    private static Finding finding(String principal, String resource, Severity severity, Evidence... evidence) {
        return new Finding(
                DETECTION,
                severity,
                "111122223333",
                "eu-west-1",
                new Subject.Principal(principal, principal, "human", "111122223333", ""),
                resource,
                "Code changed",
                List.of(),
                List.of(evidence),
                List.of(),
                Map.of());
    }

    private static Evidence.Call call(String eventId, String time) {
        return new Evidence.Call(
                eventId,
                Instant.parse("2026-01-01T" + time + "Z"),
                "UpdateFunctionCode",
                "lambda.amazonaws.com",
                "111122223333",
                "eu-west-1",
                "203.0.113.50",
                "aws-cli",
                "",
                "");
    }
}
