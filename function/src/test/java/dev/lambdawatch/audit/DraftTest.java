package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftTest {
    @Test
    void aDraftHasWhatItsFindingHasBeforeThatIsWorded() {
        List<Draft> drafts = new ArrayList<>();
        Audit audit = Audit.of(ShippedRules.book(), Estate.UNKNOWN);

        for (String event : MadeUpEvents.of(200, 1)) {
            Calling.examine(audit, event, new Verdicts() {
                @Override
                public void accept(Finding finding) {}

                @Override
                public void rehearsed(Draft draft) {
                    Finding finding = draft.finding();
                    assertThat(draft)
                            .usingRecursiveComparison()
                            .ignoringFields("words")
                            .isEqualTo(Draft.of(finding));
                    drafts.add(draft);
                }
            });
        }

        assertThat(drafts).isNotEmpty();
    }
}
