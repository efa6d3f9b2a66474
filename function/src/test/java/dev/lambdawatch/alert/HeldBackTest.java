package dev.lambdawatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldBackTest {
    private static final Approval APPROVAL =
            new Approval("Deployments", "orders", "CHG-1", Instant.parse("2027-01-01T00:00:00Z"), "ab12");

    private final List<String> kept = new ArrayList<>();
    private final HeldBack heldBack = HeldBack.in((finding, line) -> kept.add(line), () -> Samples.NOW);

    @Test
    void whatAFilterApprovesIsKeptAsSuppressedWithWhoAnswersForIt() {
        heldBack.approved(Draft.of(Samples.codeChange()), APPROVAL);

        assertThat(OcsfSchema.errors(kept.getFirst())).isEmpty();
        assertThat(kept.getFirst())
                .contains("\"status_id\":3,\"status\":\"Suppressed\"", "\"is_alert\":false")
                .contains("\"approved_by\":{\"filter\":\"Deployments\",\"owner\":\"orders\",\"ticket\":\"CHG-1\","
                        + "\"expires\":\"2027-01-01T00:00:00Z\",\"version\":\"ab12\"}");
    }

    @Test
    void whatARuleInDryRunFindsIsKeptAsThat() {
        heldBack.rehearsed(Draft.of(Samples.codeChange()));

        assertThat(OcsfSchema.errors(kept.getFirst())).isEmpty();
        assertThat(kept.getFirst()).contains("\"status_id\":99,\"status\":\"Dry-run\"", "\"is_alert\":false");
    }

    @Test
    void onlyTheFirstOfADayIsKept() {
        Finding finding = Samples.codeChange();
        Draft draft = Draft.of(finding);
        heldBack.approved(draft, APPROVAL);
        heldBack.approved(draft, APPROVAL);
        assertThat(kept).hasSize(1);

        heldBack.rehearsed(draft);
        heldBack.approved(Draft.of(Samples.codeChange("invoices", "Boto3", finding.severity())), APPROVAL);
        assertThat(kept).hasSize(3);
    }

    @Test
    void theWordsOfARepeatAreNotMade() {
        heldBack.rehearsed(Draft.of(Samples.codeChange()));
        heldBack.rehearsed(Draft.of(Samples.codeChange()).changed(finding -> {
            throw new AssertionError("nobody reads it");
        }));
        assertThat(kept).hasSize(1);
    }

    @Test
    void whatCouldNotBeKeptIsKeptWhenItComesAgain() {
        List<String> later = new ArrayList<>();
        boolean[] broken = {true};
        HeldBack failing = HeldBack.in(
                (finding, line) -> {
                    if (broken[0]) {
                        throw new IllegalStateException("no bucket");
                    }
                    later.add(line);
                },
                () -> Samples.NOW);

        assertThatThrownBy(() -> failing.rehearsed(Draft.of(Samples.codeChange())))
                .hasMessage("no bucket");
        broken[0] = false;
        failing.rehearsed(Draft.of(Samples.codeChange()));
        assertThat(later).hasSize(1);
    }
}
