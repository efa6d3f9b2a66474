package dev.lambdawatch.finding;

import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A finding before it is worded. Of what is told to nobody most repeats what is kept already: its
/// words cost more than to find it, and nobody reads them.
///
/// Words say what was known when something was found, and that goes on changing: whoever wants the
/// finding asks for it while he is handed the draft.
///
/// @param detection what found it
/// @param key       the same as the finding's
/// @param last      the time of its last evidence
/// @param words     makes the finding
public record Draft(Detection detection, FindingKey key, Instant last, Supplier<Finding> words) {

    /// Of a finding that has its words.
    public static Draft of(Finding finding) {
        return new Draft(finding.detection(), finding.key(), finding.last(), () -> finding);
    }

    /// The finding, made anew each time.
    public Finding finding() {
        return words.get();
    }

    /// The draft of the finding that another makes of this one.
    ///
    /// @param change leaves the key as it is
    public Draft changed(UnaryOperator<Finding> change) {
        return new Draft(detection, key, last, () -> change.apply(finding()));
    }
}
