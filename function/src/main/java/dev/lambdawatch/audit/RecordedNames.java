package dev.lambdawatch.audit;

import dev.lambdawatch.sigma.Rule;
import java.util.List;

/// Rules for which the name of a call is the recorded one and no other.
///
/// Usually the `eventName` of a call to Lambda has two values, the recorded name and the one
/// without its version suffix, and a rule holds whichever it writes. The Sigma specification knows
/// of no such thing, so it can be switched off for rules that were written and tested elsewhere.
public final class RecordedNames {
    private RecordedNames() {}

    /// The same rules, blind to bare names.
    public static List<Rule> only(List<Rule> rules) {
        return rules.stream()
                .map(rule -> rule.asking(DerivedField.RECORDED_NAME.path(), "eventName"))
                .toList();
    }
}
